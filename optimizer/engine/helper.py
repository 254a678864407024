"""A process beside a search, for the second core and for HiGHS. Runs one job; both sides exchange pickled messages.

A process of its own program, not a fork: the caller may be a worker that must not have children of its kind, and may
have OR-Tools loaded.
"""

import contextlib
import os
import pickle
import queue
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import Any, BinaryIO

Job = Callable[..., None]


class Failed(Exception):
    """The helper ended before its answer."""


class Channel:
    """The helper's end: messages in order, one at a time."""

    def __init__(self, source: BinaryIO, sink: BinaryIO) -> None:
        self._source, self._sink = source, sink

    def send(self, message: Any) -> None:
        pickle.dump(message, self._sink, protocol=pickle.HIGHEST_PROTOCOL)
        self._sink.flush()

    def receive(self) -> Any:
        """The next message. Raises EOFError when the other side is gone."""
        return pickle.load(self._source)  # noqa: S301 - written by our own parent process


class Helper:
    """The caller's end. Use as a context manager: leaving it ends the process."""

    def __init__(self, job: Job, *arguments: Any) -> None:
        command = [sys.executable, "-c", f"from {__name__} import main; main()"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603
        assert self._process.stdin
        assert self._process.stdout
        self._channel = Channel(self._process.stdout, self._process.stdin)  # type: ignore[arg-type]
        self._answers: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._channel.send((job, arguments))
        threading.Thread(target=self._listen, daemon=True).start()

    def __enter__(self) -> "Helper":
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                with contextlib.suppress(OSError):
                    pipe.close()

    def _listen(self) -> None:
        try:
            while True:
                self._answers.put(self._channel.receive())
        except (EOFError, OSError, ValueError, pickle.UnpicklingError):
            self._answers.put(Failed())

    def send(self, message: Any) -> None:
        self._channel.send(message)

    def receive(self, seconds: float | None = None) -> Any:
        """The next answer; None if none came in time. Raises Failed when the helper has ended."""
        try:
            answer = self._answers.get(timeout=seconds) if seconds != 0 else self._answers.get_nowait()
        except queue.Empty:
            return None
        if isinstance(answer, Failed):
            self._answers.put(answer)
            raise answer
        return answer


def main() -> None:
    """Run the job that the first message names."""
    sink = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get between the messages
    channel = Channel(sys.stdin.buffer, sink)
    try:
        job, arguments = channel.receive()
        job(channel, *arguments)
    except (EOFError, BrokenPipeError):
        return
