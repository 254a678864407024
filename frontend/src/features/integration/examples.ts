/** Requests an ERP, MES or WMS begins with. Every document is valid against the published schema (examples.test.ts). */
export type Example = { key: string; topic: "forecast" | "stock" | "capacity" | "shared" | "orders"; text: string; variables: Record<string, unknown> };

const PAGE = "pageInfo { hasNextPage endCursor }";

export const EXAMPLES: readonly Example[] = [
  {
    key: "forecastRead", topic: "forecast", variables: { first: 5 },
    text: `query Forecast($first: Int!, $after: String) {
  forecastRows(first: $first, after: $after) {
    edges { node { id itemNumber supplierItemNumber unit forecast { id number version } cells { week forecast commit gap isOpen } } }
    ${PAGE}
  }
}`,
  },
  {
    key: "forecastCommit", topic: "forecast",
    variables: { forecastId: "", version: 1, rows: [{ lineId: "", start: "2026-11-30", quantities: ["1200", "1100"] }], confidence: "SURE" },
    text: `mutation Commit($idempotencyKey: String!, $forecastId: ID!, $version: Int!, $rows: [CommitRowInput!]!, $confidence: Confidence) {
  forecastCommit(idempotencyKey: $idempotencyKey, forecastId: $forecastId, version: $version, rows: $rows, confidence: $confidence) {
    forecast { id version openCells }
    errors { code field message params }
  }
}`,
  },
  {
    key: "stockRead", topic: "stock", variables: { first: 10 },
    text: `query Stock($first: Int!, $after: String, $filter: InventoryFilter) {
  inventoryPositions(first: $first, after: $after, filter: $filter) {
    edges { node { item { number } site { id code } stockStatus lotNumber quantity unit asOf ageHours isStale source } }
    ${PAGE}
  }
}`,
  },
  {
    key: "stockCount", topic: "stock", variables: { counts: [{ siteId: "", itemId: "", quantity: "480" }] },
    text: `mutation Count($idempotencyKey: String!, $counts: [CountInput!]!) {
  stockCount(idempotencyKey: $idempotencyKey, counts: $counts) {
    errors { code field message params }
  }
}`,
  },
  {
    key: "capacityRead", topic: "capacity", variables: { first: 10 },
    text: `query Capacity($first: Int!, $after: String) {
  capacityGroups(first: $first, after: $after) {
    edges { node { id code name unit version usages { item { number } perPiece } } }
    ${PAGE}
  }
}`,
  },
  {
    key: "capacitySave", topic: "capacity", variables: { groupId: "", version: 1, weeks: [{ week: "2026-11-30", maximum: "160" }] },
    text: `mutation Weeks($idempotencyKey: String!, $groupId: ID!, $version: Int!, $weeks: [CapacityWeekInput!]!) {
  capacityWeeksSave(idempotencyKey: $idempotencyKey, groupId: $groupId, version: $version, weeks: $weeks) {
    errors { code field message params }
  }
}`,
  },
  {
    key: "sharedRead", topic: "shared", variables: { first: 10 },
    text: `query Shared($first: Int!, $after: String, $filter: SharedFigureFilter) {
  sharedFigures(first: $first, after: $after, filter: $filter) {
    edges { node { partner { shortName } reference field week grain quantity low high light unit asOf ageHours isStale source } }
    ${PAGE}
  }
}`,
  },
  {
    key: "ordersRead", topic: "orders", variables: { first: 10, filter: { needsMyAnswer: true } },
    text: `query ToAnswer($first: Int!, $after: String, $filter: ScheduleLineFilter) {
  scheduleLines(first: $first, after: $after, filter: $filter) {
    edges { node { id version status requestedDate orderedQuantity order { number } } }
    ${PAGE}
  }
}`,
  },
  {
    key: "ordersAnswer", topic: "orders", variables: { answers: [{ scheduleLineId: "", version: 1, kind: "ACCEPT" }] },
    text: `mutation Answer($idempotencyKey: String!, $answers: [AnswerInput!]!) {
  scheduleLinesAnswer(idempotencyKey: $idempotencyKey, answers: $answers) {
    results { scheduleLineId outcome errors { code field message } }
    errors { code field message params }
  }
}`,
  },
];

/** The variables as text to edit; an act gets a key of its own, the same over all retries. */
export function variablesText(example: Example, key: string): string {
  const isAct = example.text.startsWith("mutation");
  return JSON.stringify(isAct ? { idempotencyKey: key, ...example.variables } : example.variables, null, 2);
}

/** The same request for a machine, as a line for the shell; the token is left to be filled in. */
export function curlOf(origin: string, text: string, variables: string): string {
  const body = JSON.stringify({ query: text, variables: JSON.parse(variables) as unknown }).replaceAll("'", "'\\''");
  return `curl ${origin}/graphql/ \\\n  -H 'Authorization: Bearer TOKEN' -H 'Content-Type: application/json' \\\n  -d '${body}'`;
}
