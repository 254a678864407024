import { Button, Input } from "antd";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { auth, AuthRefused, type AuthStanding } from "@/session/rest";
import { Field } from "@/ui/Field";
import { SignInFrame } from "./SignInFrame";

/** First step. A wrong name, a wrong password and a locked account get the same answer. */
export function SignInStep({ onState }: { onState: (standing: AuthStanding, password: string) => void }) {
  const { t } = useTranslation("accounts");
  const [login, setLogin] = useState("");
  const [password, setPassword] = useState("");
  const [refusal, setRefusal] = useState("");
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setRefusal("");
    try {
      onState(await auth.signIn(login.trim(), password), password);
    } catch (error) {
      setRefusal(error instanceof AuthRefused && error.message ? error.message : t("signIn.network"));
    } finally {
      setBusy(false);
    }
  };

  return (
    <SignInFrame title={t("signIn.title")}>
      <form className="col g16" onSubmit={(event) => void submit(event)}>
        <Field label={t("signIn.login")}>
          {({ id }) => (
            <Input
              id={id} size="large" autoFocus autoComplete="username" autoCapitalize="none" spellCheck={false}
              value={login} onChange={(event) => setLogin(event.target.value)}
            />
          )}
        </Field>
        <Field label={t("signIn.password")} refusal={refusal}>
          {({ id, describedBy }) => (
            <Input.Password
              id={id} size="large" autoComplete="current-password" aria-describedby={describedBy}
              status={refusal ? "error" : undefined} value={password} onChange={(event) => setPassword(event.target.value)}
            />
          )}
        </Field>
        <Button type="primary" htmlType="submit" size="large" block loading={busy} disabled={!login.trim() || !password}>
          {t("signIn.submit")}
        </Button>
        <p className="f12 t3">{t("signIn.help")}</p>
      </form>
    </SignInFrame>
  );
}
