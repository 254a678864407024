import type { FeatureRoute } from "@/session/routes";

export const routes: FeatureRoute[] = [
  { path: "/questions", load: () => import("./AskedPage"), permissions: ["QUESTION_READ"] },
  { path: "/questions/received", load: () => import("./ReceivedPage"), permissions: ["QUESTION_READ"] },
];
