import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Navigate, useLocation, useSearchParams } from "react-router";
import { homeFor, mayOpen } from "@/access";
import type { Permission } from "@/graphql/shell/graphql";
import { useSession, useViewer } from "@/session/SessionProvider";
import { ErrorState, ForbiddenState, Skeleton } from "@/ui/page-states";

/** Everything behind the sign-in: sends strangers there and brings them back afterwards. */
export function SignedIn({ children }: { children: ReactNode }) {
  const { t } = useTranslation("shell");
  const { phase, reload } = useSession();
  const { pathname, search } = useLocation();
  if (phase.name === "loading") return <Skeleton rows={0} />;
  if (phase.name === "failed") {
    return <ErrorState what={t("session.what")} failure={phase.failure} onRetry={() => void reload()} />;
  }
  if (phase.name === "anonymous") {
    const next = pathname === "/" ? "" : `?next=${encodeURIComponent(pathname + search)}`;
    return <Navigate to={`/sign-in${next}`} replace />;
  }
  return children;
}

/** The way back after signing in: only paths of this application. */
function safeNext(next: string | null): string | null {
  return next?.startsWith("/") && !next.startsWith("//") ? next : null;
}

/** Pages for strangers; who is signed in already goes on to where they wanted to be. */
export function SignedOut({ children }: { children: ReactNode }) {
  const { phase } = useSession();
  const [search] = useSearchParams();
  if (phase.name === "loading") return null;
  if (phase.name === "ready") {
    return <Navigate to={safeNext(search.get("next")) ?? homeFor(phase.viewer.permissions)} replace />;
  }
  return children;
}

export function Guard({ permissions, children }: { permissions: Permission[]; children: ReactNode }) {
  const viewer = useViewer();
  const { pathname } = useLocation();
  if (mayOpen(permissions, viewer.permissions)) return children;
  // The front page of somebody without orders is the first page they have.
  const home = homeFor(viewer.permissions);
  return pathname === "/" && home !== "/" ? <Navigate to={home} replace /> : <ForbiddenState />;
}
