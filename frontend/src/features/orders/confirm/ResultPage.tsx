import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import type { ConfirmLineFragment } from "@/graphql/orders/graphql";
import { useNamed } from "@/ui/clock";
import { formatDifference, formatQuantity, hourOf } from "@/ui/format";
import { Icon, type IconName } from "@/ui/icons";
import { Banner } from "@/ui/layout";
import { EmptyState, Skeleton } from "@/ui/page-states";
import type { Tone } from "@/ui/states";
import { DateText, InstantText } from "@/ui/values";
import { AnswerHead, useWide } from "./bits";
import { isStale, outcomeOf, type Refused } from "./outcome";
import type { ActReport } from "./outbox";
import { TakeBack } from "./TakeBack";
import { linesOf, useAnswerOrder } from "./useAnswerOrder";
import { useNextOrder } from "./useCards";
import { useOutbox } from "./useOutbox";

/** What came of the last act on an order, line by line; until the server has spoken it says that it waits. */
export function ResultPage({ orderId }: { orderId: string }) {
  const { t } = useTranslation("orders");
  const { pending, reports, outbox } = useOutbox();
  const wide = useWide();
  const waiting = pending.find((one) => one.orderId === orderId);
  const report = reports[orderId];
  const number = waiting?.orderNumber ?? report?.orderNumber ?? "";
  return (
    <>
      <AnswerHead back={wide ? null : "/confirm"} title={t("confirm.result.title")} hint={number} />
      {waiting ? (
        waiting.failures === 0
          ? <div className="card"><Skeleton rows={3} height={56} what={t("confirm.result.sending")} /></div>
          : (
            <>
              <Banner tone="warn" icon="offline">
                <b>{t("confirm.result.offline", { count: waiting.failures })}</b> {t("confirm.result.offlineText")}
              </Banner>
              <div className="card-acts"><Button size="large" onClick={() => void outbox.flush()}>{t("confirm.result.tryNow")}</Button></div>
            </>
          )
      ) : report ? <Report report={report} /> : (
        <div className="card">
          <EmptyState icon="check" title={t("confirm.result.none")} act={<Link to={`/confirm/${orderId}`}>{t("confirm.backToOrder")}</Link>} />
        </div>
      )}
    </>
  );
}

function Report({ report }: { report: ActReport }) {
  const { t } = useTranslation("orders");
  const navigate = useNavigate();
  const next = useNextOrder(report.orderId);
  const outcome = outcomeOf(report.results);
  return (
    <>
      <div className="confirm-list">
        {report.failures > 0 && (
          <Banner tone="warn" icon="offline">
            <b>{t("confirm.result.resent", { count: report.failures })}</b> {t("confirm.result.received", { at: hourOf(new Date(report.receivedAt), true) })}
          </Banner>
        )}
        {report.message && <Banner tone="danger"><b>{t("confirm.result.refusedAll")}</b> {report.message}</Banner>}
        <Group tone="ok" icon="check" name="effective" lines={outcome.effective} />
        <Group tone="nego" icon="arrows" name="waiting" lines={outcome.waiting} />
        <Group tone="warn" icon="clock" name="unpromised" lines={outcome.unpromised} />
        <Group tone="neut" icon="cross" name="rejected" lines={outcome.rejected} />
        {outcome.refused.length > 0 && <RefusedGroup orderId={report.orderId} refused={outcome.refused} />}
      </div>
      {report.failures === 0 && !report.message && (
        <p className="f12 t3 c" style={{ margin: "12px 0" }}>{t("confirm.result.at", { at: hourOf(new Date(report.receivedAt), true) })}</p>
      )}
      <div className="act-bar">
        {next
          ? <Button type="primary" size="large" block onClick={() => void navigate(`/confirm/${next.id}`)}>{t("confirm.result.next", { number: next.number })}</Button>
          : <Button type="primary" size="large" block onClick={() => void navigate("/confirm")}>{t("confirm.result.done")}</Button>}
      </div>
    </>
  );
}

type GroupName = "effective" | "waiting" | "unpromised" | "rejected";

function Group({ tone, icon, name, lines }: { tone: Tone; icon: IconName; name: GroupName; lines: ConfirmLineFragment[] }) {
  const { t } = useTranslation("orders");
  const named = useNamed();
  if (lines.length === 0) return null;
  return (
    <section className="card">
      <h2 className={`row g8 ${tone}`}><Icon name={icon} size="l" />{t(`confirm.result.${name}`, { count: lines.length })}</h2>
      {lines.map((line) => (
        <div key={line.id} className="card-line">
          <div className="row g8 between top">
            <span>{line.label} {named(line.itemName, line.itemNameEn)}</span>
            <b className="nw">{formatQuantity(shownQuantity(line, name))} {line.unitName}</b>
          </div>
          <div className="f12 t3"><LineOutcome line={line} name={name} /> <TakeBack line={line} /></div>
        </div>
      ))}
    </section>
  );
}

function shownQuantity(line: ConfirmLineFragment, name: GroupName): string {
  if (name === "unpromised") return line.backorderedQuantity;
  if (name === "waiting") return line.openProposal?.newQuantity ?? line.orderedQuantity;
  return name === "effective" ? line.confirmedQuantity : line.orderedQuantity;
}

function LineOutcome({ line, name }: { line: ConfirmLineFragment; name: GroupName }) {
  const { t } = useTranslation("orders");
  const proposal = line.openProposal;
  if (name === "waiting" && proposal) {
    return (
      <>
        {t("confirm.result.proposed")} <DateText value={proposal.newDate} />
        {proposal.dateShiftDays !== 0 && <> ({t("confirm.shift", { days: formatDifference(proposal.dateShiftDays) })})</>}
        {" · "}{t("confirm.result.decideBy")} <InstantText value={proposal.decideBy} /> · {t(`confirm.default.${proposal.defaultOutcome}`)}
      </>
    );
  }
  if (name === "unpromised") return <>{t("confirm.result.noDay")}</>;
  if (name === "rejected") return <>{t("ui:state.line.REJECTED")}{line.reasonCode && <> · {t(`ui:reason.${line.reasonCode}`)}</>}</>;
  return <><DateText value={line.promisedDate ?? line.requestedDate} weekday /> {t("confirm.result.arrives")} · {t(`ui:state.line.${line.status}`)}</>;
}

function RefusedGroup({ orderId, refused }: { orderId: string; refused: Refused[] }) {
  const { t } = useTranslation("orders");
  const named = useNamed();
  const { order } = useAnswerOrder(orderId);
  const lines = order ? linesOf(order) : [];
  return (
    <section className="card">
      <h2 className="row g8 danger"><Icon name="alert" size="l" />{t("confirm.result.refused", { count: refused.length })}</h2>
      {refused.map((one) => {
        const line = lines.find((candidate) => candidate.id === one.scheduleLineId);
        return (
          <div key={one.scheduleLineId} className="card-line">
            {line && (
              <div className="row g8 between top">
                <span>{line.label} {named(line.itemName, line.itemNameEn)}</span>
                <b className="nw">{formatQuantity(line.orderedQuantity)} {line.unitName}</b>
              </div>
            )}
            {one.errors.map((error) => <p key={error.code + error.message} className="f13">{error.message}</p>)}
            <Link to={`/confirm/${orderId}`} className="ant-btn ant-btn-default ant-btn-lg" style={{ marginTop: 8, width: "100%", display: "grid", placeItems: "center" }}>
              {t(isStale(one) ? "confirm.result.seeNew" : "confirm.result.again")}
            </Link>
          </div>
        );
      })}
    </section>
  );
}
