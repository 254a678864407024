"""Batched loading: what many resolvers of one answer ask for is read with one query.

    class EnterpriseByIdLoader(Loader[UUID, Enterprise]):
        def batch(self, keys: list[UUID]) -> Mapping[UUID, Enterprise]:
            return Enterprise.objects.in_bulk(keys)

    def resolve_supplier(order: PurchaseOrder, info: Info) -> Deferred[Enterprise | None]:
        return info.context.loaders.get(EnterpriseByIdLoader).load(order.supplier_id)

A loader lives for one answer and one actor, so nothing read under one person's rights reaches another. Loaders of
children are `ManyLoader`s; loaders that depend on an argument take it in `get(Loader, argument)`.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from api.deferred import Deferred

if TYPE_CHECKING:
    from api.context import Context

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")
Row = TypeVar("Row")
AnyLoader = TypeVar("AnyLoader", bound="Loader[Any, Any]")


class Loader(Generic[Key, Value]):
    """Subclasses say in `batch` how to read many keys at once; a key that is not in the answer loads None."""

    def __init__(self, context: "Context", argument: Any = None) -> None:
        self.context, self.argument = context, argument
        self._known: dict[Key, Deferred[Any]] = {}
        self._waiting: list[Key] = []

    def batch(self, keys: list[Key]) -> Mapping[Key, Value]:
        """Values by key, each key at most once asked. Runs in the answer's transaction and rights."""
        raise NotImplementedError

    def missing(self) -> Any:
        return None

    def load(self, key: Key) -> Deferred[Any]:
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = Deferred()
            self._waiting.append(key)
        return known

    def load_many(self, keys: Iterable[Key]) -> list[Deferred[Any]]:
        """One deferred value per key, in the order of the keys."""
        return [self.load(key) for key in keys]

    def prime(self, key: Key, value: Value) -> None:
        """Note a value that was read anyhow."""
        if key not in self._known:
            known: Deferred[Any] = Deferred()
            known.settle(value)
            self._known[key] = known

    def dispatch(self) -> bool:
        """Load what is waiting; whether anything was."""
        keys, self._waiting = self._waiting, []
        if not keys:
            return False
        try:
            values = self.batch(keys)
        except Exception as error:
            for key in keys:
                self._known[key].fail(error)
            return True
        for key in keys:
            self._known[key].settle(values[key] if key in values else self.missing())
        return True


class ManyLoader(Loader[Key, list[Row]], Generic[Key, Row]):
    """Loads the rows that belong to a key; no rows is an empty list. Rows keep the order of `rows`."""

    def rows(self, keys: list[Key]) -> Iterable[Row]:
        """All rows of all keys, ordered as they shall appear."""
        raise NotImplementedError

    def key_of(self, row: Row) -> Key:
        """The key a row belongs to."""
        raise NotImplementedError

    def batch(self, keys: list[Key]) -> Mapping[Key, list[Row]]:
        grouped: defaultdict[Key, list[Row]] = defaultdict(list)
        for row in self.rows(keys):
            grouped[self.key_of(row)].append(row)
        return grouped

    def missing(self) -> list[Row]:
        return []


class Loaders:
    """The loaders of one answer."""

    def __init__(self, context: "Context") -> None:
        self._context = context
        self._loaders: dict[tuple[type[Any], Any], Any] = {}

    def get(self, kind: type[AnyLoader], argument: Any = None) -> AnyLoader:
        key = (kind, argument)
        loader = self._loaders.get(key)
        if loader is None:
            loader = self._loaders[key] = kind(self._context, argument)
        found: AnyLoader = loader
        return found

    def dispatch(self) -> bool:
        """Run every waiting batch once; whether there was any."""
        dispatched = [loader.dispatch() for loader in list(self._loaders.values())]
        return any(dispatched)

    def forget(self) -> None:
        """After a change: what was loaded before may be stale."""
        self._loaders.clear()
