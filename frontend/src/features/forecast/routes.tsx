import type { FeatureRoute } from "@/session/routes";

export const routes: FeatureRoute[] = [
  { path: "/forecast", load: () => import("./ForecastPage"), permissions: ["FORECAST_READ"] },
];
