import { Button, Input } from "antd";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { auth, AuthRefused, type AuthState } from "@/session/rest";
import { Field } from "@/ui/Field";
import { SignInFrame } from "./SignInFrame";

/** Second step: six digits of the authenticator, or one recovery code. */
export function CodeStep({ onState, onBack }: { onState: (state: AuthState) => void; onBack: () => void }) {
  const { t } = useTranslation("accounts");
  const [code, setCode] = useState("");
  const [refusal, setRefusal] = useState("");
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setRefusal("");
    try {
      onState((await auth.secondFactor(code.trim())).state);
    } catch (error) {
      setRefusal(error instanceof AuthRefused && error.message ? error.message : t("signIn.network"));
    } finally {
      setBusy(false);
    }
  };

  return (
    <SignInFrame title={t("code.title")} hint={t("code.hint")}>
      <form className="col g16" onSubmit={(event) => void submit(event)}>
        <Field label={t("code.label")} refusal={refusal}>
          {({ id, describedBy }) => (
            <Input
              id={id} size="large" autoFocus autoComplete="one-time-code" inputMode="numeric" className="mono" aria-describedby={describedBy}
              status={refusal ? "error" : undefined} value={code} onChange={(event) => setCode(event.target.value)}
            />
          )}
        </Field>
        <Button type="primary" htmlType="submit" size="large" block loading={busy} disabled={code.trim().length < 6}>{t("code.submit")}</Button>
        <Button type="link" onClick={onBack}>{t("code.back")}</Button>
      </form>
    </SignInFrame>
  );
}
