import { Button, Checkbox, Input, Modal, Popconfirm, Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { AccountTokensDocument, TokenCreateDocument, TokenRevokeDocument, type AccountTokensQuery, type Permission } from "@/graphql/accounts/graphql";
import { useViewer } from "@/session/SessionProvider";
import { useAct, whyNot } from "@/session/useAct";
import { useRead } from "@/session/useRead";
import { Chip } from "@/ui/chips";
import { useNow } from "@/ui/clock";
import { Icon } from "@/ui/icons";
import { Banner, Panel } from "@/ui/layout";
import { EmptyState, ErrorState, Skeleton } from "@/ui/page-states";
import { InstantText } from "@/ui/values";
import { Field } from "@/ui/Field";
import { useToast } from "@/ui/toast";
import { CopyButton } from "./CopyButton";

type Token = AccountTokensQuery["apiTokens"][number];
const LIVES = [30, 90, 180, 365];

/** Keys for machines: what each may do, until when, last use. The secret is shown once. */
export function TokensSection() {
  const { t } = useTranslation("accounts");
  const { data, loading, failure, reload } = useRead(AccountTokensDocument, {});
  const [creating, setCreating] = useState(false);
  return (
    <Panel bare title={t("settings.tokens")} hint={t("tokens.hint")} extra={<Button size="small" type="primary" icon={<Icon name="plus" size="s" />} onClick={() => setCreating(true)}>{t("tokens.new")}</Button>}>
      {loading && <Skeleton rows={3} height={56} />}
      {failure && <ErrorState what={t("settings.tokens")} failure={failure} onRetry={reload} />}
      {data?.apiTokens.length === 0 && <EmptyState icon="key" title={t("tokens.none")}>{t("tokens.noneText")}</EmptyState>}
      {data?.apiTokens.map((token) => <TokenRow key={token.id} token={token} onDone={reload} />)}
      {creating && <TokenDialog onClose={() => setCreating(false)} onDone={reload} />}
    </Panel>
  );
}

function TokenRow({ token, onDone }: { token: Token; onDone: () => void }) {
  const { t } = useTranslation("accounts");
  const toast = useToast();
  const now = useNow();
  const [revoke, busy] = useAct(TokenRevokeDocument, (data) => data.apiTokenRevoke);
  const over = new Date(token.expiresAt) < now;
  const end = async () => {
    const answer = await revoke({ id: token.id });
    if (!answer.ok) toast.error(whyNot(answer));
    onDone();
  };
  return (
    <div className="settings-row">
      <div>
        <b>{token.name}</b> <span className="mono t3">{token.prefix}…</span>{" "}
        {token.revokedAt ? <Chip tone="neut" icon="ban">{t("tokens.revoked")}</Chip> : over ? <Chip tone="warn" icon="clock">{t("tokens.over")}</Chip> : <Chip tone="ok" icon="check">{t("tokens.live")}</Chip>}
        <div className="f12 t3">
          {t("tokens.until")} <InstantText value={token.expiresAt} /> · {token.lastUsedAt ? <>{t("tokens.used")} <InstantText value={token.lastUsedAt} /></> : t("tokens.unused")}
        </div>
        <div className="f12 t2">{token.scopes.map((scope) => t(`permission.${scope}`)).join(t("comma"))}</div>
      </div>
      {!token.revokedAt && !over && (
        <Popconfirm title={t("tokens.revokeAsk", { name: token.name })} description={t("tokens.revokeText")} okText={t("tokens.revoke")} cancelText={t("tokens.keep")} onConfirm={() => void end()}>
          <Button danger size="small" loading={busy}>{t("tokens.revoke")}</Button>
        </Popconfirm>
      )}
    </div>
  );
}

function TokenDialog({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation("accounts");
  const { permissions } = useViewer();
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<Permission[]>([]);
  const [days, setDays] = useState(90);
  const [secret, setSecret] = useState<string | null>(null);
  const [refusal, setRefusal] = useState("");
  const [create, busy] = useAct(TokenCreateDocument, (data) => data.apiTokenCreate);
  const submit = async () => {
    const answer = await create({ name: name.trim(), scopes, expiresInDays: days });
    setRefusal(answer.ok ? "" : whyNot(answer));
    setSecret(answer.payload?.secret ?? null);
    onDone();
  };
  if (secret) {
    return (
      <Modal open title={t("tokens.made", { name })} closable={false} mask={{ closable: false }} footer={<Button type="primary" onClick={onClose}>{t("tokens.kept")}</Button>}>
        <div className="col g12">
          <Banner tone="warn" icon="key">{t("tokens.once")}</Banner>
          <div className="secret-box"><code className="mono grow">{secret}</code><CopyButton text={secret} /></div>
        </div>
      </Modal>
    );
  }
  const missing = !name.trim() ? t("tokens.needsName") : scopes.length === 0 ? t("tokens.needsScope") : "";
  return (
    <Modal open title={t("tokens.new")} width={620} onCancel={onClose} okText={t("tokens.create")} cancelText={t("tokens.leave")} confirmLoading={busy} okButtonProps={{ disabled: missing !== "" }} onOk={() => void submit()}>
      <div className="col g12">
        {refusal && <Banner tone="danger">{refusal}</Banner>}
        <Field label={t("tokens.name")} hint={t("tokens.nameHint")}>{({ id }) => <Input id={id} maxLength={60} value={name} onChange={(event) => setName(event.target.value)} />}</Field>
        <div className="col g4"><span className="f12 t2">{t("tokens.life")}</span><Segmented aria-label={t("tokens.life")} value={days} onChange={setDays} options={LIVES.map((value) => ({ value, label: t("tokens.days", { count: value }) }))} /></div>
        <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
          <legend className="f12 t2" style={{ marginBottom: 6 }}>{t("tokens.scopes")}</legend>
          <Checkbox.Group className="scope-grid" value={scopes} onChange={(values) => setScopes(values as Permission[])} options={permissions.map((permission) => ({ value: permission, label: t(`permission.${permission}`) }))} />
        </fieldset>
        {missing && <span className="f12 warn">{missing}</span>}
      </div>
    </Modal>
  );
}
