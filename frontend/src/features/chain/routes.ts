import type { FeatureRoute } from "@/session/routes";

export const routes: FeatureRoute[] = [
  { path: "/chain-graph", load: () => import("./ChainGraphPage"), permissions: ["PARTNERSHIP_READ"] },
];
