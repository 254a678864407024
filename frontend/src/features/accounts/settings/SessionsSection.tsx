import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { AccountSessionsDocument, SessionRevokeDocument } from "@/graphql/accounts/graphql";
import { useAct, whyNot } from "@/session/useAct";
import { useRead } from "@/session/useRead";
import { Chip } from "@/ui/chips";
import { Panel } from "@/ui/layout";
import { ErrorState, Skeleton } from "@/ui/page-states";
import { InstantText } from "@/ui/values";
import { useToast } from "@/ui/toast";
import { deviceOf } from "./device";

/** Where this person is signed in; any other place can be signed out from here. */
export function SessionsSection() {
  const { t } = useTranslation("accounts");
  const toast = useToast();
  const { data, loading, failure, reload } = useRead(AccountSessionsDocument, {});
  const [revoke, busy] = useAct(SessionRevokeDocument, (answer) => answer.sessionRevoke);
  const end = async (sessionId: string) => {
    const answer = await revoke({ sessionId });
    if (!answer.ok) toast.error(whyNot(answer));
    reload();
  };
  return (
    <Panel bare title={t("settings.sessions")} hint={t("sessions.hint")}>
      {loading && <Skeleton rows={3} height={56} />}
      {failure && <ErrorState what={t("settings.sessions")} failure={failure} onRetry={reload} />}
      {data?.sessions.map((session) => (
        <div key={session.id} className="settings-row">
          <div>
            <b title={session.agent}>{deviceOf(session.agent) ?? t("sessions.unknown")}</b> {session.isCurrent && <Chip tone="ok" icon="check">{t("sessions.here")}</Chip>}
            <div className="f12 t3"><span className="mono">{session.ip}</span> · {t("sessions.seen")} <InstantText value={session.lastSeenAt} /> · {t("sessions.until")} <InstantText value={session.expiresAt} /></div>
          </div>
          {!session.isCurrent && <Button danger size="small" disabled={busy} onClick={() => void end(session.id)}>{t("sessions.end")}</Button>}
        </div>
      ))}
    </Panel>
  );
}
