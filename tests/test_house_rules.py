"""What the linter does not see: names bound twice, files that grew too long."""

import ast
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LONGEST = 400  # lines of a file somebody wrote
ROOMS = ("demo", "orders", "platform", "suppliers", "optimizer", "tests")


def _python() -> Iterator[Path]:
    yield from chain.from_iterable((ROOT / room).rglob("*.py") for room in ROOMS)


def _written() -> Iterator[Path]:
    yield from (path for path in _python() if "migrations" not in path.parts)
    for kind in ("*.ts", "*.tsx", "*.css"):
        yield from (p for p in (ROOT / "frontend" / "src").rglob(kind) if "graphql" not in p.parts)


def bound_twice(text: str) -> list[str]:
    """Names that a module's own level assigns more than once, so that the first value is lost unseen."""
    names: Counter[str] = Counter()
    for node in ast.parse(text).body:
        if isinstance(node, ast.Assign):
            names.update(target.id for target in node.targets if isinstance(target, ast.Name))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names[node.target.id] += 1
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names[node.name] += 1
    return sorted(name for name, count in names.items() if count > 1)


def test_the_check_sees_a_name_bound_twice() -> None:
    assert bound_twice("A = 1\nB: int = 2\ndef f(): ...\nA = 3\nclass B: ...\n") == ["A", "B"]
    assert bound_twice("A = 1\nif A:\n    A = 2\n") == []


@pytest.mark.parametrize("room", ROOMS)
def test_no_module_binds_a_name_twice(room: str) -> None:
    doubled = {
        str(path.relative_to(ROOT)): names
        for path in (ROOT / room).rglob("*.py")
        if (names := bound_twice(path.read_text(encoding="utf-8")))
    }
    assert doubled == {}


def test_no_file_is_too_long() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in _written()
    }
    assert len(lengths) > 500
    assert {path: length for path, length in lengths.items() if length > LONGEST} == {}
