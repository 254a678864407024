"""Synchronous execution with batched loading, on the library's parsing, coercion and error rules.

Resolvers may return a `Deferred`. Its place in the answer is filled once everything that can be resolved without
it has been; then all waiting loaders run one query each, and so on until nothing waits. What a field needs
(resolver, arguments, sub-selection) is planned once per answer: a list of rows repeats only the reading.
"""

from typing import Any, cast

from graphql import (
    ExecutionContext,
    GraphQLError,
    GraphQLObjectType,
    GraphQLResolveInfo,
    OperationDefinitionNode,
    OperationType,
    Undefined,
    located_error,
)
from graphql.execution.collect_fields import collect_fields
from graphql.execution.execute import get_field_def
from graphql.execution.values import get_argument_values
from graphql.pyutils import Path, is_iterable

from api.deferred import Deferred
from api.plan import FieldPlan, Kind, Shape


class StoredAnswer:
    """The finished JSON of a field, given again as it was."""

    __slots__ = ("content",)

    def __init__(self, content: Any) -> None:
        self.content = content


class Slot:
    """A place in the answer that holds an object, a list or a value to come; knows the way to the root."""

    __slots__ = ("_path", "container", "is_nullable", "key", "parent", "typename")

    def __init__(
        self, parent: "Slot | None", container: Any, key: Any, is_nullable: bool, typename: str | None
    ) -> None:
        self.parent, self.container, self.key = parent, container, key
        self.is_nullable, self.typename = is_nullable, typename
        self._path: Path | None = None

    @property
    def path(self) -> Path | None:
        if self._path is None and self.parent is not None:
            self._path = Path(self.parent.path, self.key, self.typename)
        return self._path


class ResolveInfo:
    """`GraphQLResolveInfo` for resolvers, made anew for each value, its parts only when they are asked for."""

    __slots__ = ("_execution", "_plan", "_slot", "context")

    def __init__(self, execution: "Execution", plan: FieldPlan, slot: Slot) -> None:
        self._execution, self._plan, self._slot = execution, plan, slot
        self.context = execution.context_value

    @property
    def path(self) -> Path:
        return Path(self._slot.path, self._plan.key, self._plan.parent.name)

    def __getattr__(self, name: str) -> Any:
        """The rest, as the library makes it."""
        execution, plan = self._execution, self._plan
        whole = execution.build_resolve_info(plan.definition, plan.nodes, plan.parent, self.path)
        return getattr(whole, name)


