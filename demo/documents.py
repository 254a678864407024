"""The GraphQL operations the demo's clients send."""

LINE = "id version label status orderedQuantity confirmedQuantity openQuantity backorderedQuantity promisedDate requestedDate"

ORDER_CHANGES = (
    "subscription($after: String) { orderChanges(after: $after) { position type occurredAt side orderId"
    " order { id number status } scheduleLine { id label status version } } }"
)
PARTNERS = (
    "query($search: String!) { partnerships(filter: {search: $search, side: BUYER, statuses: [ACTIVE]}, first: 5)"
    " { edges { node { id supplier { id shortName } terms { dateToleranceDays quantityTolerancePercent } } } } }"
)
SOURCES = (
    "query($partnership: ID!) { sourceOptions(partnershipId: $partnership, first: 20) { edges { node {"
    " item { id number name unit } unitPrice minimumOrderQuantity orderMultiple leadTimeDays } } } sites { id code name } }"
)
ORDER_CREATE = (
    "mutation($idempotencyKey: String!, $partnership: ID!, $site: ID!, $lines: [NewLineInput!]!, $note: String) {"
    " purchaseOrderCreate(idempotencyKey: $idempotencyKey, partnershipId: $partnership, shipToSiteId: $site,"
    " lines: $lines, note: $note) { order { id number version } errors { code field message } } }"
)
ORDER_SEND = (
    "mutation($idempotencyKey: String!, $order: ID!, $version: Int!) { purchaseOrderSend(idempotencyKey:"
    " $idempotencyKey, orderId: $order, version: $version) { order { id number version status } errors { code message } } }"
)
ORDER_SEEN = (
    "mutation($idempotencyKey: String!, $order: ID!) { purchaseOrderMarkSeen(idempotencyKey: $idempotencyKey,"
    " orderId: $order) { order { id status } errors { code message } } }"
)
ORDER = (
    "query($id: ID!) { purchaseOrder(id: $id) { id number version status partnership { id terms { dateToleranceDays"
    " quantityTolerancePercent priceTolerancePercent } } shipTo { id } lines { id number itemNumber itemName"
    " orderedQuantity confirmedQuantity"
    " backorderedQuantity openQuantity rejectedQuantity cancelledQuantity unitPrice scheduleLines { "
    + LINE
    + " allowedActs"
    " productionPercent shippableQuantity receivedQuantity shippedQuantity openProposal { id newDate newQuantity isMineToDecide }"
    " ledger { sequence kind side newQuantity newDate } } } } }"
)
ANSWER = (
    "mutation($idempotencyKey: String!, $answers: [AnswerInput!]!) { scheduleLinesAnswer(idempotencyKey:"
    " $idempotencyKey, answers: $answers) { results { scheduleLineId outcome scheduleLines { " + LINE + " }"
    " errors { code message } } errors { code message } } }"
)
DECIDE = (
    "mutation($idempotencyKey: String!, $decisions: [DecisionInput!]!) { proposalsDecide(idempotencyKey:"
    " $idempotencyKey, decisions: $decisions) { results { proposalId scheduleLine { " + LINE + " }"
    " errors { code message } } errors { code message } } }"
)
PRODUCTION = (
    "mutation($idempotencyKey: String!, $line: ID!, $version: Int!, $percent: Int!) { productionReport(idempotencyKey:"
    " $idempotencyKey, scheduleLineId: $line, version: $version, percent: $percent) { scheduleLine { id status }"
    " errors { code message } } }"
)
ASN_CREATE = (
    "mutation($idempotencyKey: String!, $partnership: ID!, $site: ID!, $lines: [AsnLineInput!]!, $plate: String,"
    " $carrier: String, $eta: DateTime) { asnCreate(idempotencyKey: $idempotencyKey, partnershipId: $partnership,"
    " shipToSiteId: $site, lines: $lines, vehiclePlate: $plate, carrierName: $carrier, estimatedArrivalAt: $eta) {"
    " asn { id number version } errors { code message } } }"
)
ASN_DEPART = (
    "mutation($idempotencyKey: String!, $asn: ID!, $version: Int!) { asnDepart(idempotencyKey: $idempotencyKey,"
    " asnId: $asn, version: $version) { asn { id number version status } errors { code message } } }"
)
ASN_ARRIVE = ASN_DEPART.replace("asnDepart", "asnArrive")
ASN = (
    "query($id: ID!) { advanceShipNotice(id: $id) { id number version status lines { id quantity lotNumber"
    " scheduleLineLabel itemNumber } } }"
)
RECEIPT = (
    "mutation($idempotencyKey: String!, $asn: ID!, $version: Int!, $lines: [ReceiptLineInput!]!) { goodsReceiptPost("
    "idempotencyKey: $idempotencyKey, asnId: $asn, version: $version, lines: $lines) { receipt { id number hasDifference"
    " lines { acceptedQuantity shortQuantity } } errors { code message } } }"
)
STOCK = (
    "query($item: ID!) { inventoryPositions(filter: {itemId: $item}, first: 50) { edges { node { lotNumber stockStatus"
    " quantity } } } }"
)
IMPORT_START = (
    "mutation($idempotencyKey: String!, $upload: ID!, $mapping: String!) { importStart(idempotencyKey: $idempotencyKey,"
    " uploadId: $upload, mapping: $mapping) { run { id state } errors { code message } } }"
)
IMPORT_COMMIT = (
    "mutation($idempotencyKey: String!, $run: ID!) { importCommit(idempotencyKey: $idempotencyKey, runId: $run) {"
    " run { id state } errors { code message } } }"
)
IMPORT_PROGRESS = (
    "subscription($run: ID!) { importProgress(importRunId: $run) { id state percent counts { rows ok attention refused"
    " created updated unchanged } error { code message } } }"
)
TO_ANSWER = (
    "query { purchaseOrders(filter: {side: SUPPLIER, awaitingMyAnswer: true}, order: DUE_ASC, first: 20) { edges { node {"
    " id number status } } } }"
)
TO_DECIDE = (
    "query { scheduleLines(filter: {side: BUYER, needsMyAnswer: true}, first: 20) { edges { node { id version label"
    " orderNumber openProposal { id isMineToDecide } } } } }"
)
TO_MAKE = (
    "query { scheduleLines(filter: {side: SUPPLIER, statuses: [CONFIRMED, IN_PRODUCTION]}, order: PROMISED_DATE_ASC,"
    " first: 30) { edges { node { id version label status promisedDate productionPercent shippableQuantity lineNumber"
    " order { id partnership { id } shipTo { id } } } } } }"
)
TO_RECEIVE = (
    "query { advanceShipNotices(filter: {side: BUYER, awaitingReceipt: true}, order: ARRIVAL_ASC, first: 20) { edges {"
    " node { id version status estimatedArrivalAt lines { id quantity } } } } }"
)

