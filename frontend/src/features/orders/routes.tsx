import type { FeatureRoute } from "@/session/routes";
import { routes as goodsRoutes } from "./routes.goods";

export const routes: FeatureRoute[] = [
  { path: "/", load: () => import("./worklist/WorklistPage"), permissions: ["ORDER_READ", "ASN_READ", "RECEIPT_READ"] },
  { path: "/orders", load: () => import("./book/OrderBookPage"), permissions: ["ORDER_READ"] },
  { path: "/orders/new", load: () => import("./new/NewOrderPage"), permissions: ["ORDER_WRITE"] },
  { path: "/orders/:id", load: () => import("./order/OrderPage"), permissions: ["ORDER_READ"] },
  ...goodsRoutes,
];
