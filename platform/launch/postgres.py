"""The embedded PostgreSQL: its cluster on disk and its server process."""

import shutil
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from launch.binaries import MAJOR, Binaries
from launch.console import LaunchError
from launch.marks import Mark, command_line, is_alive, mark_of, stop
from launch.ports import HOST
from launch.servant import RunAs, Servant, give

SUPERUSER = "postgres"
READY_WITHIN = 30.0
# After a hard kill the old process and its shared memory linger for a moment.
LOCK_GONE_WITHIN = 5.0
_BUILDING = "postgres.new-"

BASE_FLAGS = (
    f"listen_addresses={HOST}",
    "unix_socket_directories=",
    "max_connections=200",
    "shared_buffers=256MB",
    "jit=off",
    "timezone=UTC",
    "log_timezone=UTC",
    "log_min_messages=warning",
)
# Tests may lose their data in a power cut, so nothing waits for the disk. Commits still survive a killed server:
# `synchronous_commit` stays on.
HASTY_FLAGS = ("fsync=off", "full_page_writes=off")


@dataclass(frozen=True)
class Postgres:
    """One cluster below `folder`; `durable` means an acknowledged commit survives a power cut."""

    folder: Path
    binaries: Binaries
    servant: Servant | None
    durable: bool = True

    @property
    def data(self) -> Path:
        """The data directory."""
        return self.folder / "postgres"

    def prepare(self, password: str, *, known: bool) -> bool:
        """Make the cluster if there is none; True if it is new.

        An existing cluster whose superuser password is not `known` any more gets this one.
        """
        if self.data.exists():
            self._check_version()
            if not known:
                self._reset_password(password)
            return False
        self._initialise(password)
        return True

    def start(self, port: int) -> Mark:
        """Start the server and wait until it answers. Raises LaunchError with the end of its log."""
        until = time.monotonic() + LOCK_GONE_WITHIN
        while True:
            self._clear_stale_lock()
            process = self._spawn(port)
            mark = mark_of(process.pid)
            if mark and self._await_ready(process):
                return mark
            process.wait()
            if "lock file" not in self._log_end() and "shared memory" not in self._log_end():
                break
            if time.monotonic() > until:
                break
            time.sleep(0.2)
        raise LaunchError(f"PostgreSQL does not start; the end of {self._log}:\n{self._log_end()}")

    def running(self) -> tuple[Mark, int] | None:
        """The server of this cluster if it runs though nobody remembers it: its process and port."""
        lines = self._lock_lines()
        mark = mark_of(int(lines[0])) if lines and lines[0].isdigit() else None
        if mark is None or str(self.data) not in command_line(mark.pid) or len(lines) < 8:
            return None
        return mark, int(lines[3])

    @property
    def _log(self) -> Path:
        return self.folder / "postgres.log"

    def _spawn(self, port: int) -> subprocess.Popen[bytes]:
        flags = [f"port={port}", *BASE_FLAGS, *(() if self.durable else HASTY_FLAGS)]
        command = [self.binaries.program("postgres"), "-D", str(self.data)]
        for flag in flags:
            command += ["-c", flag]
        with self._log.open("wb") as log:
            return subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.folder,
                start_new_session=True,
                **self._run_as(),
            )

    def _await_ready(self, process: subprocess.Popen[bytes]) -> bool:
        until = time.monotonic() + READY_WITHIN
        while process.poll() is None:
            lines = self._lock_lines()
            if len(lines) >= 8 and lines[0] == str(process.pid) and lines[7] == "ready":
                return True
            if time.monotonic() > until:
                process.kill()
                return False
            time.sleep(0.02)
        return False

    def _initialise(self, password: str) -> None:
        """Build the cluster aside and move it into place, so that a half-made one is never taken for real."""
        for half_made in self.folder.glob(f"{_BUILDING}*"):
            shutil.rmtree(half_made)
        fresh = Path(tempfile.mkdtemp(prefix=_BUILDING, dir=self.folder))
        secret = fresh.with_suffix(".secret")
        for path in (fresh, secret):
            path.touch(0o600)
            give(path, self.servant)
        secret.write_text(password, encoding="utf-8")
        options = [f"--username={SUPERUSER}", f"--pwfile={secret}", "--auth=scram-sha-256", "--encoding=UTF8"]
        command = [self.binaries.program("initdb"), f"--pgdata={fresh}", "--locale=C.UTF-8", *options]
        if not self.durable:
            command.append("--no-sync")
        try:
            self._run(command)
        finally:
            secret.unlink()
        fresh.rename(self.data)

    def _reset_password(self, password: str) -> None:
        found = self.running()
        if found:
            stop_server(found[0])
        self._clear_stale_lock()
        command = [self.binaries.program("postgres"), "--single", "-D", str(self.data), "postgres"]
        self._run(command, text=f"ALTER ROLE {SUPERUSER} PASSWORD '{password}'\n")

    def _run(self, command: list[str], text: str = "") -> None:
        done = subprocess.run(
            command,
            input=text,
            capture_output=True,
            text=True,
            check=False,
            cwd=self.folder,
            **self._run_as(),
        )
        if done.returncode != 0:
            raise LaunchError(f"{Path(command[0]).name} failed:\n{done.stderr.strip()[-2000:]}")

    def _run_as(self) -> RunAs:
        return self.servant.run_as() if self.servant else {}

    def _check_version(self) -> None:
        found = (self.data / "PG_VERSION").read_text().strip()
        if found != str(MAJOR):
            raise LaunchError(
                f"The data in {self.data} is of PostgreSQL {found}, this is {MAJOR}."
                " To begin anew: python3 manage.py fresh"
            )

    def _lock_lines(self) -> list[str]:
        try:
            return [line.strip() for line in (self.data / "postmaster.pid").read_text().splitlines()]
        except OSError:
            return []

    def _clear_stale_lock(self) -> None:
        """Remove a lock whose pid now belongs to somebody else; PostgreSQL would refuse to start for ever."""
        lines = self._lock_lines()
        if not lines or not lines[0].isdigit():
            return
        mark = mark_of(int(lines[0]))
        if mark is not None and is_alive(mark) and str(self.data) not in command_line(mark.pid):
            (self.data / "postmaster.pid").unlink(missing_ok=True)

    def _log_end(self) -> str:
        try:
            return "\n".join(self._log.read_text(errors="replace").splitlines()[-12:])
        except OSError:
            return ""


def stop_server(mark: Mark) -> None:
    """Fast shutdown: sessions are ended, everything is on disk."""
    stop(mark, signal.SIGINT, 20)
