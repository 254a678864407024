import { createBrowserRouter, type RouteObject } from "react-router";
import { routes as accounts, publicRoutes } from "@/features/accounts";
import { routes as chain } from "@/features/chain";
import { routes as exchange } from "@/features/exchange";
import { routes as forecast } from "@/features/forecast";
import { routes as integration } from "@/features/integration";
import { routes as market } from "@/features/market";
import { routes as orders } from "@/features/orders";
import { routes as planning } from "@/features/planning";
import { routes as questions } from "@/features/questions";
import { routes as replenishment } from "@/features/replenishment";
import { routes as sharing } from "@/features/sharing";
import { routes as suppliers } from "@/features/suppliers";
import type { FeatureRoute } from "@/session/routes";
import { RouteError } from "./ErrorBoundary";
import { Guard, SignedIn, SignedOut } from "./guards";
import { NotFoundPage } from "./NotFoundPage";
import { Shell } from "./shell/Shell";

const notices: FeatureRoute = {
  path: "/notifications", load: () => import("./notices/NoticesPage"), permissions: ["NOTIFICATION_READ"],
};

function toRoute({ path, load, permissions = [] }: FeatureRoute): RouteObject {
  return {
    path,
    errorElement: <RouteError />,
    lazy: async () => {
      const { default: Page } = await load();
      return { element: <Guard permissions={permissions}><Page /></Guard> };
    },
  };
}

function toPublicRoute({ path, load }: FeatureRoute): RouteObject {
  return {
    path,
    errorElement: <RouteError />,
    hydrateFallbackElement: <></>,
    lazy: async () => {
      const { default: Page } = await load();
      return { element: <SignedOut><Page /></SignedOut> };
    },
  };
}

export const router = createBrowserRouter([
  ...publicRoutes.map(toPublicRoute),
  {
    element: <SignedIn><Shell /></SignedIn>,
    errorElement: <RouteError />,
    hydrateFallbackElement: <></>,
    children: [
      ...[notices, ...orders, ...forecast, ...replenishment, ...suppliers, ...chain, ...sharing, ...questions, ...planning, ...market, ...exchange, ...integration, ...accounts].map(toRoute),
      { path: "*", element: <NotFoundPage /> },
    ],
  },
]);
