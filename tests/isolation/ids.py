"""The matrix, continued: which thing each id argument of the schema names. Path of the argument → the table."""

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
    ("productionOrders", "filter", "itemId"): "suppliers.Item",
    ("grantsGiven", "filter", "partnershipId"): "suppliers.Partnership",
    ("grantsReceived", "filter", "partnershipId"): "suppliers.Partnership",
    ("sharedFigures", "filter", "partnerIds"): "tenancy.Enterprise",
    ("sharedFigures", "filter", "itemId"): "suppliers.Item",
    ("readingEntries", "filter", "partnerIds"): "tenancy.Enterprise",
    ("readingEntries", "filter", "grantId"): "suppliers.SharingGrant",
    ("sharingPreview", "partnershipId"): "suppliers.Partnership",
    ("sharingPreview", "itemIds"): "suppliers.Item",
    ("networkPreview", "partnershipId"): "suppliers.Partnership",
    ("chainGraph", "filter", "itemId"): "suppliers.Item",
    ("chainNode", "id"): "suppliers.SharedNode",
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
    ("marketProposals", "filter", "listingId"): "optimizer.MarketListing",
    ("demandLines", "filter", "itemId"): "suppliers.Item",
    ("demandHistory", "filter", "itemId"): "suppliers.Item",
    ("demandSeriesOne", "id"): "optimizer.DemandSeries",
    ("forecastOverrides", "filter", "itemId"): "suppliers.Item",
    ("planRun", "id"): "optimizer.PlanRun",
    ("planRuns", "scenarioId"): "optimizer.PlanScenario",
    ("planReasons", "runId"): "optimizer.PlanRun",
    ("planReasons", "filter", "itemId"): "suppliers.Item",
    ("planReasons", "filter", "sourceOptionId"): "suppliers.SourceOption",
    ("planComparison", "runIds"): "optimizer.PlanRun",
    ("planRows", "runId"): "optimizer.PlanRun",
    ("planOrders", "runId"): "optimizer.PlanRun",
    ("peggedItem", "runId"): "optimizer.PlanRun",
    ("peggedItem", "itemId"): "suppliers.Item",
    ("demandPegs", "runId"): "optimizer.PlanRun",
    ("sourcePegs", "runId"): "optimizer.PlanRun",
    ("planOrders", "filter", "itemId"): "suppliers.Item",
    ("planOrders", "filter", "partnershipId"): "suppliers.Partnership",
    ("replenishmentBand", "id"): "orders.ReplenishmentBand",
    ("replenishmentBands", "filter", "partnerIds"): "tenancy.Enterprise",
    ("bandStateCounts", "filter", "partnerIds"): "tenancy.Enterprise",
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
    ("productionOrderCreate", "itemId"): "suppliers.Item",
    ("productionOrderUpdate", "orderId"): "suppliers.ProductionOrder",
    ("productionOrderRemove", "orderId"): "suppliers.ProductionOrder",
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
            *("backorderPromise", "scheduleLineChange", "scheduleLineClose"),
            *("productionReport", "rejectionWithdraw"),
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
            *("forecastSave", "forecastPublish", "forecastDiscard"),
            *("forecastCommit", "forecastCommitAll"),
        )
    },
    ("forecastSave", "rows", "itemId"): "suppliers.Item",
    ("forecastCommit", "rows", "lineId"): "orders.ForecastLine",
    ("forecastCommitAll", "lineIds"): "orders.ForecastLine",
    ("forecastsRemind", "forecastIds"): "orders.Forecast",
    ("demandSave", "lines", "itemId"): "suppliers.Item",
    ("planningItemsSave", "items", "itemId"): "suppliers.Item",
    ("planStart", "scenarioId"): "optimizer.PlanScenario",
    ("planPromote", "runId"): "optimizer.PlanRun",
    ("planScenarioSave", "scenarioId"): "optimizer.PlanScenario",
    ("planScenarioSave", "assumptions", "itemId"): "suppliers.Item",
    ("planScenarioSave", "assumptions", "partnershipId"): "suppliers.Partnership",
    ("planScenarioSave", "assumptions", "groupId"): "suppliers.CapacityGroup",
    ("planScenarioCopy", "scenarioId"): "optimizer.PlanScenario",
    ("planScenarioArchive", "scenarioId"): "optimizer.PlanScenario",
    ("demandHistorySave", "rows", "itemId"): "suppliers.Item",
    ("forecastOverrideSave", "itemId"): "suppliers.Item",
    ("forecastOverrideWithdraw", "overrideId"): "optimizer.ForecastOverride",
    ("planStop", "runId"): "optimizer.PlanRun",
    ("planAdopt", "runId"): "optimizer.PlanRun",
    ("planAdopt", "planOrderIds"): "optimizer.PlanOrder",
    ("planAdopt", "shipToSiteId"): "tenancy.Site",
    ("marketListingSave", "listingId"): "optimizer.MarketListing",
    ("marketListingSave", "chainId"): "tenancy.Chain",
    ("marketListingSave", "listing", "itemId"): "suppliers.Item",
    ("marketListingSave", "listing", "siteId"): "tenancy.Site",
    ("marketListingSave", "listing", "excludedIds"): "tenancy.Enterprise",
    ("marketListingWithdraw", "listingId"): "optimizer.MarketListing",
    ("marketProposalAnswer", "proposalId"): "optimizer.MarketProposal",
    ("marketProposalOrder", "proposalId"): "optimizer.MarketProposal",
    ("loanMove", "loanId"): "optimizer.Loan",
    ("bandCreate", "partnershipId"): "suppliers.Partnership",
    ("bandCreate", "itemId"): "suppliers.Item",
    ("bandCreate", "siteId"): "tenancy.Site",
    **{
        (name, "bandId"): "orders.ReplenishmentBand"
        for name in ("bandUpdate", "bandEnd", "replenishmentStart")
    },
}
SUBSCRIPTION_IDS: dict[tuple[str, ...], str] = {
    ("orderChanges", "orderId"): "orders.PurchaseOrder",
    ("importProgress", "importRunId"): "exchange.ImportRun",
    ("exportProgress", "exportRunId"): "exchange.ExportRun",
}
