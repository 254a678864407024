import { Button, Input } from "antd";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { auth, AuthRefused } from "@/session/rest";
import { Field } from "./Field";
import { SignInFrame } from "./SignInFrame";

/** A first password is good for one sign-in only: it is changed before anything else. */
export function PasswordStep({ current, onChanged }: { current: string; onChanged: () => void }) {
  const { t } = useTranslation("accounts");
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
      await auth.changePassword(current, next);
      onChanged();
    } catch (error) {
      setRefusal(error instanceof AuthRefused && error.message ? error.message : t("signIn.network"));
    } finally {
      setBusy(false);
    }
  };

  return (
    <SignInFrame title={t("newPassword.title")} hint={t("newPassword.hint")}>
      <form className="col g16" onSubmit={(event) => void submit(event)}>
        <Field label={t("newPassword.next")} refusal={refusal} hint={t("newPassword.rule")}>
          {({ id, describedBy }) => (
            <Input.Password
              id={id} size="large" autoFocus autoComplete="new-password" aria-describedby={describedBy}
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
        <Button type="primary" htmlType="submit" size="large" block loading={busy} disabled={!next || next !== again}>
          {t("newPassword.submit")}
        </Button>
      </form>
    </SignInFrame>
  );
}
