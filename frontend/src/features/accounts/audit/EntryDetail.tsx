import { useTranslation } from "react-i18next";
import { dayOf, hourOf } from "@/ui/format";
import type { Entry } from "./AuditPage";
import { differences } from "./difference";

/** One entry in full: before, after, and its place in the hash chain. */
export function EntryDetail({ entry }: { entry: Entry }) {
  const { t } = useTranslation("accounts");
  const at = new Date(entry.occurredAt);
  const changed = differences(entry.before, entry.after);
  return (
    <div className="col g16">
      <dl className="pairs">
        <dt>{t("audit.at")}</dt><dd>{dayOf(at)} {hourOf(at, true)}</dd>
        <dt>{t("audit.who")}</dt><dd>{entry.actorName || t("audit.system")}</dd>
        <dt>{t("audit.action")}</dt><dd className="mono">{entry.action}</dd>
        <dt>{t("audit.subject")}</dt><dd className="mono">{entry.subjectType}<br />{entry.subjectId}</dd>
        <dt>{t("audit.reason")}</dt><dd>{entry.reason || "—"}</dd>
        <dt>{t("audit.via")}</dt><dd>{entry.via} · <span className="mono">{entry.ip || "—"}</span></dd>
        <dt>{t("audit.request")}</dt><dd className="mono">{entry.requestId || "—"}</dd>
        <dt>{t("audit.seal")}</dt><dd className="mono" style={{ overflowWrap: "anywhere" }}>{entry.position === null ? t("audit.unsealedText") : `${entry.position} · ${entry.hash}`}</dd>
      </dl>
      <div>
        <h3>{t("audit.changed")}</h3>
        {changed.length === 0 ? <p className="f13 t3">{t("audit.nothing")}</p> : (
          <table className="audit-detail">
            <thead><tr><th>{t("audit.field")}</th><th>{t("audit.before")}</th><th>{t("audit.after")}</th></tr></thead>
            <tbody>{changed.map((one) => <tr key={one.field}><td className="mono">{one.field}</td><td className="t3">{one.before ?? "—"}</td><td>{one.after ?? "—"}</td></tr>)}</tbody>
          </table>
        )}
      </div>
    </div>
  );
}
