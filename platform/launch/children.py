"""The processes of a running product: restarted when they die, stopped together."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from launch.console import say
from launch.marks import Mark, is_alive, mark_of
from launch.places import ROOT

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0
# A child that has lived this long is taken to be healthy: its next death waits for one second again.
HEALTHY_AFTER = 60.0
STOP_WITHIN = 10.0
LOG_LIMIT = 10_000_000


@dataclass
class Child:
    """One process kept alive: its command, its surroundings and what became of it so far."""

    name: str
    command: Sequence[str]
    environ: Mapping[str, str]
    log: Path
    process: "subprocess.Popen[bytes] | None" = None
    begun: float = 0.0
    pause: float = FIRST_PAUSE / 2
    due: float = 0.0

    def start(self) -> None:
        """Start the process in a session of its own, so that the terminal's Ctrl-C reaches only us."""
        fresh = self.log.exists() and self.log.stat().st_size > LOG_LIMIT
        with self.log.open("wb" if fresh else "ab") as output:
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd=ROOT,
                env=dict(self.environ),
                start_new_session=True,
            )
        self.begun = time.monotonic()

    def tend(self) -> None:
        """Report a death once, and start the process again after a pause that doubles from death to death."""
        if self.process is None:
            if time.monotonic() >= self.due:
                self.start()
            return
        code = self.process.poll()
        if code is None:
            return
        lived = time.monotonic() - self.begun
        self.pause = FIRST_PAUSE if lived > HEALTHY_AFTER else min(self.pause * 2, LONGEST_PAUSE)
        self.due = time.monotonic() + self.pause
        self.process = None
        say(f"  ✗ {self.name} ended ({_words(code)}) after {lived:.0f} s; again in {self.pause:.0f} s")
        say(f"      {self.log}")
        for line in self.last_words():
            say(f"      {line}")

    def last_words(self, count: int = 3) -> list[str]:
        """The last lines of the log."""
        text = self.log.read_text(errors="replace") if self.log.exists() else ""
        return [line[:160] for line in text.splitlines() if line.strip()][-count:]

    def mark(self) -> Mark | None:
        """The process to recognise it by later."""
        return mark_of(self.process.pid) if self.process else None


def stop_all(children: Sequence[Child]) -> None:
    """Ask all to end at once, wait together, then end the rest by force."""
    running = [child.process for child in children if child.process and child.process.poll() is None]
    for process in running:
        _signal_group(process.pid, signal.SIGTERM)
    until = time.monotonic() + STOP_WITHIN
    for process in running:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=max(0.0, until - time.monotonic()))
        end_group(process)


def end_group(process: "subprocess.Popen[bytes]") -> None:
    """End by force whatever is left of a process's group: a worker's own children may outlive it."""
    _signal_group(process.pid, signal.SIGKILL)
    process.wait()


def stop_orphans(marks: Sequence[Mark]) -> int:
    """End what a killed parent left behind; returns how many. Each was the leader of its group."""
    left = [mark for mark in marks if is_alive(mark)]
    for mark in left:
        _signal_group(mark.pid, signal.SIGKILL)
    return len(left)


def _signal_group(leader: int, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, number)


def _words(code: int) -> str:
    return f"exit code {code}" if code >= 0 else f"signal {signal.Signals(-code).name}"
