"""What the sockets need of a GraphQL engine. `config.asgi` hands one in, so this app knows none."""

from collections.abc import Sequence
from typing import Any, Protocol

from accounts.actor import Actor
from common.errors import DomainError
from common.language import Language


class Subscribed(Protocol):
    """A validated subscription. `resolver` is that of its root field, see `live.subscriptions`."""

    @property
    def text(self) -> str: ...
    @property
    def resolver(self) -> Any: ...
    @property
    def arguments(self) -> dict[str, Any]: ...
    @property
    def position_variable(self) -> str | None: ...
    @property
    def raw_variables(self) -> dict[str, Any]: ...
    @property
    def operation_name(self) -> str | None: ...


class Engine(Protocol):
    """Prepares subscriptions and runs their selection; both methods are synchronous."""

    def subscription(
        self, text: str, variables: dict[str, Any] | None, operation_name: str | None, language: Language
    ) -> Any:
        """A `Subscribed`, or the list of errors for which the document is refused."""

    def push(
        self, subscribed: Any, actor: Actor, language: Language, roots: Sequence[Any]
    ) -> list[dict[str, Any]]:
        """The bodies of several events, one per root, run together under the actor's rights."""

    def refused(self, error: DomainError, language: Language) -> list[dict[str, Any]]:
        """A refusal as the errors of an answer."""
