"""The matrix, row by row: what each field of the schema needs, and which thing each id argument names.

Written by hand beside the code. A field, an argument, a masked field or a file address without a row fails, and so
does a row whose field has gone.
"""

from accounts.permissions import P

SIGNED_IN: frozenset[P] = frozenset()


def needs(*permissions: P) -> frozenset[P]:
    """One of these is enough."""
    return frozenset(permissions)


# Root field → the rights of which one is needed; none: whoever is signed in.
QUERIES: dict[str, frozenset[P]] = {
    "viewer": SIGNED_IN,
    "sessions": SIGNED_IN,
    "savedViews": SIGNED_IN,
    "units": SIGNED_IN,
    "navigationCounts": SIGNED_IN,
    "members": needs(P.USER_ADMIN, P.ROLE_ADMIN),
    "apiTokens": needs(P.TOKEN_MANAGE),
    "auditEntries": needs(P.AUDIT_READ),
    "sites": needs(P.DIRECTORY_READ),
    "partnerships": needs(P.PARTNERSHIP_READ),
    "partnership": needs(P.PARTNERSHIP_READ),
    "items": needs(P.ITEM_READ),
    "item": needs(P.ITEM_READ),
    "itemCategories": needs(P.ITEM_READ),
    "sourceOptions": needs(P.ITEM_READ),
    "inventoryPositions": needs(P.INVENTORY_READ),
    "stockMovements": needs(P.INVENTORY_READ),
    "capacityGroups": needs(P.CAPACITY_READ),
    "capacityWeeks": needs(P.CAPACITY_READ),
    "grantsGiven": needs(P.SHARING_READ),
    "grantsReceived": needs(P.SHARED_READ),
    "sharedFigures": needs(P.SHARED_READ),
    "readingEntries": needs(P.SHARING_READ),
    "sharingTemplates": needs(P.SHARING_READ),
    "sharingPreview": needs(P.SHARING_READ),
    "inquiries": needs(P.QUESTION_READ),
    "inquiry": needs(P.QUESTION_READ),
    "receivedQuestions": needs(P.QUESTION_READ),
    "questionPolicy": needs(P.QUESTION_READ),
    "worklist": needs(P.ORDER_READ),
    "scheduleLines": needs(P.ORDER_READ),
    "scheduleLine": needs(P.ORDER_READ),
    "orderBookTabs": needs(P.ORDER_READ),
    "purchaseOrders": needs(P.ORDER_READ),
    "purchaseOrder": needs(P.ORDER_READ),
    "advanceShipNotices": needs(P.ASN_READ),
    "advanceShipNotice": needs(P.ASN_READ),
    "goodsReceipts": needs(P.RECEIPT_READ),
    "goodsReceipt": needs(P.RECEIPT_READ),
    "forecasts": needs(P.FORECAST_READ),
    "forecast": needs(P.FORECAST_READ),
    "forecastRows": needs(P.FORECAST_READ),
    "forecastRow": needs(P.FORECAST_READ),
    "forecastSummary": needs(P.FORECAST_READ),
    "notifications": needs(P.NOTIFICATION_READ),
    "importMappings": needs(P.IMPORT_RUN),
    "importRuns": needs(P.IMPORT_RUN),
    "importRun": needs(P.IMPORT_RUN),
    "exportRuns": needs(P.EXPORT_RUN),
    "exportRun": needs(P.EXPORT_RUN),
}
MUTATIONS: dict[str, frozenset[P]] = {
    "profileUpdate": SIGNED_IN,
    "sessionRevoke": SIGNED_IN,
    "savedViewSave": SIGNED_IN,
    "savedViewDelete": SIGNED_IN,
    "apiTokenCreate": needs(P.TOKEN_MANAGE),
    "apiTokenRevoke": needs(P.TOKEN_MANAGE),
    "memberInvite": needs(P.USER_ADMIN),
    "userDisable": needs(P.USER_ADMIN),
    "roleAssign": needs(P.ROLE_ADMIN),
    "roleRemove": needs(P.ROLE_ADMIN),
    "notificationsMarkRead": needs(P.NOTIFICATION_READ),
    "importStart": needs(P.IMPORT_RUN),
    "importSetMapping": needs(P.IMPORT_RUN),
    "importFixCells": needs(P.IMPORT_RUN),
    "importCommit": needs(P.IMPORT_RUN),
    "importAbort": needs(P.IMPORT_RUN),
    "exportStart": needs(P.EXPORT_RUN),
    "partnershipTermsUpdate": needs(P.PARTNERSHIP_WRITE),
    "itemCreate": needs(P.ITEM_WRITE),
    "itemUpdate": needs(P.ITEM_WRITE),
    "stockMove": needs(P.INVENTORY_WRITE),
    "stockCount": needs(P.INVENTORY_WRITE),
    "capacityGroupSave": needs(P.CAPACITY_WRITE),
    "capacityWeeksSave": needs(P.CAPACITY_WRITE),
    "sharingGrantSet": needs(P.SHARING_WRITE),
    "sharingGrantRevoke": needs(P.SHARING_WRITE),
    "sharingTemplateApply": needs(P.SHARING_WRITE),
    "questionAsk": needs(P.QUESTION_ASK),
    "questionWithdraw": needs(P.QUESTION_ASK),
    "questionAnswer": needs(P.QUESTION_ANSWER),
    "questionPolicySet": needs(P.SHARING_WRITE),
    "purchaseOrderCreate": needs(P.ORDER_WRITE),
    "purchaseOrderUpdateDraft": needs(P.ORDER_WRITE),
    "purchaseOrderDiscard": needs(P.ORDER_WRITE),
    "purchaseOrderSend": needs(P.ORDER_SEND),
    "purchaseOrderMarkSeen": needs(P.ORDER_READ),
    "privateNoteSave": needs(P.ORDER_READ),
    "scheduleLinesAnswer": needs(P.ORDER_ANSWER),
    "rejectionWithdraw": needs(P.ORDER_ANSWER),
    "answerDraftSave": needs(P.ORDER_ANSWER),
    "backorderPromise": needs(P.ORDER_ANSWER),
    "proposalsDecide": needs(P.ORDER_DECIDE),
    "proposalWithdraw": needs(P.ORDER_ANSWER, P.ORDER_WRITE),
    "scheduleLineChange": needs(P.ORDER_SEND),
    "scheduleLinesCancel": needs(P.ORDER_CANCEL),
    "backorderCancel": needs(P.ORDER_CANCEL),
    "scheduleLinesInspect": needs(P.RECEIPT_WRITE),
    "scheduleLinesSettle": needs(P.ORDER_DECIDE),
    "scheduleLineClose": needs(P.ORDER_CANCEL),
    "scheduleLinesRemind": needs(P.ORDER_READ),
    "productionReport": needs(P.ASN_WRITE),
    "asnCreate": needs(P.ASN_WRITE),
    "asnPack": needs(P.ASN_WRITE),
    "asnDepart": needs(P.ASN_WRITE),
    "asnCancel": needs(P.ASN_WRITE),
    "asnArrive": needs(P.RECEIPT_WRITE),
    "goodsReceiptPost": needs(P.RECEIPT_WRITE),
    "forecastDraft": needs(P.FORECAST_WRITE),
    "forecastSave": needs(P.FORECAST_WRITE),
    "forecastPublish": needs(P.FORECAST_WRITE),
    "forecastDiscard": needs(P.FORECAST_WRITE),
    "forecastCommit": needs(P.FORECAST_COMMIT),
    "forecastCommitAll": needs(P.FORECAST_COMMIT),
}
SUBSCRIPTIONS: dict[str, frozenset[P]] = {
    "orderChanges": needs(P.ORDER_READ),
    "sharingChanges": needs(P.DIRECTORY_READ),
    "supplyChanges": needs(P.INVENTORY_READ),
    "questionChanges": needs(P.QUESTION_READ),
    "notificationAdded": needs(P.NOTIFICATION_READ),
    "importProgress": needs(P.IMPORT_RUN),
    "exportProgress": needs(P.EXPORT_RUN),
}

