import { Button, Input } from "antd";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { auth, AuthRefused } from "@/session/rest";
import { useViewer } from "@/session/SessionProvider";
import { Panel } from "@/ui/layout";
import { Field } from "@/ui/Field";
import { useToast } from "@/ui/toast";

/** Another password; every other session of this person ends with it. */
export function PasswordSection() {
  const { t } = useTranslation("accounts");
  const toast = useToast();
  const { person } = useViewer();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const [again, setAgain] = useState("");
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<{ field: string; text: string } | null>(null);
  const differs = again !== "" && next !== again;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setRefusal(null);
    try {
      await auth.changePassword(current, next);
      setCurrent("");
      setNext("");
      setAgain("");
      toast.success(t("password.saved"));
    } catch (error) {
      const refused = error instanceof AuthRefused ? error.refusals[0] : undefined;
      setRefusal({ field: refused?.field ?? "current", text: error instanceof AuthRefused ? error.message : t("signIn.network") });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Panel title={t("settings.password")} hint={t("password.hint")}>
      <form className="settings-form" onSubmit={(event) => void submit(event)}>
        <input type="text" name="username" autoComplete="username" value={person.login} readOnly hidden />
        <Field label={t("password.current")} refusal={refusal?.field === "current" ? refusal.text : undefined}>
          {({ id, describedBy }) => <Input.Password id={id} aria-describedby={describedBy} autoComplete="current-password" value={current} onChange={(event) => setCurrent(event.target.value)} />}
        </Field>
        <Field label={t("newPassword.next")} hint={t("newPassword.rule")} refusal={refusal?.field === "new" ? refusal.text : undefined}>
          {({ id, describedBy }) => <Input.Password id={id} aria-describedby={describedBy} autoComplete="new-password" value={next} onChange={(event) => setNext(event.target.value)} />}
        </Field>
        <Field label={t("newPassword.again")} refusal={differs ? t("newPassword.differ") : undefined}>
          {({ id, describedBy }) => <Input.Password id={id} aria-describedby={describedBy} autoComplete="new-password" value={again} onChange={(event) => setAgain(event.target.value)} />}
        </Field>
        <div><Button type="primary" htmlType="submit" loading={busy} disabled={!current || !next || next !== again}>{t("password.submit")}</Button></div>
      </form>
    </Panel>
  );
}
