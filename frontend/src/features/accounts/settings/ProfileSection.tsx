import { Button, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { AccountProfileDocument, ProfileUpdateDocument, type AccountProfileQuery, type Language } from "@/graphql/accounts/graphql";
import { useAct, whyNot } from "@/session/useAct";
import { useRead } from "@/session/useRead";
import { useNamed } from "@/ui/clock";
import { Panel } from "@/ui/layout";
import { ErrorState, Skeleton } from "@/ui/page-states";
import { Field } from "@/ui/Field";
import { useToast } from "@/ui/toast";

type Profile = AccountProfileQuery["viewer"];

export function ProfileSection() {
  const { t } = useTranslation("accounts");
  const { data, loading, failure, reload } = useRead(AccountProfileDocument, {});
  if (loading) return <Panel bare><Skeleton rows={4} height={44} /></Panel>;
  if (failure) return <Panel><ErrorState what={t("settings.profile")} failure={failure} onRetry={reload} /></Panel>;
  if (!data) return null;
  return (
    <>
      <ProfileForm profile={data.viewer} />
      <Belonging profile={data.viewer} />
    </>
  );
}

function ProfileForm({ profile }: { profile: Profile }) {
  const { t } = useTranslation("accounts");
  const toast = useToast();
  const [name, setName] = useState(profile.person.displayName);
  const [language, setLanguage] = useState<Language>(profile.person.language);
  const [save, busy] = useAct(ProfileUpdateDocument, (data) => data.profileUpdate);
  const [refusal, setRefusal] = useState("");
  const same = name.trim() === profile.person.displayName && language === profile.person.language;
  const submit = async () => {
    const answer = await save({ displayName: name.trim(), language });
    setRefusal(answer.ok ? "" : whyNot(answer));
    if (answer.ok) toast.success(t("profile.saved"));
  };
  return (
    <Panel title={t("settings.profile")}>
      <div className="settings-form">
        <Field label={t("profile.login")}>{({ id }) => <Input id={id} value={profile.person.login} readOnly className="mono" />}</Field>
        <Field label={t("profile.name")} refusal={refusal} hint={t("profile.nameHint")}>
          {({ id, describedBy }) => <Input id={id} aria-describedby={describedBy} maxLength={60} value={name} onChange={(event) => setName(event.target.value)} />}
        </Field>
        <Field label={t("profile.language")} hint={t("profile.languageHint")}>
          {({ id }) => <Select id={id} value={language} onChange={setLanguage} options={[{ value: "ZH", label: "中文" }, { value: "EN", label: "English" }]} />}
        </Field>
        <div className="row g12"><Button type="primary" loading={busy} disabled={same || !name.trim()} onClick={() => void submit()}>{t("profile.save")}</Button>{same && <span className="f12 t3">{t("profile.same")}</span>}</div>
      </div>
    </Panel>
  );
}

function Belonging({ profile }: { profile: Profile }) {
  const { t } = useTranslation("accounts");
  const named = useNamed();
  return (
    <Panel title={t("profile.enterprise")}>
      <dl className="pairs">
        <dt>{t("profile.acting")}</dt><dd>{named(profile.enterprise.name, profile.enterprise.nameEn)}</dd>
        <dt>{t("profile.uscc")}</dt><dd className="mono">{profile.enterprise.uscc}</dd>
        <dt>{t("profile.roles")}</dt><dd>{profile.roles.map((role) => t(`ui:role.${role}`)).join(" · ")}</dd>
        <dt>{t("profile.chains")}</dt>
        <dd>{profile.chains.map((seat) => `${named(seat.chainName, seat.chainNameEn)} · ${t(`ui:chainRole.${seat.role}`)}`).join(t("comma")) || "—"}</dd>
        <dt>{t("profile.rights")}</dt><dd className="t2">{profile.permissions.map((permission) => t(`permission.${permission}`)).join(t("comma"))}</dd>
      </dl>
    </Panel>
  );
}