class Execution(ExecutionContext):
    """Runs one operation. Root fields of a mutation run one after the other, each to its end."""

    _waiting: list[tuple[Deferred[Any], Shape, FieldPlan, Slot]]

    def execute_operation(self, operation: OperationDefinitionNode, root_value: Any) -> Any:
        self._waiting = []
        root_type = self.schema.get_root_type(operation.operation)
        if root_type is None:
            raise GraphQLError(f"The schema has no {operation.operation.value} operations.", operation)
        selected = collect_fields(
            self.schema, self.fragments, self.variable_values, root_type, operation.selection_set
        )
        data: dict[str, Any] = {}
        box: dict[str, Any] = {"data": data}
        root = Slot(None, box, "data", True, None)
        is_serial = operation.operation is OperationType.MUTATION
        for plan in self._plans(root_type, selected):
            self._field(plan, root_value, data, root)
            if is_serial:
                self._drain()
                self._note_answer(plan, data)
        self._drain()
        return box["data"]

    def _note_answer(self, plan: FieldPlan, data: dict[str, Any]) -> None:
        """Tell the mutation that its answer is complete."""
        keep = self.context_value.answers.pop(plan.key, None)
        if keep is not None:
            keep(data[plan.key])
        self.context_value.loaders.forget()

    def _plans(self, parent: GraphQLObjectType, selected: dict[str, Any]) -> list[FieldPlan]:
        plans = []
        for key, nodes in selected.items():
            definition = get_field_def(self.schema, parent, nodes[0])
            if definition is None:
                continue
            plan = FieldPlan(key, nodes, parent, definition)
            try:
                plan.arguments = get_argument_values(definition, nodes[0], self.variable_values)
            except GraphQLError as error:
                plan.fault = error
            plans.append(plan)
        return plans

    def _children(self, plan: FieldPlan, kind: GraphQLObjectType) -> list[FieldPlan]:
        plans = plan.children.get(kind)
        if plans is None:
            plans = plan.children[kind] = self._plans(kind, self.collect_subfields(kind, plan.nodes))
        return plans

    def _info(self, plan: FieldPlan, slot: Slot) -> GraphQLResolveInfo:
        return cast(GraphQLResolveInfo, ResolveInfo(self, plan, slot))

    def _field(self, plan: FieldPlan, source: Any, data: dict[str, Any], slot: Slot) -> None:
        """Put one field of the object at `slot` into `data`. Raises when a non-null field has no value."""
        try:
            if plan.attribute is not None:
                if isinstance(source, dict):
                    value = source.get(plan.attribute, plan.default)
                else:
                    value = getattr(source, plan.attribute, plan.default)
            elif plan.constant is not None:
                value = plan.constant
            else:
                if plan.fault is not None:
                    raise plan.fault
                resolve = plan.resolve or self.field_resolver
                value = resolve(source, self._info(plan, slot), **plan.arguments)
            data[plan.key] = self._complete(plan.shape, plan, value, slot, data, plan.key)
        except Exception as fault:
            path = Path(slot.path, plan.key, plan.parent.name)
            error = located_error(fault, plan.nodes, path.as_list())
            if plan.shape.is_non_null:
                raise error from fault
            data[plan.key] = None
            self.collected_errors.add(error, path)

    def _complete(
        self, shape: Shape, plan: FieldPlan, value: Any, parent: Slot, container: Any, key: Any
    ) -> Any:
        """The JSON of a value, or None for now when it is still to come."""
        if isinstance(value, Deferred):
            if not value.is_done:
                typename = None if isinstance(key, int) else plan.parent.name
                slot = Slot(parent, container, key, not shape.is_non_null, typename)
                self._waiting.append((value, shape, plan, slot))
                return None
            return self._complete(shape, plan, value.result(), parent, container, key)
        if value is None or value is Undefined:
            if shape.is_non_null:
                raise TypeError(f"no value for non-null {plan.parent.name}.{plan.key}")
            return None
        if shape.serialize is not None:
            if isinstance(value, Exception):
                raise value
            written = shape.serialize(value)
            if written is None or written is Undefined:
                raise TypeError(f"{shape.type} cannot write {value!r}")
            return written
        return self._complete_composite(shape, plan, value, parent, container, key)

    def _complete_composite(
        self, shape: Shape, plan: FieldPlan, value: Any, parent: Slot, container: Any, key: Any
    ) -> Any:
        if value.__class__ is StoredAnswer:
            return value.content
        typename = None if isinstance(key, int) else plan.parent.name
        slot = Slot(parent, container, key, not shape.is_non_null, typename)
        if shape.item is not None:
            return self._list(shape.item, plan, value, slot)
        kind = shape.type if shape.kind is Kind.OBJECT else self._concrete(shape, plan, value, slot)
        return self._object(self._children(plan, kind), value, slot)

    def _object(self, plans: list[FieldPlan], source: Any, slot: Slot) -> dict[str, Any]:
        """The fields of one object. Most are attributes with a leaf value: those take the short way."""
        data: dict[str, Any] = {}
        is_dict = source.__class__ is dict
        for plan in plans:
            leaf = plan.leaf
            if leaf is not None:
                name, default = plan.attribute or "", plan.default
                value = source.get(name, default) if is_dict else getattr(source, name, default)
                if value.__class__ is plan.shape.as_it_is:
                    data[plan.key] = value
                    continue
                if value is not None and not isinstance(value, Deferred):
                    try:
                        written = leaf(value)
                    except Exception:
                        written = None  # the long way tells of it, with its place
                    if written is not None and written is not Undefined:
                        data[plan.key] = written
                        continue
            self._field(plan, source, data, slot)
        return data

    def _list(self, item_shape: Shape, plan: FieldPlan, rows: Any, slot: Slot) -> list[Any]:
        if not is_iterable(rows):
            raise TypeError(
                f"{plan.parent.name}.{plan.key} is a list, its resolver gave {type(rows).__name__}"
            )
        results: list[Any] = []
        for index, row in enumerate(rows):
            results.append(None)
            try:
                results[index] = self._complete(item_shape, plan, row, slot, results, index)
            except Exception as fault:
                path = Path(slot.path, index, None)
                error = located_error(fault, plan.nodes, path.as_list())
                if item_shape.is_non_null:
                    raise error from fault
                self.collected_errors.add(error, path)
        return results

    def _concrete(self, shape: Shape, plan: FieldPlan, value: Any, slot: Slot) -> GraphQLObjectType:
        info = self._info(plan, slot)
        name = (shape.type.resolve_type or self.type_resolver)(value, info, shape.type)
        return self.ensure_valid_runtime_type(name, shape.type, plan.nodes, info, value)

    def _drain(self) -> None:
        """Go on with what was waiting, loading batch after batch, until nothing waits."""
        while self._waiting:
            waiting, self._waiting = self._waiting, []
            ready = [entry for entry in waiting if entry[0].is_done]
            if not ready:
                if not self.context_value.loaders.dispatch():
                    raise RuntimeError("a deferred value belongs to no loader of this answer")
                self._waiting = waiting
                continue
            self._waiting = [entry for entry in waiting if not entry[0].is_done]
            for deferred, shape, plan, slot in ready:
                self._resume(deferred, shape, plan, slot)

    def _resume(self, deferred: Deferred[Any], shape: Shape, plan: FieldPlan, slot: Slot) -> None:
        assert slot.parent is not None
        try:
            value = self._complete(shape, plan, deferred.result(), slot.parent, slot.container, slot.key)
        except Exception as fault:
            path = slot.path
            error = located_error(fault, plan.nodes, path.as_list() if path else None)
            self._give_up(slot, error)
        else:
            slot.container[slot.key] = value

    def _give_up(self, slot: Slot, error: GraphQLError) -> None:
        """Null the nearest nullable place on the way to the root."""
        place: Slot = slot
        while not place.is_nullable and place.parent is not None:
            place = place.parent
        place.container[place.key] = None
        self.collected_errors.add(error, place.path)
