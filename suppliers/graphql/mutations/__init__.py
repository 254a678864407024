"""Mutations of suppliers, one file per family."""

import graphene

from suppliers.graphql.mutations.capacity import CapacityGroupSave, CapacityWeeksSave
from suppliers.graphql.mutations.items import ItemCreate, ItemUpdate
from suppliers.graphql.mutations.partnerships import PartnershipTermsUpdate
from suppliers.graphql.mutations.production import (
    ProductionOrderCreate,
    ProductionOrderRemove,
    ProductionOrderUpdate,
)
from suppliers.graphql.mutations.questions import (
    QuestionAnswer,
    QuestionAsk,
    QuestionPolicySet,
    QuestionWithdraw,
)
from suppliers.graphql.mutations.sharing import SharingGrantRevoke, SharingGrantSet, SharingTemplateApply
from suppliers.graphql.mutations.stock import StockCount, StockMove


class Mutation(graphene.ObjectType):
    partnership_terms_update = PartnershipTermsUpdate.Field()
    item_create = ItemCreate.Field()
    item_update = ItemUpdate.Field()
    stock_move = StockMove.Field()
    stock_count = StockCount.Field()
    capacity_group_save = CapacityGroupSave.Field()
    capacity_weeks_save = CapacityWeeksSave.Field()
    production_order_create = ProductionOrderCreate.Field()
    production_order_update = ProductionOrderUpdate.Field()
    production_order_remove = ProductionOrderRemove.Field()
    sharing_grant_set = SharingGrantSet.Field()
    sharing_grant_revoke = SharingGrantRevoke.Field()
    sharing_template_apply = SharingTemplateApply.Field()
    question_ask = QuestionAsk.Field()
    question_withdraw = QuestionWithdraw.Field()
    question_answer = QuestionAnswer.Field()
    question_policy_set = QuestionPolicySet.Field()
