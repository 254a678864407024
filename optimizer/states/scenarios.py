"""What a scenario may take to be otherwise than it is."""

from collections.abc import Mapping
from enum import StrEnum


class AssumptionKind(StrEnum):
    """DEMAND, PRICE and HOURS: percent more or less. SUPPLY: pieces a week that can arrive at most. SUPPLIER_OUT: nothing
    arrives. LEAD_TIME: weeks longer or shorter.
    """

    DEMAND = "DEMAND"
    SUPPLY = "SUPPLY"
    SUPPLIER_OUT = "SUPPLIER_OUT"
    PRICE = "PRICE"
    LEAD_TIME = "LEAD_TIME"
    HOURS = "HOURS"


_K = AssumptionKind
ASSUMPTION_NAMES: Mapping[AssumptionKind, tuple[str, str]] = {
    _K.DEMAND: ("需求增减", "Demand"),
    _K.SUPPLY: ("供应上限", "Supply limit"),
    _K.SUPPLIER_OUT: ("供应中断", "Supplier out"),
    _K.PRICE: ("价格变动", "Price"),
    _K.LEAD_TIME: ("交期变动", "Lead time"),
    _K.HOURS: ("产能增减", "Hours"),
}
# What each is about; SUPPLY names its item too, for a limit of pieces is one of an item.
OF_A_PARTNER = (_K.SUPPLY, _K.SUPPLIER_OUT, _K.PRICE, _K.LEAD_TIME)
WITH_WEEKS = (_K.DEMAND, _K.SUPPLY, _K.SUPPLIER_OUT, _K.HOURS)
AMOUNTS: Mapping[AssumptionKind, tuple[int, int]] = {
    _K.DEMAND: (-100, 900),
    _K.SUPPLY: (0, 10_000_000),
    _K.SUPPLIER_OUT: (0, 0),
    _K.PRICE: (-99, 900),
    _K.LEAD_TIME: (-26, 26),
    _K.HOURS: (-100, 300),
}
