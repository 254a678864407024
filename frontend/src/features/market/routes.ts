import type { FeatureRoute } from "@/session/routes";

export const routes: FeatureRoute[] = [
  { path: "/market", load: () => import("./MarketPage"), permissions: ["MARKET_READ"] },
];
