import type { FeatureRoute } from "@/session/routes";

export const routes: FeatureRoute[] = [
  { path: "/integration", load: () => import("./ExplorerPage"), permissions: ["TOKEN_MANAGE"] },
];
