import { Button, Popconfirm, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { MemberListDocument, RoleAssignDocument, RoleRemoveDocument, UserDisableDocument, type MemberListQuery, type Role } from "@/graphql/accounts/graphql";
import { usePages } from "@/live/usePages";
import { useCan } from "@/session/SessionProvider";
import { useAct, whyNot, type ActAnswer } from "@/session/useAct";
import { Chip } from "@/ui/chips";
import { Icon } from "@/ui/icons";
import { Panel } from "@/ui/layout";
import { EmptyFilter, ErrorState, Skeleton } from "@/ui/page-states";
import { InstantText } from "@/ui/values";
import { useToast } from "@/ui/toast";
import { SearchField } from "@/ui/SearchField";
import { InviteDialog } from "./InviteDialog";
import { ROLES } from "./roles";

type Member = MemberListQuery["members"]["edges"][number]["node"];

/** The people of the enterprise: the system administrator makes and disables accounts, the security administrator gives roles. */
export function MembersSection() {
  const { t } = useTranslation("accounts");
  const [search, setSearch] = useState("");
  const [inviting, setInviting] = useState(false);
  const mayInvite = useCan("USER_ADMIN");
  const pages = usePages(MemberListDocument, { first: 50, search: search || null }, (data) => data.members);
  const total = pages.head?.members.totalCount;
  return (
    <Panel
      bare title={t("settings.members")} hint={total === undefined ? undefined : t("members.count", { count: total })}
      extra={mayInvite && <Button size="small" type="primary" icon={<Icon name="plus" size="s" />} onClick={() => setInviting(true)}>{t("members.invite")}</Button>}
    >
      <div className="audit-tools"><SearchField label={t("members.search")} value={search} onSearch={setSearch} /></div>
      {pages.loading && <Skeleton rows={6} height={64} />}
      {pages.failure && <ErrorState what={t("settings.members")} failure={pages.failure} onRetry={pages.reload} />}
      {pages.head && pages.rows.length === 0 && <EmptyFilter filters={1} onClear={() => setSearch("")} />}
      {pages.rows.map((member) => <MemberRow key={member.id} member={member} onDone={pages.reload} />)}
      {pages.hasMore && <div className="panel-foot"><Button type="link" loading={pages.loadingMore} onClick={pages.more}>{t("members.more")}</Button></div>}
      {inviting && <InviteDialog onClose={() => setInviting(false)} onDone={pages.reload} />}
    </Panel>
  );
}

function MemberRow({ member, onDone }: { member: Member; onDone: () => void }) {
  const { t } = useTranslation("accounts");
  const toast = useToast();
  const mayRoles = useCan("ROLE_ADMIN");
  const mayDisable = useCan("USER_ADMIN");
  const [assign] = useAct(RoleAssignDocument, (data) => data.roleAssign);
  const [remove] = useAct(RoleRemoveDocument, (data) => data.roleRemove);
  const [disable, disabling] = useAct(UserDisableDocument, (data) => data.userDisable);
  const settle = <Payload,>(answer: ActAnswer<Payload>) => {
    if (!answer.ok) toast.error(whyNot(answer));
    onDone();
  };
  return (
    <div className="settings-row">
      <div className="col g4">
        <div className="row g8 wrap">
          <b>{member.displayName}</b><span className="mono t3">{member.login}</span>
          {!member.isActive && <Chip tone="neut" icon="ban">{t("members.disabled")}</Chip>}
          {member.isActive && !member.hasSecondFactor && <Chip tone="warn" icon="shield">{t("members.noFactor")}</Chip>}
          <span className="f12 t3">{member.lastSeenAt ? <>{t("members.seen")} <InstantText value={member.lastSeenAt} /></> : t("members.never")}</span>
        </div>
        <div className="role-tags">
          {member.roles.map((role) => (
            <span key={role} className="pill">
              {t(`ui:role.${role}`)}
              {mayRoles && (
                <Popconfirm title={t("members.removeAsk", { name: member.displayName, role: t(`ui:role.${role}`) })} okText={t("members.remove")} cancelText={t("members.keep")} onConfirm={() => void remove({ userId: member.id, role }).then(settle)}>
                  <button type="button" aria-label={t("members.removeRole", { role: t(`ui:role.${role}`) })}><Icon name="cross" size="xs" /></button>
                </Popconfirm>
              )}
            </span>
          ))}
          {mayRoles && member.isActive && (
            <Select<Role>
              size="small" style={{ minWidth: 120 }} value={null} placeholder={t("members.addRole")} aria-label={t("members.addRoleTo", { name: member.displayName })}
              options={ROLES.filter((role) => !member.roles.includes(role)).map((role) => ({ value: role, label: t(`ui:role.${role}`) }))}
              onChange={(role) => void assign({ userId: member.id, role }).then(settle)}
            />
          )}
        </div>
      </div>
      {mayDisable && member.isActive && (
        <Popconfirm title={t("members.disableAsk", { name: member.displayName })} description={t("members.disableText")} okText={t("members.disable")} cancelText={t("members.keep")} onConfirm={() => void disable({ userId: member.id }).then(settle)}>
          <Button danger size="small" loading={disabling}>{t("members.disable")}</Button>
        </Popconfirm>
      )}
    </div>
  );
}
