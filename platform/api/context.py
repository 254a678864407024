"""What resolvers find in `info.context`."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from accounts.actor import Actor
from api.loaders import Loaders
from common.language import Language


@dataclass(slots=True)
class Context:
    """One answer: who asks, in which language, and the loaders. `request` is None on a socket.

    `answers`: by response key, what a mutation wants to be told once its answer is complete.
    """

    actor: Actor
    language: Language
    request_id: str = ""
    request: Any = None
    answers: dict[str, Callable[[Any], None]] = field(default_factory=dict)
    loaders: Loaders = field(init=False)

    def __post_init__(self) -> None:
        self.loaders = Loaders(self)