MY_STOCK = (
    "query { inventoryPositions(first: 40, filter: {stockStatuses: [UNRESTRICTED]})"
    " { edges { node { quantity lotNumber site { id } item { id number } } } } }"
)
STOCK_COUNT = (
    "mutation($idempotencyKey: String!, $counts: [CountInput!]!) { stockCount(idempotencyKey: $idempotencyKey,"
    " counts: $counts) { positions { id } errors { code message } } }"
)
CAPACITY_GROUPS = "query { capacityGroups(first: 5) { edges { node { id version code } } } }"
CAPACITY_WEEKS = (
    "query($group: ID!) { capacityWeeks(filter: {groupId: $group}, first: 4)"
    " { edges { node { week maximum shiftEarlier shiftLater machineAvailable } } } }"
)
CAPACITY_SAVE = (
    "mutation($idempotencyKey: String!, $group: ID!, $version: Int!, $weeks: [CapacityWeekInput!]!) {"
    " capacityWeeksSave(idempotencyKey: $idempotencyKey, groupId: $group, version: $version, weeks: $weeks)"
    " { group { id version } errors { code message } } }"
)
TO_COMMIT = "query { forecasts(filter: {side: SUPPLIER, current: true}, first: 10) { edges { node { id version number openCells } } } }"
COMMIT_ALL = (
    "mutation($idempotencyKey: String!, $forecast: ID!, $version: Int!) { forecastCommitAll(idempotencyKey:"
    " $idempotencyKey, forecastId: $forecast, version: $version) { forecast { id version } errors { code message } } }"
)
MARKET = (
    "query { marketProposals(filter: {statuses: [OPEN]}, first: 5) { edges { node { id version subjectName quantity } } }"
    " loans(statuses: [AGREED, HANDED_OVER, ON_LOAN, PART_RETURNED], first: 5)"
    " { edges { node { id version subjectName allowedActs } } } }"
)
MARKET_ANSWER = (
    "mutation($idempotencyKey: String!, $proposal: ID!, $version: Int!) { marketProposalAnswer(idempotencyKey:"
    " $idempotencyKey, proposalId: $proposal, version: $version, accepts: true)"
    " { proposal { id } errors { code message } } }"
)
LOAN_MOVE = (
    "mutation($idempotencyKey: String!, $loan: ID!, $version: Int!, $act: LoanAct!) { loanMove(idempotencyKey:"
    " $idempotencyKey, loanId: $loan, version: $version, act: $act) { loan { id } errors { code message } } }"
)
SHORT_BANDS = (
    "query { replenishmentBands(filter: {side: SUPPLIER, states: [OUT, BELOW_MINIMUM]}, first: 10) { edges { node { id"
    " version itemNumber outlook { proposedDay proposedQuantity } } } } }"
)
REPLENISH = (
    "mutation($idempotencyKey: String!, $band: ID!, $version: Int!, $quantity: Decimal!, $day: Date!) {"
    " replenishmentStart(idempotencyKey: $idempotencyKey, bandId: $band, version: $version, quantity: $quantity, day: $day)"
    " { order { number } errors { code message } } }"
)
CONSIGNED_STOCK = (
    "query { inventoryPositions(first: 40, filter: {stockStatuses: [CONSIGNED]})"
    " { edges { node { quantity lotNumber site { id } item { id number } } } } }"
)
STOCK_MOVE = (
    "mutation($idempotencyKey: String!, $site: ID!, $item: ID!, $quantity: Decimal!, $lot: String) { stockMove("
    "idempotencyKey: $idempotencyKey, kind: CONSUMPTION, siteId: $site, itemId: $item, quantity: $quantity, lotNumber: $lot,"
    " stockStatus: CONSIGNED) { positions { id } errors { code message } } }"
)
TO_TELL = """
query { receivedQuestions(filter: {waits: true}, first: 5) {
  edges { node { id version itemNumber shortageSteps { low } } } } }
"""
TELL = """
mutation($idempotencyKey: String!, $inquiry: ID!, $version: Int!, $verdict: Verdict!, $low: Decimal) {
  questionAnswer(idempotencyKey: $idempotencyKey, inquiryId: $inquiry, version: $version, verdict: $verdict,
    shortLow: $low) { errors { code message } } }
"""
