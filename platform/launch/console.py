"""What the launcher says: short lines on standard error, so that a command's own output stays clean."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


class LaunchError(Exception):
    """A reason why we cannot start, in words for the person at the terminal: cause and remedy."""


def say(text: str) -> None:
    """Print one line of progress."""
    print(text, file=sys.stderr, flush=True)


@contextmanager
def step(title: str) -> Iterator[None]:
    """Announce a piece of work and, when it is done, how many seconds it took. Steps may run side by side."""
    begun = time.monotonic()
    say(f"  … {title}")
    try:
        yield
    except BaseException:
        say(f"  ✗ {title}  {time.monotonic() - begun:.1f} s")
        raise
    say(f"  ✓ {title}  {time.monotonic() - begun:.1f} s")
