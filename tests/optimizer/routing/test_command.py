"""The command speaks JSON alone, and ends with the code that the outcome has."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.optimizer.routing.shared import checker, instance


def run(path: Path, *arguments: str) -> dict[str, object]:
    out = StringIO()
    call_command("solve_routing", str(path), *arguments, "--json", stdout=out, stderr=StringIO())
    answer: dict[str, object] = json.loads(out.getvalue())
    return answer


@pytest.mark.parametrize("name", ["vrptw_C101.txt", "pdptw_LR103.txt", "mdvrptw_PR11A.vrp"])
def test_the_independent_checker_accepts_the_answer(name: str) -> None:
    outside, path = checker(), instance(name)
    answer = run(path, "--seconds", "2")
    judged = outside.check(outside.load(path), answer, outside.best_known(path))
    assert judged["violations"] == []
    assert answer["bound"] is None


@pytest.mark.parametrize(
    ("text", "code", "field"),
    [
        ("nothing", "UNREADABLE", "file"),
        ("1 10 1\n0 0 0 0 0 9 0 0 0\n1 1 x 1 0 9 0 0 2\n", "FIELD_INVALID", "row 3"),
        ("1 10 1\n0 0 0 0 0 9 0 0 0\n1 1 1 1 0 9 0 0 2\n", "UNKNOWN_REFERENCE", "stop 1"),
        ("TYPE: CVRP\nDIMENSION: 2\n", "FIELD_MISSING", "EDGE_WEIGHT_TYPE"),
        (
            "TYPE: CVRP\nDIMENSION: 2\nEDGE_WEIGHT_TYPE: GEO\n",
            "FIELD_INVALID",
            "EDGE_WEIGHT_TYPE",
        ),
    ],
)
def test_a_refused_file_is_told_in_one_object(tmp_path: Path, text: str, code: str, field: str) -> None:
    path = tmp_path / "bad.txt"
    path.write_text(text)
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("solve_routing", str(path), "--json", stdout=out)
    assert ended.value.code == 2
    answer = json.loads(out.getvalue())
    assert answer["status"] == "error"
    assert [(f["code"], f["field"]) for f in answer["findings"]] == [(code, field)]
