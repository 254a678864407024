import type { CombinedError } from "@urql/core";
import i18next from "i18next";
import type { Failure } from "@/ui/page-states";

export type ReadFailure = Failure & { unauthenticated?: boolean; mfaRequired?: boolean };

/** What an answer's errors mean for a screen; null when there are none. */
export function failureOf(error: CombinedError | undefined): ReadFailure | null {
  if (!error) return null;
  const first = error.graphQLErrors[0];
  const code = String(first?.extensions.code ?? "");
  const status = (error.response as Response | undefined)?.status;
  if (code === "UNAUTHENTICATED" || status === 401) {
    return { code: "UNAUTHENTICATED", message: first?.message ?? "", unauthenticated: true };
  }
  if (error.networkError || !first) return { code: "NETWORK", message: i18next.t("ui:error.network") };
  const requestId = first.extensions.requestId;
  return {
    code,
    message: code === "INTERNAL" ? i18next.t("ui:error.internal") : first.message,
    requestId: typeof requestId === "string" ? requestId : undefined,
    forbidden: code === "FORBIDDEN",
    mfaRequired: code === "MFA_REQUIRED",
  };
}
