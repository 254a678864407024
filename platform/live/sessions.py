"""Whether those behind the sockets may still be there; asked for all of them at once."""

from dataclasses import replace

from accounts.actor import Actor
from accounts.gate import still_live


def look(actors: list[Actor]) -> tuple[set[Actor], set[Actor]]:
    """Those whose session or token has ended, and those who still have it but lost rights."""
    doubtful = set(actors) - still_live(actors)
    without_rights = {replace(actor, permissions=frozenset()): actor for actor in doubtful}
    changed = {without_rights[found] for found in still_live(without_rights)} if doubtful else set()
    return doubtful - changed, changed
