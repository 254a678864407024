import type { FeatureRoute } from "@/session/routes";

export const routes: FeatureRoute[] = [
  { path: "/directory", load: () => import("./DirectoryPage"), permissions: ["PARTNERSHIP_READ", "DIRECTORY_READ"] },
  { path: "/directory/:id", load: () => import("./PartnerPage"), permissions: ["PARTNERSHIP_READ", "DIRECTORY_READ"] },
  { path: "/items", load: () => import("./ItemsPage"), permissions: ["ITEM_READ"] },
  { path: "/items/:id", load: () => import("./ItemPage"), permissions: ["ITEM_READ"] },
];