# "Type.field" inside an answer → the right it needs. Without it the value is null or an empty list, or, for the
# things of another family, FORBIDDEN.
MASKED: dict[str, P] = {
    "ScheduleLine.unitPrice": P.PRICE_READ,
    "ScheduleLine.amount": P.PRICE_READ,
    "ScheduleLine.shipments": P.ASN_READ,
    "ScheduleLineTotals.amounts": P.PRICE_READ,
    "PurchaseOrderLine.unitPrice": P.PRICE_READ,
    "PurchaseOrderLine.amount": P.PRICE_READ,
    "PurchaseOrderLine.item": P.ITEM_READ,
    "PurchaseOrder.amount": P.PRICE_READ,
    "PurchaseOrder.amountWithTax": P.PRICE_READ,
    "PurchaseOrder.partnership": P.PARTNERSHIP_READ,
    "PurchaseOrder.asns": P.ASN_READ,
    "PurchaseOrder.receipts": P.RECEIPT_READ,
    "PurchaseOrder.ledger": P.ORDER_READ,
    "PurchaseOrder.activity": P.ORDER_READ,
    "ChangeProposal.oldPrice": P.PRICE_READ,
    "ChangeProposal.newPrice": P.PRICE_READ,
    "LedgerEntry.oldPrice": P.PRICE_READ,
    "LedgerEntry.newPrice": P.PRICE_READ,
    "AnswerDraft.price": P.PRICE_READ,
    "AsnLine.scheduleLine": P.ORDER_READ,
    "AdvanceShipNotice.receipt": P.RECEIPT_READ,
    "GoodsReceipt.asn": P.ASN_READ,
    "GoodsReceiptLine.asnLine": P.ASN_READ,
    "WorklistItem.amount": P.PRICE_READ,
    "WorklistItem.asn": P.ASN_READ,
    "WorklistGroupSummary.amounts": P.PRICE_READ,
    "Worklist.amounts": P.PRICE_READ,
    "Partnership.forecastQuality": P.FORECAST_READ,
    "Partnership.otif": P.ORDER_READ,
    "Partnership.confirmationCycle": P.ORDER_READ,
    "Partnership.openScheduleLineCount": P.ORDER_READ,
    "Partnership.openAmount": P.PRICE_READ,
    "SourceOption.unitPrice": P.PRICE_READ,
    "SourceOption.priceBreaks": P.PRICE_READ,
    "SourceOption.partnership": P.PARTNERSHIP_READ,
    "InventoryPosition.item": P.ITEM_READ,
    "StockMovement.item": P.ITEM_READ,
    "CapacityUsage.item": P.ITEM_READ,
    "CapacityShare.partnership": P.PARTNERSHIP_READ,
    "SharingGrantItem.item": P.ITEM_READ,
    "SharedFigure.item": P.ITEM_READ,
    "Inquiry.item": P.ITEM_READ,
    "ReceivedQuestion.item": P.ITEM_READ,
    "Item.stock": P.INVENTORY_READ,
    "ImportRun.importableAmounts": P.PRICE_READ,
}

