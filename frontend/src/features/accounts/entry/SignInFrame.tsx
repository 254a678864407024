import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

/** The quiet page around every step of signing in. */
export function SignInFrame({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  const { t } = useTranslation("accounts");
  return (
    <main className="sign-in">
      <div className="sign-in-brand">
        <svg viewBox="0 0 24 24" fill="none" stroke="var(--accent-text)" strokeWidth="2.2" strokeLinecap="round" aria-hidden>
          <path d="M10.2 13.8a4 4 0 0 0 5.7 0l3-3a4 4 0 0 0-5.7-5.7l-1 1" />
          <path d="M13.8 10.2a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1" stroke="var(--t1)" />
        </svg>
        <b>{t("signIn.brand")}</b>
        <span className="t3 f13">{t("signIn.claim")}</span>
      </div>
      <section className="panel sign-in-panel">
        <h1>{title}</h1>
        {hint && <p className="t2 f13">{hint}</p>}
        {children}
      </section>
    </main>
  );
}
