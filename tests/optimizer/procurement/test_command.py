"""The command speaks JSON alone and ends with the code that the outcome has."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.optimizer.procurement.shared import instance


def test_a_small_file_is_planned_to_the_optimum() -> None:
    out, progress = StringIO(), StringIO()
    call_command(
        "solve_procurement", str(instance("XS-29")), "--seconds", "20", "--json", stdout=out, stderr=progress
    )
    answer = json.loads(out.getvalue())
    assert (answer["status"], round(answer["cost"], 6)) == ("optimal", 200.513924)
    assert answer["plan"]["instance"] == "XS-29"
    assert answer["gap"] <= 1e-6
    assert "rules" in progress.getvalue()


def test_a_refused_file_is_told_in_one_object(tmp_path: Path) -> None:
    path = tmp_path / "bad.json"
    path.write_text('{"format": "other"}')
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("solve_procurement", str(path), "--json", stdout=out)
    assert ended.value.code == 2
    answer = json.loads(out.getvalue())
    assert answer["status"] == "error"
    assert [(f["code"], f["field"]) for f in answer["findings"]] == [("UNKNOWN_FORMAT", "format")]
