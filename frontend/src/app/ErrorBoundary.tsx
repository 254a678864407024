import { Component, type ReactNode } from "react";
import { useRouteError } from "react-router";
import { useTranslation } from "react-i18next";
import { PageState } from "@/ui/page-states";

/** Shown when drawing itself failed: the person can load the page again, nothing on the server is touched. */
function BrokenPage() {
  const { t } = useTranslation("shell");
  return (
    <main className="main">
      <PageState
        error
        icon="alert"
        title={t("broken.title")}
        acts={<button type="button" className="link-button" onClick={() => location.reload()}>{t("broken.reload")}</button>}
      >
        {t("broken.hint")}
      </PageState>
    </main>
  );
}

/** A route that threw. A chunk of an older build that is gone counts too: loading again heals it. */
export function RouteError() {
  useRouteError();
  return <BrokenPage />;
}

export class ErrorBoundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    return this.state.broken ? <BrokenPage /> : this.props.children;
  }
}
