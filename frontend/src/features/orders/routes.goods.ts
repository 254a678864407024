import type { FeatureRoute } from "@/session/routes";

/** Answering orders, shipping and receiving. */
export const routes: FeatureRoute[] = [
  { path: "/confirm/*", load: () => import("./confirm/ConfirmPage"), permissions: ["ORDER_ANSWER"] },
  { path: "/shipping", load: () => import("./shipping/ShippingPage"), permissions: ["ASN_WRITE"] },
  { path: "/asns", load: () => import("./shipping/AsnListPage"), permissions: ["ASN_READ"] },
  { path: "/asns/new", load: () => import("./shipping/NewAsnPage"), permissions: ["ASN_WRITE"] },
  { path: "/asns/:asnId", load: () => import("./shipping/AsnPage"), permissions: ["ASN_READ"] },
  { path: "/asns/:asnId/print", load: () => import("./shipping/PrintPage"), permissions: ["ASN_READ"] },
  { path: "/receipts", load: () => import("./receipts/ReceiptListPage"), permissions: ["RECEIPT_READ"] },
  { path: "/receipts/new/:asnId", load: () => import("./receipts/NewReceiptPage"), permissions: ["RECEIPT_WRITE"] },
  { path: "/receipts/:receiptId", load: () => import("./receipts/ReceiptPage"), permissions: ["RECEIPT_READ"] },
];
