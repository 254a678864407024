import type { FeatureRoute } from "@/session/routes";

/** Pages one meets before being signed in. */
export const publicRoutes: FeatureRoute[] = [
  { path: "/sign-in", load: () => import("./entry/SignInPage") },
];

export const routes: FeatureRoute[] = [
  { path: "/settings/*", load: () => import("./settings/SettingsPage") },
  { path: "/audit", load: () => import("./audit/AuditPage"), permissions: ["AUDIT_READ"] },
];
