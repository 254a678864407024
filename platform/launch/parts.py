"""Commands run side by side, with a line each as they end and the full words of those that fail."""

import subprocess
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from launch.console import say


@dataclass(frozen=True)
class Part:
    """One command of a larger run."""

    name: str
    command: Sequence[str]
    folder: Path
    environ: Mapping[str, str]


@dataclass(frozen=True)
class Outcome:
    """How a part ended."""

    name: str
    passed: bool
    seconds: float
    words: str


def run_parts(parts: Sequence[Part], *, at_once: int) -> bool:
    """Run the parts, `at_once` at a time, in the given order; True if all passed."""
    begun = time.monotonic()
    with ThreadPoolExecutor(at_once) as pool:
        outcomes = list(pool.map(_run, parts))
    failed = [outcome for outcome in outcomes if not outcome.passed]
    for outcome in failed:
        say(f"\n── {outcome.name} ──\n{outcome.words}")
    verdict = f"✗ failed: {', '.join(outcome.name for outcome in failed)}" if failed else "✓ all passed"
    say(f"{verdict} ({time.monotonic() - begun:.1f} s)")
    return not failed


def _run(part: Part) -> Outcome:
    begun = time.monotonic()
    done = subprocess.run(
        part.command,
        cwd=part.folder,
        env=dict(part.environ),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    outcome = Outcome(
        part.name, done.returncode == 0, time.monotonic() - begun, done.stdout.strip()[-12_000:]
    )
    say(f"  {'✓' if outcome.passed else '✗'} {outcome.name:<24} {outcome.seconds:5.1f} s")
    return outcome
