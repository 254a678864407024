import type { ComponentType } from "react";
import type { Permission } from "@/graphql/shell/graphql";

/** A page of a feature; its code is loaded when somebody opens it. */
export type FeatureRoute = {
  path: string;
  load: () => Promise<{ default: ComponentType }>;
  /** Any of these opens it; none means everybody who is signed in. */
  permissions?: Permission[];
};
