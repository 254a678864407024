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
    """Follows its source, then whatever the change made of it."""

    __slots__ = ("_change", "_source")

    def __init__(self, source: Deferred[Any], change: Callable[[Any], Any]) -> None:
        super().__init__()
        self._source = source
        self._change: Callable[[Any], Any] | None = change

    @property
    def is_done(self) -> bool:
        while not self._is_done and self._source.is_done:
            try:
                value = self._source.result()
                if self._change is not None:
                    change, self._change = self._change, None
                    value = change(value)
            except Exception as error:
                self.fail(error)
                break
            if isinstance(value, Deferred):
                self._source = value
            else:
                self.settle(value)
        return self._is_done

    def result(self) -> Any:
        return super().result() if self.is_done else self._source.result()
