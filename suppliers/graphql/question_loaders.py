"""Batched reads of questions."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from api.loaders import Loader, ManyLoader
from suppliers import selectors
from suppliers.models import InquiryBranch


class HopsByInquiryLoader(ManyLoader[UUID, InquiryBranch]):
    def rows(self, keys: list[UUID]) -> Iterable[InquiryBranch]:
        return selectors.hops_of_inquiries(self.context.actor, keys)

    def key_of(self, row: InquiryBranch) -> UUID:
        return row.inquiry_id


class RepeatsLoader(Loader[tuple[UUID, str], int]):
    """How often a partner has asked about an item lately."""

    def batch(self, keys: list[tuple[UUID, str]]) -> Mapping[tuple[UUID, str], int]:
        return selectors.repeats_by_item(self.context.actor, keys)
