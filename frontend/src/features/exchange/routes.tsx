import type { FeatureRoute } from "@/session/routes";

export const routes: FeatureRoute[] = [
  { path: "/imports", load: () => import("./ImportsPage"), permissions: ["IMPORT_RUN", "EXPORT_RUN"] },
  { path: "/imports/:runId", load: () => import("./ImportRunPage"), permissions: ["IMPORT_RUN"] },
];
