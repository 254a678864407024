"""Recognising a process again: a pid alone is not enough, since pids are given out anew."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Mark:
    """One process: its pid and when it started, as the system tells it."""

    pid: int
    started: str


def mark_of(pid: int) -> Mark | None:
    """The mark of a running process, or None if there is none (a zombie counts as gone)."""
    started = _started_linux(pid) if sys.platform == "linux" else _started_ps(pid)
    return Mark(pid, started) if started else None


def my_mark() -> Mark:
    """The mark of this very process."""
    mark = mark_of(os.getpid())
    if mark is None:
        raise RuntimeError("this process is not listed by the system")
    return mark


def is_alive(mark: Mark | None) -> bool:
    """True if exactly this process still runs."""
    return mark is not None and mark_of(mark.pid) == mark


def command_line(pid: int) -> str:
    """The command a process was started with, words joined by spaces; empty if unknown."""
    if sys.platform == "linux":
        try:
            return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            return ""
    return _ps(pid, "command=")


def send(mark: Mark, number: signal.Signals) -> None:
    """Signal this process if it still runs."""
    if is_alive(mark):
        with contextlib.suppress(ProcessLookupError):
            os.kill(mark.pid, number)


def wait_gone(mark: Mark, seconds: float) -> bool:
    """Wait until the process has ended; False if it outlasts `seconds`."""
    until = time.monotonic() + seconds
    while is_alive(mark):
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    _reap(mark.pid)
    return True


def stop(mark: Mark, gentle: signal.Signals, seconds: float) -> None:
    """End a process: politely first, then by force."""
    send(mark, gentle)
    if not wait_gone(mark, seconds):
        send(mark, signal.SIGKILL)
        wait_gone(mark, 5)


def _reap(pid: int) -> None:
    """Collect an ended child, so that its pid does not linger as a zombie."""
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)


def _started_linux(pid: int) -> str:
    try:
        # The name in brackets may hold spaces; the fields after it are state (1st) … start time (20th).
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if fields[0] in "ZX" else f"{_boot()}-{fields[19]}"


def _boot() -> str:
    return Path("/proc/sys/kernel/random/boot_id").read_text()[:8]


def _started_ps(pid: int) -> str:
    state = _ps(pid, "stat=")
    return "" if not state or state.startswith("Z") else _ps(pid, "lstart=")


def _ps(pid: int, field: str) -> str:
    answer = subprocess.run(["ps", "-o", field, "-p", str(pid)], capture_output=True, text=True, check=False)
    return answer.stdout.strip()
