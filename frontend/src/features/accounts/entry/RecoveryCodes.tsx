import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { SignInFrame } from "./SignInFrame";

/** Shown this once, right after the second factor was set up. */
export function RecoveryCodes({ codes, onKept }: { codes: string[]; onKept: () => void }) {
  const { t } = useTranslation("accounts");
  const [copied, setCopied] = useState(false);
  const copy = () => navigator.clipboard.writeText(codes.join("\n")).then(() => setCopied(true), () => setCopied(false));
  return (
    <SignInFrame title={t("recovery.title")} hint={t("recovery.hint")}>
      <ul className="recovery mono">{codes.map((code) => <li key={code}>{code}</li>)}</ul>
      <Button block onClick={() => void copy()}>{t(copied ? "recovery.copied" : "recovery.copy")}</Button>
      <Button type="primary" size="large" block onClick={onKept}>{t("recovery.kept")}</Button>
    </SignInFrame>
  );
}
