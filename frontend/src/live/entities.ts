/** Types the cache keeps once per id; everything else lives inside its parent. */
const ENTITIES = new Set([
  "Person", "Party", "Site", "Session", "ApiToken", "Member", "AuditEntry", "SavedView", "Partnership", "Item",
  "BomLine", "SourceOption", "InventoryPosition", "ScheduleLine", "PurchaseOrder", "PurchaseOrderLine", "PrivateNote",
  "ChangeProposal", "LedgerEntry", "AdvanceShipNotice", "AsnLine", "GoodsReceipt", "GoodsReceiptLine", "Notification",
  "Forecast", "ForecastRow", "ImportRun", "ExportRun", "StockMovement", "CapacityGroup", "CapacityWeek", "SharingGrant",
  "SharedFigure", "ReadingEntry",
]);

const inside = () => null;

/** Key functions for the normalised cache: by `id` for entities, none for the rest. */
export const cacheKeys: Record<string, () => null> = new Proxy({}, {
  get: (_, type) => (typeof type === "string" && !ENTITIES.has(type) ? inside : undefined),
});
