"""Processes of the product are kept alive, and end together with everything they started."""

import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from launch import children
from launch.children import Child, stop_all, stop_orphans
from launch.marks import Mark, is_alive, mark_of, wait_gone

WITH_GRANDCHILD = """
import subprocess, sys, time
inner = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
print(inner.pid, flush=True)
time.sleep(60)
"""
STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"


@pytest.fixture
def nursery(tmp_path: Path) -> Iterator[list[Child]]:
    """Children to fill in by `add`; all are stopped afterwards."""
    family: list[Child] = []
    yield family
    stop_all(family)


def add(nursery: list[Child], folder: Path, script: str) -> Child:
    """A child that runs a Python script."""
    name = f"child{len(nursery)}"
    child = Child(name, (sys.executable, "-c", script), dict(os.environ), folder / f"{name}.log")
    nursery.append(child)
    return child


def first_word(child: Child) -> str:
    """What the child writes first."""
    until = time.monotonic() + 10
    while not child.last_words():
        assert time.monotonic() < until
        time.sleep(0.02)
    return child.last_words()[0]


def test_dead_child_is_reported_and_started_again(
    nursery: list[Child], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(children, "FIRST_PAUSE", 0.05)
    child = add(nursery, tmp_path, "print('out of paper'); raise SystemExit(3)")
    child.pause = 0.025
    child.start()
    first = child.process
    assert first is not None
    first.wait()

    child.tend()
    told = capsys.readouterr().err
    time.sleep(0.06)
    child.tend()

    assert "child0 ended (exit code 3)" in told
    assert "out of paper" in told
    assert child.process is not None
    assert child.process is not first


def test_pauses_double_up_to_a_limit(nursery: list[Child], tmp_path: Path) -> None:
    child = add(nursery, tmp_path, "raise SystemExit(1)")
    pauses = []
    for _ in range(8):
        child.start()
        assert child.process is not None
        child.process.wait()
        child.tend()
        pauses.append(child.pause)

    assert pauses == [1.0, 2.0, 4.0, 8.0, 16.0, 30.0, 30.0, 30.0]


def test_running_child_is_left_alone(nursery: list[Child], tmp_path: Path) -> None:
    child = add(nursery, tmp_path, "import time; time.sleep(60)")
    child.start()
    before = child.process

    child.tend()

    assert child.process is before


def test_stop_ends_grandchildren_too(nursery: list[Child], tmp_path: Path) -> None:
    child = add(nursery, tmp_path, WITH_GRANDCHILD)
    child.start()
    grandchild = mark_of(int(first_word(child)))

    stop_all(nursery)

    assert grandchild is not None
    assert wait_gone(grandchild, 5)


def test_child_that_will_not_end_is_killed(
    nursery: list[Child], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(children, "STOP_WITHIN", 0.2)
    child = add(nursery, tmp_path, STUBBORN)
    child.start()
    assert first_word(child) == "up"

    stop_all(nursery)

    assert child.process is not None
    assert child.process.returncode == -signal.SIGKILL


def test_orphans_are_ended_but_not_a_stranger_with_the_same_pid(nursery: list[Child], tmp_path: Path) -> None:
    orphan, stranger = (add(nursery, tmp_path, "import time; time.sleep(60)") for _ in range(2))
    orphan.start()
    stranger.start()
    left, other = orphan.mark(), stranger.mark()
    assert left is not None
    assert other is not None

    stop_orphans([left, Mark(other.pid, "another time")])

    assert wait_gone(left, 5)
    assert is_alive(other)
