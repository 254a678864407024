"""Statuses of listings, proposals and loans with their moves; what can be traded on the market."""

from collections.abc import Mapping
from enum import StrEnum


class ListingSide(StrEnum):
    OFFER = "OFFER"
    NEED = "NEED"


class MarketKind(StrEnum):
    """Capacity ends in an order, a reserve in a loan with a day of return."""

    CAPACITY = "CAPACITY"
    RESERVE = "RESERVE"


class ListingStatus(StrEnum):
    DRAFT = "DRAFT"
    OPEN = "OPEN"
    WITHDRAWN = "WITHDRAWN"
    CLOSED = "CLOSED"


class ProposalStatus(StrEnum):
    """One side's view. ACCEPTED and DECLINED are this side's own answer and tell nothing of the other's."""

    OPEN = "OPEN"
    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"
    AGREED = "AGREED"
    NOT_AGREED = "NOT_AGREED"


class MatchStatus(StrEnum):
    """What only the market itself knows of the two proposals together."""

    OPEN = "OPEN"
    AGREED = "AGREED"
    NOT_AGREED = "NOT_AGREED"


class LoanStatus(StrEnum):
    AGREED = "AGREED"
    HANDED_OVER = "HANDED_OVER"
    ON_LOAN = "ON_LOAN"
    PART_RETURNED = "PART_RETURNED"
    RETURNED = "RETURNED"


class LoanAct(StrEnum):
    """HAND_OVER and TAKE_BACK are the lender's, RECEIVE and RETURN the borrower's."""

    HAND_OVER = "HAND_OVER"
    RECEIVE = "RECEIVE"
    RETURN = "RETURN"
    TAKE_BACK = "TAKE_BACK"


_L, _A = LoanStatus, LoanAct
# From which statuses a loan's act is possible. A return sent back is counted by quantities beside the status.
LOAN_MOVES: Mapping[LoanAct, frozenset[LoanStatus]] = {
    _A.HAND_OVER: frozenset({_L.AGREED}),
    _A.RECEIVE: frozenset({_L.HANDED_OVER}),
    _A.RETURN: frozenset({_L.ON_LOAN, _L.PART_RETURNED}),
    _A.TAKE_BACK: frozenset({_L.ON_LOAN, _L.PART_RETURNED}),
}
LENDERS_ACTS = frozenset({_A.HAND_OVER, _A.TAKE_BACK})


def loan_acts(
    status: LoanStatus, quantity: int, sent_back: int, returned: int, *, is_lender: bool
) -> list[LoanAct]:
    """What one side can do now: `sent_back` is on its way or arrived, `returned` has arrived; whole units."""
    acts = [
        act for act, sources in LOAN_MOVES.items() if status in sources and (act in LENDERS_ACTS) == is_lender
    ]
    if sent_back >= quantity and LoanAct.RETURN in acts:
        acts.remove(LoanAct.RETURN)
    if sent_back == returned and LoanAct.TAKE_BACK in acts:
        acts.remove(LoanAct.TAKE_BACK)
    return acts


def loan_status_after(act: LoanAct, quantity: int, returned: int) -> LoanStatus:
    """The status an act leads to; `returned` counts what the act itself brought."""
    if act is LoanAct.HAND_OVER:
        return LoanStatus.HANDED_OVER
    if returned >= quantity:
        return LoanStatus.RETURNED
    return LoanStatus.PART_RETURNED if returned > 0 else LoanStatus.ON_LOAN


class MarketSubject(StrEnum):
    """A process somebody has time for, or a material somebody has in store."""

    INJECTION_MOULDING = "INJECTION_MOULDING"
    DIE_CASTING = "DIE_CASTING"
    MACHINING = "MACHINING"
    STAMPING = "STAMPING"
    FORGING = "FORGING"
    WELDING = "WELDING"
    WINDING = "WINDING"
    HEAT_TREATMENT = "HEAT_TREATMENT"
    PLATING = "PLATING"
    ASSEMBLY = "ASSEMBLY"
    ELECTRICAL_STEEL = "ELECTRICAL_STEEL"
    MAGNET_WIRE = "MAGNET_WIRE"
    BEARING = "BEARING"
    STEEL_BAR = "STEEL_BAR"
    ALUMINIUM = "ALUMINIUM"
    RESIN = "RESIN"
    SEAL = "SEAL"
    FASTENER = "FASTENER"
    CHIP = "CHIP"


