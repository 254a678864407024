import { Button, Input } from "antd";
import { useCallback, useEffect, useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { auth, AuthRefused, type AuthState, type Enrolment } from "@/session/rest";
import { Field } from "@/ui/Field";
import { RecoveryCodes } from "./RecoveryCodes";
import { SignInFrame } from "./SignInFrame";

/** Whoever may bind the enterprise sets up a second factor before anything else. */
export function EnrolStep({ onState, onBack }: { onState: (state: AuthState) => void; onBack: () => void }) {
  const { t } = useTranslation("accounts");
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null);
  const [done, setDone] = useState<{ codes: string[]; state: AuthState } | null>(null);
  const [code, setCode] = useState("");
  const [refusal, setRefusal] = useState("");
  const [busy, setBusy] = useState(false);

  const begin = useCallback(() => auth.enrol().then(setEnrolment, () => setRefusal(t("enrol.failed"))), [t]);
  useEffect(() => {
    void begin();
  }, [begin]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setRefusal("");
    try {
      const answer = await auth.confirmEnrolment(code.trim());
      setDone({ codes: answer.recoveryCodes, state: answer.state });
    } catch (error) {
      setRefusal(error instanceof AuthRefused && error.message ? error.message : t("signIn.network"));
    } finally {
      setBusy(false);
    }
  };

  if (done) return <RecoveryCodes codes={done.codes} onKept={() => onState(done.state)} />;
  return (
    <SignInFrame title={t("enrol.title")} hint={t("enrol.hint")}>
      <form className="col g16" onSubmit={(event) => void submit(event)}>
        {enrolment && (
          <>
            <img className="qr" alt={t("enrol.qr")} src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(enrolment.qrSvg)}`} />
            <details className="f12 t2">
              <summary>{t("enrol.manual")}</summary>
              <code className="mono">{enrolment.secret}</code>
            </details>
          </>
        )}
        <Field label={t("enrol.code")} refusal={refusal}>
          {({ id, describedBy }) => (
            <Input
              id={id} size="large" autoComplete="one-time-code" inputMode="numeric" className="mono" aria-describedby={describedBy}
              status={refusal ? "error" : undefined} value={code} onChange={(event) => setCode(event.target.value)}
            />
          )}
        </Field>
        {enrolment
          ? <Button type="primary" htmlType="submit" size="large" block loading={busy} disabled={code.trim().length !== 6}>{t("enrol.confirm")}</Button>
          : <Button size="large" block disabled={!refusal} onClick={() => void begin()}>{t("enrol.again")}</Button>}
        <Button type="link" onClick={onBack}>{t("code.back")}</Button>
      </form>
    </SignInFrame>
  );
}
