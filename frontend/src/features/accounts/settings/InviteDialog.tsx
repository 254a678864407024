import { Button, Input, Modal, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { MemberInviteDocument, type Role } from "@/graphql/accounts/graphql";
import { useAct, whyNot } from "@/session/useAct";
import { Banner } from "@/ui/layout";
import { Field } from "@/ui/Field";
import { CopyButton } from "./CopyButton";
import { ROLES } from "./roles";

/** A new account; its first password is shown once and must be changed at the first sign-in. */
export function InviteDialog({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation("accounts");
  const [login, setLogin] = useState("");
  const [displayName, setName] = useState("");
  const [roles, setRoles] = useState<Role[]>([]);
  const [made, setMade] = useState<{ login: string; password: string } | null>(null);
  const [refusal, setRefusal] = useState("");
  const [invite, busy] = useAct(MemberInviteDocument, (data) => data.memberInvite);
  const submit = async () => {
    const answer = await invite({ login: login.trim(), displayName: displayName.trim(), roles });
    setRefusal(answer.ok ? "" : whyNot(answer));
    if (answer.ok && answer.payload?.firstPassword) setMade({ login: login.trim(), password: answer.payload.firstPassword });
    else if (answer.ok) onClose();
    onDone();
  };
  if (made) {
    return (
      <Modal open title={t("invite.made", { login: made.login })} closable={false} mask={{ closable: false }} footer={<Button type="primary" onClick={onClose}>{t("invite.given")}</Button>}>
        <div className="col g12">
          <Banner tone="warn" icon="key">{t("invite.once")}</Banner>
          <div className="secret-box"><code className="mono grow">{made.password}</code><CopyButton text={made.password} /></div>
        </div>
      </Modal>
    );
  }
  const complete = login.trim() && displayName.trim() && roles.length > 0;
  return (
    <Modal open title={t("members.invite")} width={480} onCancel={onClose} okText={t("invite.create")} cancelText={t("tokens.leave")} confirmLoading={busy} okButtonProps={{ disabled: !complete }} onOk={() => void submit()}>
      <div className="col g12">
        {refusal && <Banner tone="danger">{refusal}</Banner>}
        <Field label={t("profile.login")} hint={t("invite.loginHint")}>{({ id }) => <Input id={id} className="mono" maxLength={120} value={login} onChange={(event) => setLogin(event.target.value)} />}</Field>
        <Field label={t("profile.name")}>{({ id }) => <Input id={id} maxLength={60} value={displayName} onChange={(event) => setName(event.target.value)} />}</Field>
        <Field label={t("profile.roles")}>
          {({ id }) => <Select<Role[]> id={id} mode="multiple" value={roles} onChange={setRoles} options={ROLES.map((role) => ({ value: role, label: t(`ui:role.${role}`) }))} />}
        </Field>
        {!complete && <span className="f12 warn">{t("invite.missing")}</span>}
      </div>
    </Modal>
  );
}