# Id argument → the table whose rows it names. A list of ids takes the same.
QUERY_IDS: dict[tuple[str, ...], str] = {
    ("sites", "enterpriseId"): "tenancy.Enterprise",
    ("partnership", "id"): "suppliers.Partnership",
    ("item", "id"): "suppliers.Item",
    ("items", "filter", "partnershipId"): "suppliers.Partnership",
    ("sourceOptions", "partnershipId"): "suppliers.Partnership",
    ("sourceOptions", "itemId"): "suppliers.Item",
    ("inventoryPositions", "filter", "itemId"): "suppliers.Item",
    ("inventoryPositions", "filter", "siteId"): "tenancy.Site",
    ("stockMovements", "filter", "itemId"): "suppliers.Item",
    ("stockMovements", "filter", "siteId"): "tenancy.Site",
    ("capacityWeeks", "filter", "groupId"): "suppliers.CapacityGroup",
    ("grantsGiven", "filter", "partnershipId"): "suppliers.Partnership",
    ("grantsReceived", "filter", "partnershipId"): "suppliers.Partnership",
    ("sharedFigures", "filter", "partnerIds"): "tenancy.Enterprise",
    ("sharedFigures", "filter", "itemId"): "suppliers.Item",
    ("readingEntries", "filter", "partnerIds"): "tenancy.Enterprise",
    ("readingEntries", "filter", "grantId"): "suppliers.SharingGrant",
    ("sharingPreview", "partnershipId"): "suppliers.Partnership",
    ("sharingPreview", "itemIds"): "suppliers.Item",
    ("inquiry", "id"): "suppliers.Inquiry",
    ("inquiries", "filter", "itemId"): "suppliers.Item",
    ("receivedQuestions", "filter", "itemId"): "suppliers.Item",
    ("scheduleLine", "id"): "orders.ScheduleLine",
    ("purchaseOrder", "id"): "orders.PurchaseOrder",
    ("advanceShipNotice", "id"): "orders.AdvanceShipNotice",
    ("goodsReceipt", "id"): "orders.GoodsReceipt",
    ("forecast", "id"): "orders.Forecast",
    ("forecastRow", "id"): "orders.ForecastLine",
    ("forecasts", "filter", "partnershipId"): "suppliers.Partnership",
    ("forecasts", "filter", "partnerIds"): "tenancy.Enterprise",
    **{
        (root, "filter", name): label
        for root in ("forecastRows", "forecastSummary")
        for name, label in (
            ("forecastId", "orders.Forecast"),
            ("partnershipId", "suppliers.Partnership"),
            ("partnerIds", "tenancy.Enterprise"),
        )
    },
    ("importRun", "id"): "exchange.ImportRun",
    ("exportRun", "id"): "exchange.ExportRun",
    ("auditEntries", "filter", "actorId"): "accounts.User",
    ("auditEntries", "filter", "subjectId"): "orders.PurchaseOrder",
    ("purchaseOrders", "filter", "partnerIds"): "tenancy.Enterprise",
    **{
        (root, "filter", name): label
        for root in ("scheduleLines", "orderBookTabs")
        for name, label in (
            ("partnerIds", "tenancy.Enterprise"),
            ("orderId", "orders.PurchaseOrder"),
            ("itemIds", "suppliers.Item"),
        )
    },
    **{
        (root, "filter", name): label
        for root in ("advanceShipNotices", "goodsReceipts")
        for name, label in (("partnerIds", "tenancy.Enterprise"), ("orderId", "orders.PurchaseOrder"))
    },
}
MUTATION_IDS: dict[tuple[str, ...], str] = {
    ("sessionRevoke", "sessionId"): "accounts.Session",
    ("savedViewSave", "id"): "accounts.SavedView",
    ("savedViewDelete", "id"): "accounts.SavedView",
    ("apiTokenRevoke", "id"): "accounts.ApiToken",
    ("userDisable", "userId"): "accounts.User",
    ("roleAssign", "userId"): "accounts.User",
    ("roleRemove", "userId"): "accounts.User",
    ("notificationsMarkRead", "ids"): "events.Notification",
    ("importStart", "uploadId"): "exchange.Upload",
    **{
        (name, "runId"): "exchange.ImportRun"
        for name in ("importSetMapping", "importFixCells", "importCommit", "importAbort")
    },
    ("exportStart", "ids"): "suppliers.Item",
    ("partnershipTermsUpdate", "partnershipId"): "suppliers.Partnership",
    ("itemUpdate", "itemId"): "suppliers.Item",
    ("stockMove", "siteId"): "tenancy.Site",
    ("stockMove", "itemId"): "suppliers.Item",
    ("stockMove", "toSiteId"): "tenancy.Site",
    ("stockCount", "counts", "siteId"): "tenancy.Site",
    ("stockCount", "counts", "itemId"): "suppliers.Item",
    ("capacityGroupSave", "groupId"): "suppliers.CapacityGroup",
    ("capacityGroupSave", "group", "siteId"): "tenancy.Site",
    ("capacityGroupSave", "group", "usages", "itemId"): "suppliers.Item",
    ("capacityWeeksSave", "groupId"): "suppliers.CapacityGroup",
    ("capacityWeeksSave", "weeks", "shares", "partnershipId"): "suppliers.Partnership",
    ("sharingGrantSet", "partnershipId"): "suppliers.Partnership",
    ("sharingGrantSet", "itemIds"): "suppliers.Item",
    ("sharingGrantRevoke", "grantId"): "suppliers.SharingGrant",
    ("sharingTemplateApply", "partnershipId"): "suppliers.Partnership",
    ("questionAsk", "itemId"): "suppliers.Item",
    ("questionWithdraw", "inquiryId"): "suppliers.Inquiry",
    ("questionAnswer", "inquiryId"): "suppliers.Inquiry",
    ("purchaseOrderCreate", "partnershipId"): "suppliers.Partnership",
    ("purchaseOrderCreate", "shipToSiteId"): "tenancy.Site",
    ("purchaseOrderCreate", "lines", "itemId"): "suppliers.Item",
    ("purchaseOrderUpdateDraft", "orderId"): "orders.PurchaseOrder",
    ("purchaseOrderUpdateDraft", "shipToSiteId"): "tenancy.Site",
    ("purchaseOrderUpdateDraft", "lines", "itemId"): "suppliers.Item",
    **{
        (name, "orderId"): "orders.PurchaseOrder"
        for name in ("purchaseOrderSend", "purchaseOrderDiscard", "purchaseOrderMarkSeen", "privateNoteSave")
    },
    ("scheduleLinesAnswer", "answers", "scheduleLineId"): "orders.ScheduleLine",
    ("answerDraftSave", "answer", "scheduleLineId"): "orders.ScheduleLine",
    ("backorderCancel", "item", "scheduleLineId"): "orders.ScheduleLine",
    ("scheduleLinesRemind", "scheduleLineIds"): "orders.ScheduleLine",
    **{
        (name, "items", "scheduleLineId"): "orders.ScheduleLine"
        for name in ("scheduleLinesCancel", "scheduleLinesInspect", "scheduleLinesSettle")
    },
    **{
        (name, "scheduleLineId"): "orders.ScheduleLine"
        for name in (
            "backorderPromise",
            "scheduleLineChange",
            "scheduleLineClose",
            "productionReport",
            "rejectionWithdraw",
        )
    },
    ("proposalsDecide", "decisions", "proposalId"): "orders.ChangeProposal",
    ("proposalWithdraw", "proposalId"): "orders.ChangeProposal",
    ("asnCreate", "partnershipId"): "suppliers.Partnership",
    ("asnCreate", "shipToSiteId"): "tenancy.Site",
    ("asnCreate", "lines", "scheduleLineId"): "orders.ScheduleLine",
    **{
        (name, "asnId"): "orders.AdvanceShipNotice"
        for name in ("asnPack", "asnDepart", "asnArrive", "asnCancel", "goodsReceiptPost")
    },
    ("goodsReceiptPost", "lines", "asnLineId"): "orders.AsnLine",
    ("forecastDraft", "partnershipId"): "suppliers.Partnership",
    **{
        (name, "forecastId"): "orders.Forecast"
        for name in (
            "forecastSave",
            "forecastPublish",
            "forecastDiscard",
            "forecastCommit",
            "forecastCommitAll",
        )
    },
    ("forecastSave", "rows", "itemId"): "suppliers.Item",
    ("forecastCommit", "rows", "lineId"): "orders.ForecastLine",
    ("forecastCommitAll", "lineIds"): "orders.ForecastLine",
}
SUBSCRIPTION_IDS: dict[tuple[str, ...], str] = {
    ("orderChanges", "orderId"): "orders.PurchaseOrder",
    ("importProgress", "importRunId"): "exchange.ImportRun",
    ("exportProgress", "exportRunId"): "exchange.ExportRun",
}
