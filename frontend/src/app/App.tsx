import { RouterProvider } from "react-router";
import type { Language } from "@/i18n";
import { SessionProvider } from "@/session/SessionProvider";
import { Appearance } from "./Appearance";
import { ErrorBoundary } from "./ErrorBoundary";
import { router } from "./router";

export function App({ language, locale }: { language: Language; locale: object }) {
  return (
    <ErrorBoundary>
      <Appearance language={language} locale={locale}>
        {(spoken) => (
          <SessionProvider language={spoken}>
            <RouterProvider router={router} />
          </SessionProvider>
        )}
      </Appearance>
    </ErrorBoundary>
  );
}
