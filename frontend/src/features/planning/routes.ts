import type { FeatureRoute } from "@/session/routes";

export const routes: FeatureRoute[] = [
  { path: "/planning", load: () => import("./PlanningPage"), permissions: ["PLAN_READ"] },
  { path: "/planning/pegging", load: () => import("./pegging/PeggingPage"), permissions: ["PLAN_READ"] },
  { path: "/planning/demand", load: () => import("./DemandPage"), permissions: ["PLAN_READ"] },
  { path: "/planning/terms", load: () => import("./TermsPage"), permissions: ["PLAN_READ"] },
  { path: "/planning/scenarios", load: () => import("./ScenariosPage"), permissions: ["PLAN_READ"] },
];
