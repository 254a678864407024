"""Bad input gets a named finding, and the rest is planned."""

import gzip
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from optimizer.engine.procurement import BomLine, ConfirmedOrder, Problem, Unreadable, read, solve
from optimizer.engine.procurement.checking import contradictions, sound
from optimizer.engine.procurement.reading import parse
from tests.optimizer.procurement.factory import PART, PRODUCT, option, problem
from tests.optimizer.procurement.shared import instance

GOOD = option("O1", "S1")


def with_item(**changes: Any) -> Problem:
    return problem(GOOD, items=(replace(PART, **changes), PRODUCT))


BAD = {
    "LEAD_TIME": problem(GOOD, option("O2", "S2", lead_time=-1)),
    "LOT": problem(GOOD, option("O2", "S2", lot=0)),
    "TIERS": problem(GOOD, option("O2", "S2", tiers=((5, 2.0),))),
    "MOQ_ABOVE_CAPACITY": problem(GOOD, option("O2", "S2", moq=100)),
    "SHARES": problem(option("O1", "S1", share_min=0.6), option("O2", "S2", share_min=0.6)),
    "SOURCES": with_item(min_sources=2),
    "NEGATIVE": with_item(stock=-3.0),
    "NOT_PURCHASED": problem(GOOD, option("O2", "S2", item="F")),
    "FROZEN_IMPOSSIBLE": problem(GOOD, confirmed_orders=(ConfirmedOrder("O1", 0, 50, True, 1.0),)),
    "BOM_LOOP": problem(
        GOOD,
        items=(PART, PRODUCT, replace(PRODUCT, id="A")),
        bom=(BomLine("F", "P", 1), BomLine("F", "A", 1), BomLine("A", "F", 1)),
    ),
    "NOT_MADE": problem(GOOD, bom=(BomLine("F", "P", 1), BomLine("P", "F", 1))),
}


@pytest.mark.parametrize("code", BAD)
def test_a_fault_is_named_and_the_rest_is_sound(code: str) -> None:
    rest, found = sound(BAD[code])
    assert [finding.code for finding in found] == [code]
    assert all(finding.message("zh") and finding.message("en") for finding in found)
    assert sound(rest)[1] == () or code in ("MOQ_ABOVE_CAPACITY", "SOURCES")


def test_the_rest_is_planned() -> None:
    result = solve(BAD["LOT"], seconds=5, seed=1)
    assert {order.source_option for order in result.plan.orders} == {"O1"}
    assert [finding.code for finding in result.findings] == ["LOT"]


def test_a_minimum_above_capacity_is_no_contradiction() -> None:
    assert contradictions(sound(BAD["MOQ_ABOVE_CAPACITY"])[1]) == ()
    assert contradictions(sound(BAD["LOT"])[1])


def test_a_file_that_is_no_instance_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "broken.json"
    for content, code in ((b"{", "UNREADABLE"), (b"\x1f\x8b..", "UNREADABLE"), (b"{}", "UNKNOWN_FORMAT")):
        path.write_bytes(content)
        with pytest.raises(Unreadable) as refused:
            read(path)
        assert [finding.code for finding in refused.value.findings] == [code]


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        (lambda d: d["source_options"][0].pop("lead_time"), "source_options[0].lead_time", "FIELD_MISSING"),
        (lambda d: d["items"][0].update(stock="many"), "items[0].stock", "FIELD_INVALID"),
        (lambda d: d["demand"][0].update(week=99), "demand[0].week", "FIELD_INVALID"),
        (lambda d: d["bom"][0].update(component="none"), "bom.component", "UNKNOWN_REFERENCE"),
        (lambda d: d["items"].append(d["items"][0]), "items.id", "DUPLICATE"),
        (lambda d: d["suppliers"][0]["capacity"].pop(), "suppliers[0].capacity", "FIELD_INVALID"),
        (lambda d: d.update(priorities={"x": 1}), "priorities", "FIELD_INVALID"),
    ],
)
def test_each_fault_of_a_file_is_told_with_its_place(change: Any, field: str, code: str) -> None:
    document = json.loads(gzip.decompress(instance("XS-25").read_bytes()))
    change(document)
    with pytest.raises(Unreadable) as refused:
        parse(document)
    assert (field, code) in [(finding.field, finding.code) for finding in refused.value.findings]
