import { Button, Input } from "antd";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { auth, AuthRefused, type AuthState } from "@/session/rest";
import { Field } from "@/ui/Field";
import { SignInFrame } from "./SignInFrame";

/** A password that is over (the first one, or too old) is changed before anything else; `current` is empty after a reload. */
export function PasswordStep({ current, onState }: { current: string; onState: (state: AuthState) => void }) {
  const { t } = useTranslation("accounts");
  const [old, setOld] = useState(current);
  const [next, setNext] = useState("");
  const [again, setAgain] = useState("");
  const [refusal, setRefusal] = useState("");
  const [busy, setBusy] = useState(false);
  const differ = again !== "" && again !== next;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setRefusal("");
    try {
      onState((await auth.changePassword(old, next)).state);
    } catch (error) {
      setRefusal(error instanceof AuthRefused && error.message ? error.message : t("signIn.network"));
    } finally {
      setBusy(false);
    }
  };

  return (
    <SignInFrame title={t("newPassword.title")} hint={t("newPassword.hint")}>
      <form className="col g16" onSubmit={(event) => void submit(event)}>
        {!current && (
          <Field label={t("newPassword.current")}>
            {({ id }) => <Input.Password id={id} size="large" autoFocus autoComplete="current-password" value={old} onChange={(event) => setOld(event.target.value)} />}
          </Field>
        )}
        <Field label={t("newPassword.next")} refusal={refusal} hint={t("newPassword.rule")}>
          {({ id, describedBy }) => (
            <Input.Password
              id={id} size="large" autoFocus={Boolean(current)} autoComplete="new-password" aria-describedby={describedBy}
              status={refusal ? "error" : undefined} value={next} onChange={(event) => setNext(event.target.value)}
            />
          )}
        </Field>
        <Field label={t("newPassword.again")} refusal={differ ? t("newPassword.differ") : ""}>
          {({ id, describedBy }) => (
            <Input.Password
              id={id} size="large" autoComplete="new-password" aria-describedby={describedBy}
              status={differ ? "error" : undefined} value={again} onChange={(event) => setAgain(event.target.value)}
            />
          )}
        </Field>
        <Button type="primary" htmlType="submit" size="large" block loading={busy} disabled={!old || !next || next !== again}>
          {t("newPassword.submit")}
        </Button>
      </form>
    </SignInFrame>
  );
}
