import type { FeatureRoute } from "@/session/routes";

export const routes: FeatureRoute[] = [
  { path: "/replenishment", load: () => import("./ReplenishmentPage"), permissions: ["REPLENISHMENT_READ"] },
];
