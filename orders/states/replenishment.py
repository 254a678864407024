"""Kinds and states of replenishment bands, and where a projection's demand comes from."""

from enum import StrEnum


class BandKind(StrEnum):
    """Whose the stock is. VMI: the supplier's, consigned until consumed; SMI: the buyer's, kept up by the supplier."""

    VMI = "VMI"
    SMI = "SMI"


class BandState(StrEnum):
    """Where stock stands against minimum and maximum. OUT: nothing left; NO_DATA: never counted."""

    OUT = "OUT"
    BELOW_MINIMUM = "BELOW_MINIMUM"
    NO_DATA = "NO_DATA"
    ABOVE_MAXIMUM = "ABOVE_MAXIMUM"
    ON_TRACK = "ON_TRACK"


class DemandSource(StrEnum):
    """FORECAST: the current published version; TYPED: the band's weekly demand; NONE: neither."""

    FORECAST = "FORECAST"
    TYPED = "TYPED"
    NONE = "NONE"


SHORTAGES = frozenset({BandState.OUT, BandState.BELOW_MINIMUM})
BAND_KIND_NAMES = {
    BandKind.VMI: ("VMI 寄售", "VMI, consigned"),
    BandKind.SMI: ("SMI 代管", "SMI, buyer's stock"),
}
BAND_STATE_NAMES = {
    BandState.OUT: ("断料", "Out"),
    BandState.BELOW_MINIMUM: ("低于下限", "Below minimum"),
    BandState.NO_DATA: ("无数据", "No data"),
    BandState.ABOVE_MAXIMUM: ("高于上限", "Above maximum"),
    BandState.ON_TRACK: ("在带内", "On track"),
}
