import { Drawer } from "antd";
import { useTranslation } from "react-i18next";
import { PlanReasonsDocument, type PlanReasonFilter } from "@/graphql/planning/graphql";
import { usePages } from "@/live/usePages";
import { usePhone } from "@/ui/phone";
import { useNamed } from "@/ui/clock";
import { EmptyState, ErrorState, Skeleton } from "@/ui/page-states";
import { MoneyText, Quantity } from "@/ui/values";
import type { Run } from "./looks";
import { type Explanation, useWhy, weekName } from "./why";

/** What is asked of a run: each part is one reading of its explanations. */
export type WhyQuestion = { title: string; parts: { heading: string; none: string; filter: PlanReasonFilter }[] };

/** Why a plan is as it is, and what would flip it, in sentences. */
export function WhyDrawer({ run, question, onClose }: { run: Run; question: WhyQuestion; onClose: () => void }) {
  const isPhone = usePhone();
  return (
    <Drawer open title={question.title} size={isPhone ? "100%" : 460} onClose={onClose}>
      <div className="planning">{question.parts.map((part) => <Part key={part.heading} run={run} {...part} />)}</div>
    </Drawer>
  );
}

function Part({ run, heading, none, filter }: { run: Run } & WhyQuestion["parts"][number]) {
  const pages = usePages(PlanReasonsDocument, { runId: run.id, filter, first: 50 }, (data) => data.planReasons);
  return (
    <section className="why">
      <h3>{heading}</h3>
      {pages.loading && <Skeleton rows={3} height={28} what={heading} />}
      {pages.failure && <ErrorState what={heading} failure={pages.failure} onRetry={pages.reload} />}
      {pages.head && pages.rows.length === 0 && <EmptyState icon="check" title={none} />}
      {pages.rows.map((row) => <Why key={row.id} run={run} row={row} />)}
    </section>
  );
}

/** One explanation: what it is about, its reasons, what would flip it. */
export function Why({ run, row }: { run: Run; row: Explanation }) {
  const { t } = useTranslation("planning");
  const named = useNamed();
  const why = useWhy(run);
  const partner = row.partnership ? named(row.partnership.partner.shortName, row.partnership.partner.shortNameEn) : "";
  return (
    <article className="why-one">
      <p className="why-head">
        {row.week && <b>{weekName(row.week)}</b>} <b>{row.subject === "DEMAND" ? named(row.item.name, row.item.nameEn) : partner}</b>
        {row.subject === "DEMAND" && <span className="danger"> {t("why.late")} <Quantity value={row.quantity} unit={row.item.unitName} /> · <MoneyText value={row.harm} currency="CNY" whole /></span>}
      </p>
      <ul>{row.reasons.map((one, at) => <li key={`${one.kind}${at}`}>{why.reason(row.subject, one)}</li>)}</ul>
      {row.flips.length > 0 && <ul className="why-flips" aria-label={t("why.flips")}>{row.flips.map((one, at) => <li key={at}>{why.flip(row.subject, one)}</li>)}</ul>}
    </article>
  );
}