_M = MarketSubject
SUBJECT_KINDS: Mapping[MarketSubject, MarketKind] = {
    subject: (
        MarketKind.CAPACITY
        if subject in {
            _M.INJECTION_MOULDING, _M.DIE_CASTING, _M.MACHINING, _M.STAMPING, _M.FORGING, _M.WELDING, _M.WINDING,
            _M.HEAT_TREATMENT, _M.PLATING, _M.ASSEMBLY,
        }
        else MarketKind.RESERVE
    )
    for subject in MarketSubject
}  # fmt: skip
SUBJECT_NAMES: Mapping[MarketSubject, tuple[str, str]] = {
    _M.INJECTION_MOULDING: ("注塑", "Injection moulding"),
    _M.DIE_CASTING: ("压铸", "Die casting"),
    _M.MACHINING: ("机加工", "Machining"),
    _M.STAMPING: ("冲压", "Stamping"),
    _M.FORGING: ("锻造", "Forging"),
    _M.WELDING: ("焊接", "Welding"),
    _M.WINDING: ("绕线", "Winding"),
    _M.HEAT_TREATMENT: ("热处理", "Heat treatment"),
    _M.PLATING: ("电镀", "Plating"),
    _M.ASSEMBLY: ("装配", "Assembly"),
    _M.ELECTRICAL_STEEL: ("硅钢片", "Electrical steel"),
    _M.MAGNET_WIRE: ("漆包线", "Magnet wire"),
    _M.BEARING: ("轴承", "Bearings"),
    _M.STEEL_BAR: ("圆钢", "Steel bar"),
    _M.ALUMINIUM: ("铝锭", "Aluminium ingot"),
    _M.RESIN: ("树脂粒料", "Resin"),
    _M.SEAL: ("密封件", "Seals"),
    _M.FASTENER: ("紧固件", "Fasteners"),
    _M.CHIP: ("芯片", "Chips"),
}


class Certificate(StrEnum):
    """Certificates of a plant that a need may ask for."""

    ISO9001 = "ISO9001"
    IATF16949 = "IATF16949"
    ISO14001 = "ISO14001"
    ISO45001 = "ISO45001"
    AS9100 = "AS9100"
    CQI9 = "CQI9"
    CQI11 = "CQI11"


LISTING_STATUS_NAMES: Mapping[ListingStatus, tuple[str, str]] = {
    ListingStatus.DRAFT: ("草稿", "Draft"),
    ListingStatus.OPEN: ("挂出中", "Open"),
    ListingStatus.WITHDRAWN: ("已撤回", "Withdrawn"),
    ListingStatus.CLOSED: ("已结束", "Closed"),
}
PROPOSAL_STATUS_NAMES: Mapping[ProposalStatus, tuple[str, str]] = {
    ProposalStatus.OPEN: ("待答复", "To be answered"),
    ProposalStatus.ACCEPTED: ("我方已接受", "Accepted by us"),
    ProposalStatus.DECLINED: ("我方已谢绝", "Declined by us"),
    ProposalStatus.AGREED: ("双方达成", "Agreed"),
    ProposalStatus.NOT_AGREED: ("未达成", "Not agreed"),
}
LOAN_STATUS_NAMES: Mapping[LoanStatus, tuple[str, str]] = {
    LoanStatus.AGREED: ("已约定", "Agreed"),
    LoanStatus.HANDED_OVER: ("已交出", "Handed over"),
    LoanStatus.ON_LOAN: ("在借", "On loan"),
    LoanStatus.PART_RETURNED: ("部分归还", "Partly returned"),
    LoanStatus.RETURNED: ("已还清", "Returned"),
}
