"""The embedded Valkey: broker, results and channels of one machine."""

import hashlib
import signal
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from launch.binaries import Binaries
from launch.console import LaunchError
from launch.marks import Mark, command_line, mark_of, stop
from launch.ports import HOST
from launch.servant import RunAs, Servant, give

READY_WITHIN = 15.0
_PID_FILE = "valkey.pid"


@dataclass(frozen=True)
class Valkey:
    """One server below `folder`; `durable` keeps queued work across a restart (up to the last second)."""

    folder: Path
    binaries: Binaries
    servant: Servant | None
    durable: bool = True

    @property
    def _home(self) -> Path:
        return self.folder / "valkey"

    @property
    def _tag(self) -> str:
        """Stands in the server's title, to tell it from every other Valkey on this machine."""
        return f"lianwang-{hashlib.sha256(str(self.folder).encode()).hexdigest()[:12]}"

    def start(self, port: int, password: str) -> Mark:
        """Start the server and wait until it answers. Raises LaunchError with the end of its log."""
        self._home.mkdir(exist_ok=True)
        give(self._home, self.servant)
        self._stop_forgotten()
        log = self.folder / "valkey.log"
        # The settings go through a pipe: a password on the command line could be read by everybody.
        process = self._spawn(log, self._settings(port, password))
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

    def _spawn(self, log: Path, settings: str) -> subprocess.Popen[bytes]:
        run_as: RunAs = self.servant.run_as() if self.servant else {}
        with log.open("wb") as output:
            process = subprocess.Popen(
                [str(self.binaries.valkey), "-"],
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=output,
                cwd=self._home,
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
        lines += ["appendfsync everysec", "loglevel warning", f"pidfile {_PID_FILE}"]
        return "\n".join([*lines, f'proc-title-template "{{title}} {{listen-addr}} {self._tag}"', ""])

    def _stop_forgotten(self) -> None:
        """End a server of ours that nobody remembers: two would write the same file."""
        try:
            pid = int((self._home / _PID_FILE).read_text())
        except (OSError, ValueError):
            return
        mark = mark_of(pid)
        if mark and self._tag in command_line(pid):
            stop_server(mark)


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
