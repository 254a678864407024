"""Mutations of orders, one file per family."""

import graphene

from orders.graphql.mutations import (
    answers,
    forecasts,
    proposals,
    purchase_orders,
    replenishment,
    schedule_lines,
    shipping,
)


class Mutation(graphene.ObjectType):
    purchase_order_create = purchase_orders.PurchaseOrderCreate.Field()
    purchase_order_update_draft = purchase_orders.PurchaseOrderUpdateDraft.Field()
    purchase_order_send = purchase_orders.PurchaseOrderSend.Field()
    purchase_order_discard = purchase_orders.PurchaseOrderDiscard.Field()
    purchase_order_mark_seen = purchase_orders.PurchaseOrderMarkSeen.Field()
    private_note_save = purchase_orders.PrivateNoteSave.Field()
    schedule_lines_answer = answers.ScheduleLinesAnswer.Field()
    rejection_withdraw = answers.RejectionWithdraw.Field()
    answer_draft_save = answers.AnswerDraftSave.Field()
    backorder_promise = answers.BackorderPromise.Field()
    proposals_decide = proposals.ProposalsDecide.Field()
    proposal_withdraw = proposals.ProposalWithdraw.Field()
    schedule_line_change = schedule_lines.ScheduleLineChange.Field()
    schedule_lines_cancel = schedule_lines.ScheduleLinesCancel.Field()
    backorder_cancel = schedule_lines.BackorderCancel.Field()
    schedule_lines_inspect = schedule_lines.ScheduleLinesInspect.Field()
    schedule_lines_settle = schedule_lines.ScheduleLinesSettle.Field()
    schedule_line_close = schedule_lines.ScheduleLineClose.Field()
    schedule_lines_remind = schedule_lines.ScheduleLinesRemind.Field()
    production_report = schedule_lines.ProductionReport.Field()
    asn_create = shipping.AsnCreate.Field()
    asn_pack = shipping.AsnPack.Field()
    asn_depart = shipping.AsnDepart.Field()
    asn_arrive = shipping.AsnArrive.Field()
    asn_cancel = shipping.AsnCancel.Field()
    goods_receipt_post = shipping.GoodsReceiptPost.Field()
    forecast_draft = forecasts.ForecastDraft.Field()
    forecast_save = forecasts.ForecastSave.Field()
    forecast_publish = forecasts.ForecastPublish.Field()
    forecast_discard = forecasts.ForecastDiscard.Field()
    forecast_commit = forecasts.ForecastCommit.Field()
    forecast_commit_all = forecasts.ForecastCommitAll.Field()
    forecasts_remind = forecasts.ForecastsRemind.Field()
    band_create = replenishment.BandCreate.Field()
    band_update = replenishment.BandUpdate.Field()
    band_end = replenishment.BandEnd.Field()
    replenishment_start = replenishment.ReplenishmentStart.Field()
