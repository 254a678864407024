import type { FeatureRoute } from "@/session/routes";

export const routes: FeatureRoute[] = [];
