"""Mutations of suppliers, one file per family."""

import graphene

from suppliers.graphql.mutations.items import ItemCreate, ItemUpdate
from suppliers.graphql.mutations.partnerships import PartnershipTermsUpdate


class Mutation(graphene.ObjectType):
    partnership_terms_update = PartnershipTermsUpdate.Field()
    item_create = ItemCreate.Field()
    item_update = ItemUpdate.Field()
