import type { Role } from "@/graphql/accounts/graphql";

/** In the order in which people look for them. */
export const ROLES: readonly Role[] = [
  "BUYER", "PLANNER", "SUPPLIER_SALES", "LOGISTICS", "QUALITY", "RISK", "FINANCE", "DISPATCHER", "MANAGER", "VIEWER", "INTEGRATION",
  "SYSTEM_ADMIN", "SECURITY_ADMIN", "AUDIT_ADMIN",
];
