"""Services for a process that does not come through `manage.py`: a test run started with plain pytest."""

import atexit
import os
from contextlib import ExitStack

from launch.connections import connected


def lease_for_tests() -> None:
    """Put the test servers' addresses into this process's environment and hold them until it ends.

    Workers started by this process inherit the addresses and need no lease of their own.
    """
    stack = ExitStack()
    os.environ.update(stack.enter_context(connected("test")))
    atexit.register(stack.close)
