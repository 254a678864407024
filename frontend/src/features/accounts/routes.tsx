import type { FeatureRoute } from "@/session/routes";

/** Pages one meets before being signed in. */
export const publicRoutes: FeatureRoute[] = [
  { path: "/sign-in", load: () => import("./pages/SignInPage") },
];

export const routes: FeatureRoute[] = [];
