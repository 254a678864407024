import type { FeatureRoute } from "@/session/routes";

export const routes: FeatureRoute[] = [
  { path: "/stock", load: () => import("./StockPage"), permissions: ["INVENTORY_READ"] },
  { path: "/capacity", load: () => import("./CapacityPage"), permissions: ["CAPACITY_READ"] },
  { path: "/production", load: () => import("./ProductionPage"), permissions: ["CAPACITY_READ"] },
  { path: "/sharing", load: () => import("./SharingPage"), permissions: ["SHARING_READ"] },
  { path: "/readings", load: () => import("./ReadingsPage"), permissions: ["SHARING_READ"] },
  { path: "/partner-figures", load: () => import("./PartnerFiguresPage"), permissions: ["SHARED_READ"] },
];
