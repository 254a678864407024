"""The embedded Valkey: broker, results and channels of one machine."""

import signal
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from launch.binaries import Binaries
from launch.console import LaunchError
from launch.marks import Mark, mark_of, stop
from launch.ports import HOST
from launch.servant import RunAs, Servant, give

READY_WITHIN = 15.0


@dataclass(frozen=True)
class Valkey:
    """One server below `folder`; `durable` keeps queued work across a restart (up to the last second)."""

    folder: Path
    binaries: Binaries
    servant: Servant | None
    durable: bool = True

    def start(self, port: int, password: str) -> Mark:
        """Start the server and wait until it answers. Raises LaunchError with the end of its log."""
        home = self.folder / "valkey"
        home.mkdir(exist_ok=True)
        give(home, self.servant)
        log = self.folder / "valkey.log"
        # The settings go through a pipe: a password on the command line could be read by everybody.
        process = self._spawn(home, log, self._settings(port, password))
        until = time.monotonic() + READY_WITHIN
        while process.poll() is None and time.monotonic() < until:
            mark = mark_of(process.pid)
            if mark and is_ready(port, password):
                return mark
            time.sleep(0.02)
        process.kill()
        process.wait()
        raise LaunchError(
            f"Valkey does not start; the end of {log}:\n{log.read_text(errors='replace')[-1500:]}"
        )

    def _spawn(self, home: Path, log: Path, settings: str) -> subprocess.Popen[bytes]:
        run_as: RunAs = self.servant.run_as() if self.servant else {}
        with log.open("wb") as output:
            process = subprocess.Popen(
                [str(self.binaries.valkey), "-"],
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=output,
                cwd=home,
                start_new_session=True,
                **run_as,
            )
        if process.stdin:
            process.stdin.write(settings.encode())
            process.stdin.close()
        return process

    def _settings(self, port: int, password: str) -> str:
        kept = "yes" if self.durable else "no"
        lines = [f"bind {HOST}", f"port {port}", f"requirepass {password}", 'save ""', f"appendonly {kept}"]
        return "\n".join([*lines, "appendfsync everysec", "loglevel warning", ""])


def is_ready(port: int, password: str) -> bool:
    """True if the server takes commands: it accepts connections while still reading its file."""
    try:
        with socket.create_connection((HOST, port), timeout=1) as wire:
            wire.sendall(f"AUTH {password}\r\nPING\r\n".encode())
            answer = wire.makefile("rb")
            return answer.readline() == b"+OK\r\n" and answer.readline() == b"+PONG\r\n"
    except OSError:
        return False


def stop_server(mark: Mark) -> None:
    """End the server; it writes its queue down first."""
    stop(mark, signal.SIGTERM, 10)
