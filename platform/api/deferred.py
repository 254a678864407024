"""Values that are not known yet because they will be loaded in a batch."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar, cast

Value = TypeVar("Value")
Other = TypeVar("Other")


class Deferred(Generic[Value]):
    """A value to come. A resolver may return one; the execution goes on with it once its batch is loaded."""

    __slots__ = ("_error", "_is_done", "_value")

    def __init__(self) -> None:
        self._is_done = False
        self._value: Value | None = None
        self._error: Exception | None = None

    @property
    def is_done(self) -> bool:
        return self._is_done

    def settle(self, value: Value) -> None:
        self._value, self._is_done = value, True

    def fail(self, error: Exception) -> None:
        self._error, self._is_done = error, True

    def result(self) -> Value:
        """The value, or the error raised; RuntimeError when it is not done."""
        if not self._is_done:
            raise RuntimeError("the value has not been loaded yet")
        if self._error is not None:
            raise self._error
        return cast(Value, self._value)

    def then(self, change: "Callable[[Value], Other]") -> "Deferred[Other]":
        """What `change` makes of the value once it is there; it may return another Deferred."""
        return cast("Deferred[Other]", _Changed(self, change))


class _Changed(Deferred[Any]):
    __slots__ = ("_change", "_source")

    def __init__(self, source: Deferred[Any], change: Callable[[Any], Any]) -> None:
        super().__init__()
        self._source, self._change = source, change

    @property
    def is_done(self) -> bool:
        return self._source.is_done

    def result(self) -> Any:
        return self._change(self._source.result())
