"""The demo's market in a directory of its own: the loan is out, the order is made, and the visitor has matches to answer."""

import pytest

from common.ids import make_uscc
from demo import directory as demo_directory
from demo.market import open_exchange
from demo.members import all_members
from demo.people import enrol
from optimizer.models import Loan, MarketProposal
from tenancy.context import acting_as, system_access

pytestmark = pytest.mark.usefixtures("committed")


def test_the_stories_come_out_as_they_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo_directory, "make_uscc", lambda number: make_uscc(number + 100))
    with system_access("demo-seed"):
        directory = demo_directory.register()
        enrol([(member, directory.enterprises[member.key]) for member in all_members()], "Jialing-River-26!")
    open_exchange(directory)

    def told(key: str) -> set[tuple[str, str]]:
        with acting_as(directory.enterprises[key]):
            mine = MarketProposal.objects.filter(enterprise_id=directory.enterprises[key])
            return set(mine.values_list("subject", "status"))

    assert told("supplier01") == {
        ("MAGNET_WIRE", "AGREED"), ("ELECTRICAL_STEEL", "OPEN"), ("WINDING", "OPEN"),
    }  # fmt: skip
    assert told("supplier18") == {("ELECTRICAL_STEEL", "ACCEPTED")}
    assert told("leader") == {("MACHINING", "AGREED"), ("DIE_CASTING", "OPEN")}
    assert told("supplier09") == told("supplier12") == {("INJECTION_MOULDING", "NOT_AGREED")}
    with acting_as(directory.enterprises["leader"]):
        assert MarketProposal.objects.get(subject="MACHINING").order_number
    with acting_as(directory.enterprises["supplier17"]):
        assert Loan.objects.get().status == "ON_LOAN"
