"""What people see of the launcher's own commands."""

import signal
import stat
import subprocess
import sys
from pathlib import Path

from launch.commands.services import masked
from launch.connections import placeholders
from launch.parts import Part, run_parts
from launch.places import MANAGE, ROOT
from launch.ports import free_port, is_free
from launch.services import BOTH
from launch.state import FILE, load, locked
from tests.launch.test_leases import processes_of

BARE = {"PATH": "/usr/bin:/bin", "HOME": "/nowhere"}


def test_services_tell_addresses_without_passwords_and_leave_nothing_behind(runtime: Path) -> None:
    command = [sys.executable, str(MANAGE), "services", "--profile", "test"]
    environ = {**BARE, "LIANWANG_RUNTIME": str(runtime)}
    process = subprocess.Popen(
        command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert process.stdout is not None
    lines = [process.stdout.readline() for _ in range(4)]
    state = load(runtime / "test")
    commands = processes_of(runtime)

    process.send_signal(signal.SIGTERM)
    rest, errors = process.communicate(timeout=30)

    secrets = [*state.passwords.values(), state.secret_key]
    said = "".join([*lines, rest, errors, *commands])
    assert len(state.passwords) == 5
    assert sum(line.startswith(("DATABASE_", "REDIS_URL")) for line in lines) == 4
    assert len(state.servers) == len(BOTH)
    assert [secret for secret in secrets if secret in said] == []
    assert stat.S_IMODE((runtime / "test" / FILE).stat().st_mode) == 0o600
    assert process.returncode == 128 + signal.SIGTERM
    assert processes_of(runtime) == []


def test_django_commands_without_database_start_no_server(runtime: Path) -> None:
    environ = {**BARE, "LIANWANG_RUNTIME": str(runtime)}
    done = subprocess.run(
        [sys.executable, str(MANAGE), "version"],
        env=environ,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.strip()
    assert list(runtime.iterdir()) == []


def test_a_python_that_is_too_old_is_told_so(tmp_path: Path) -> None:
    script = f"import sys; sys.version_info = (3, 9); exec(open({str(MANAGE)!r}).read())"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert "needs Python 3.11" in done.stderr
    assert "Traceback" not in done.stderr


def test_masked_address_keeps_all_but_the_password() -> None:
    assert masked("postgresql://who:secret@host:1/db") == "postgresql://who:…@host:1/db"
    assert masked("redis://:secret@host:1") == "redis://:…@host:1"


def test_placeholders_are_complete() -> None:
    assert all(placeholders().values())


def test_failed_part_shows_its_words(tmp_path: Path, capsys: object) -> None:
    def part(name: str, script: str) -> Part:
        return Part(name, [sys.executable, "-c", script], tmp_path, BARE)

    good, bad = part("good", "print('quiet')"), part("bad", "print('loud'); raise SystemExit(1)")

    passed, failed = run_parts([good], at_once=2), run_parts([good, bad], at_once=2)
    said = capsys.readouterr().err  # type: ignore[attr-defined]

    assert passed
    assert not failed
    assert "loud" in said
    assert "quiet" not in said


def test_free_port_is_free_and_preferred_one_is_kept() -> None:
    port = free_port()

    assert is_free(port)
    assert free_port(port) == port


def test_state_survives_a_crash_of_the_command(tmp_path: Path) -> None:
    class Crash(Exception):
        pass

    try:
        with locked(tmp_path / "own") as state:
            state.stamps["done"] = "half"
            raise Crash
    except Crash:
        pass

    assert load(tmp_path / "own").stamps == {"done": "half"}
