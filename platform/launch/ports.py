"""Free TCP ports on the loopback address."""

import socket
import time

HOST = "127.0.0.1"


def is_free(port: int) -> bool:
    """True if nothing listens on this port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True


def free_port(preferred: int | None = None, *, patience: float = 0.0) -> int:
    """The preferred port if it is free or becomes so within `patience` seconds, else any free one."""
    until = time.monotonic() + patience
    while preferred:
        if is_free(preferred):
            return preferred
        if time.monotonic() >= until:
            break
        time.sleep(0.05)
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
