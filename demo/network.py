"""How much of the network above them the demo's suppliers let their buyers see: some named, some anonymous, one loop."""

from datetime import timedelta

from accounts.gate import actor_for
from common import clock
from demo.directory import Directory
from demo.people import login_of
from demo.trade import Market
from suppliers.services.network.travel import network_travel
from suppliers.services.sharing import NewGrant, sharing_grant_set
from suppliers.states import Grain, SharedField
from tenancy.context import acting_as

_E, _A = Grain.EXACT, Grain.ANONYMOUS
# Supplier and buyer → the grains of what it lets be seen, passed on, and whether it may be named.
SHOWN: dict[tuple[str, str], tuple[Grain | None, Grain | None, bool]] = {
    ("supplier01", "leader"): (_E, None, True),
    ("supplier02", "leader"): (_E, None, True),
    ("supplier03", "leader"): (_A, None, True),
    ("supplier04", "leader"): (_E, None, True),
    ("supplier07", "leader"): (_A, None, True),
    ("supplier17", "supplier01"): (_E, _E, True),
    ("supplier18", "supplier01"): (None, None, False),
    ("supplier20", "supplier02"): (_E, _A, True),
    ("supplier23", "supplier03"): (_E, _E, False),
    ("supplier23", "supplier04"): (_E, _E, True),
    ("supplier19", "supplier04"): (_A, _A, False),
    ("supplier24", "supplier17"): (None, None, True),
    ("supplier26", "supplier23"): (_E, _E, True),
    ("supplier04", "supplier26"): (None, None, True),
}
DAYS_AGO = 9


def show_networks(directory: Directory, market: Market) -> None:
    """Grants of the network, and what comes of them on every tier."""
    with clock.at(clock.now() - timedelta(days=DAYS_AGO)):
        for (supplier, buyer), (upstream, onward, is_named) in SHOWN.items():
            actor = actor_for(login_of(supplier, "sales"), directory.enterprises[supplier])
            grains = {
                SharedField.UPSTREAM: upstream, SharedField.ONWARD: onward,
                SharedField.IDENTITY: _E if is_named else None,
            }  # fmt: skip
            with acting_as(actor.enterprise_id, actor.user_id):
                for field, grain in grains.items():
                    if grain is not None:
                        key = market.partnerships[buyer, supplier].id
                        sharing_grant_set(actor=actor, grant=NewGrant(key, field, grain, "供应链风险识别"))
        network_travel()
