"""What an answer may cost: the number of objects it could hold, page sizes multiplied through.

A page counts as its `first`; a plain list of children as a few rows. Runs per request, since page sizes come
in variables, and before any resolver.
"""

from collections.abc import Mapping
from typing import Any, Final

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    get_named_type,
    is_wrapping_type,
)

from api.errors import TooLarge
from api.limits import argument_of, whole_number
from common.paging import MAX_PAGE

LIST_ROWS: Final = 5  # children a row of ours has on average, e.g. lines of an order
PAGE_ARGUMENTS: Final = ("first",)
Composite = GraphQLObjectType | GraphQLInterfaceType


def _is_list(output: GraphQLOutputType) -> bool:
    kind: Any = output
    while is_wrapping_type(kind):
        if isinstance(kind, GraphQLList):
            return True
        kind = kind.of_type
    return False


class _Cost:
    def __init__(
        self,
        schema: GraphQLSchema,
        fragments: Mapping[str, FragmentDefinitionNode],
        variables: Mapping[str, Any],
    ) -> None:
        self._schema, self._fragments, self._variables = schema, fragments, variables

    def selection(self, parent: Composite, selections: SelectionSetNode, in_page: bool = False) -> int:
        """Objects under one object of type `parent`. `in_page`: lists here were counted by their page."""
        total = 0
        for node in selections.selections:
            if isinstance(node, FieldNode):
                total += self._field(parent, node, in_page)
                continue
            if isinstance(node, FragmentSpreadNode):
                fragment = self._fragments[node.name.value]
                condition, inner = fragment.type_condition, fragment.selection_set
            else:
                assert isinstance(node, InlineFragmentNode)
                condition, inner = node.type_condition, node.selection_set
            kind = self._schema.get_type(condition.name.value) if condition else parent
            total += self.selection(kind if isinstance(kind, Composite) else parent, inner, in_page)
        return total

    def _field(self, parent: Composite, node: FieldNode, in_page: bool) -> int:
        definition = parent.fields.get(node.name.value)
        if definition is None or node.selection_set is None:
            return 0
        kind = get_named_type(definition.type)
        if not isinstance(kind, Composite):
            return 1
        is_page = any(name in definition.args for name in PAGE_ARGUMENTS)
        rows = 1
        if is_page:
            rows = self._page_size(node, definition.args)
        elif _is_list(definition.type) and not in_page:
            rows = LIST_ROWS
        return rows * (1 + self.selection(kind, node.selection_set, in_page=is_page))

    def _page_size(self, node: FieldNode, arguments: Mapping[str, Any]) -> int:
        given = whole_number(argument_of(node, PAGE_ARGUMENTS), self._variables)
        if given is None:
            given = arguments["first"].default_value
        # A size beyond the greatest is refused by the connection itself, with its own message.
        return min(max(given, 1), MAX_PAGE) if isinstance(given, int) else MAX_PAGE


def check_cost(
    schema: GraphQLSchema,
    operation: OperationDefinitionNode,
    fragments: Mapping[str, FragmentDefinitionNode],
    variables: Mapping[str, Any],
    limit: int,
) -> int:
    """The cost of a validated operation in objects. Raises TooLarge beyond `limit`."""
    root = schema.get_root_type(operation.operation)
    cost = _Cost(schema, fragments, variables).selection(root, operation.selection_set) if root else 0
    if cost > limit:
        raise TooLarge(what="cost", value=cost, limit=limit)
    return cost
