import { Button, Input, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { LoanMoveDocument, LoansDocument, type LoanAct, type LoanRowFragment } from "@/graphql/market/graphql";
import { usePages } from "@/live/usePages";
import { useCan } from "@/session/SessionProvider";
import { useAct, whyNot } from "@/session/useAct";
import { Chip } from "@/ui/chips";
import { useNamed } from "@/ui/clock";
import { Field } from "@/ui/Field";
import { formatQuantity } from "@/ui/format";
import { Banner } from "@/ui/layout";
import { EmptyState, ErrorState, Skeleton } from "@/ui/page-states";
import { useToast } from "@/ui/toast";
import { DateText, InstantText, MoneyText } from "@/ui/values";
import { LOAN_LOOKS, parseWhole } from "./looks";
import { useMarketLive } from "./useMarketLive";

/** What we have lent and borrowed, and what can be done about it now. */
export function Loans() {
  const { t } = useTranslation("market");
  const pages = usePages(LoansDocument, { first: 30 }, (data) => data.loans);
  const [moving, setMoving] = useState<{ loan: LoanRowFragment; act: LoanAct } | null>(null);
  useMarketLive(pages.reload);
  return (
    <>
      {pages.loading && <Skeleton rows={4} height={120} what={t("tab.loans")} />}
      {pages.failure && <ErrorState what={t("tab.loans")} failure={pages.failure} onRetry={pages.reload} />}
      {pages.head && pages.rows.length === 0 && <EmptyState icon="box" title={t("loan.empty")}>{t("loan.emptyText")}</EmptyState>}
      <div className="market-cards">
        {pages.rows.map((row) => <LoanCard key={row.id} loan={row} onAct={(act) => setMoving({ loan: row, act })} />)}
      </div>
      {pages.hasMore && <div className="market-more"><Button block onClick={pages.more}>{t("more")}</Button></div>}
      {moving && <MoveDialog {...moving} onClose={() => setMoving(null)} onDone={() => { setMoving(null); pages.reload(); }} />}
    </>
  );
}

function LoanCard({ loan, onAct }: { loan: LoanRowFragment; onAct: (act: LoanAct) => void }) {
  const { t } = useTranslation("market");
  const named = useNamed();
  const mayWrite = useCan("MARKET_WRITE");
  const mayMove = useCan("INVENTORY_WRITE") && mayWrite;
  const look = LOAN_LOOKS[loan.status];
  const other = loan.mySide === "OFFER" ? loan.borrower : loan.lender;
  const open = loan.quantity - loan.returned;
  return (
    <article className="market-card" aria-label={loan.subjectName}>
      <header className="row g8 wrap">
        <Chip tone={look.tone} icon={look.icon}>{t(`loan.status.${loan.status}`)}</Chip>
        {loan.isOverdue && <Chip tone="danger" icon="alert">{t("loan.overdue")}</Chip>}
        <b>{loan.subjectName}{loan.grade && ` · ${loan.grade}`}</b>
        <span className="grow" />
        <span className="f12 t3"><InstantText value={loan.changedAt} /></span>
      </header>
      <p className="f13">{t(`loan.side.${loan.mySide}`, { name: named(other.shortName, other.shortNameEn) })}</p>
      <dl className="market-terms">
        <div><dt>{t("proposal.quantity")}</dt><dd className="b">{formatQuantity(String(loan.quantity))} {loan.unitName}</dd></div>
        <div><dt>{t("loan.returned")}</dt><dd>{formatQuantity(String(loan.returned))}{loan.sentBack > loan.returned && <span className="f12 t3"> {t("loan.onTheWay", { count: loan.sentBack - loan.returned })}</span>}</dd></div>
        <div><dt>{t("loan.open")}</dt><dd>{formatQuantity(String(open))}</dd></div>
        <div><dt>{t("proposal.price.RESERVE")}</dt><dd><MoneyText value={loan.price} currency="CNY" /></dd></div>
        <div><dt>{t("loan.handOverBy")}</dt><dd><DateText value={loan.handOverBy} /></dd></div>
        <div><dt>{t("loan.dueBack")}</dt><dd className={loan.isOverdue ? "danger b" : ""}><DateText value={loan.dueBack} /></dd></div>
      </dl>
      {mayMove && loan.allowedActs.length > 0 && (
        <footer className="row g8 wrap">
          {loan.allowedActs.map((act) => <Button key={act} type="primary" onClick={() => onAct(act)}>{t(`loan.act.${act}`)}</Button>)}
        </footer>
      )}
      {loan.allowedActs.length === 0 && loan.status !== "RETURNED" && <footer className="f12 t2">{t(`loan.wait.${loan.mySide}`)}</footer>}
    </article>
  );
}

type MoveProps = { loan: LoanRowFragment; act: LoanAct; onClose: () => void; onDone: () => void };

/** One act with its stock movement; a return may be a part. */
function MoveDialog({ loan, act, onClose, onDone }: MoveProps) {
  const { t } = useTranslation("market");
  const toast = useToast();
  const left = loan.quantity - loan.sentBack;
  const [typed, setTyped] = useState(String(left));
  const [lotNumber, setLot] = useState("");
  const [refused, setRefused] = useState<{ text: string; field: string } | null>(null);
  const [move, moving] = useAct(LoanMoveDocument, (data) => data.loanMove);
  const isReturn = act === "RETURN";
  const quantity = parseWhole(typed);
  const submit = async () => {
    const done = await move({ loanId: loan.id, version: loan.version, act, quantity: isReturn ? quantity : null, lotNumber });
    if (done.ok) {
      toast.success(t("loan.done", { act: t(`loan.act.${act}`) }));
      onDone();
    } else setRefused({ text: whyNot(done), field: done.refused[0]?.field ?? "" });
  };
  const why = (field: string) => (refused?.field === field ? refused.text : undefined);
  return (
    <Modal open title={t(`loan.act.${act}`)} width={480} onCancel={onClose} okText={t(`loan.act.${act}`)} cancelText={t("cancel")} confirmLoading={moving} okButtonProps={{ disabled: isReturn && quantity === null }} onOk={() => void submit()}>
      <div className="col g12">
        {refused && !["quantity", "lotNumber"].includes(refused.field) && <Banner tone="danger">{refused.text}</Banner>}
        <p className="f13 t2">{t(`loan.means.${act}`)}</p>
        {isReturn && (
          <Field label={t("loan.quantity", { unit: loan.unitName })} hint={t("loan.left", { count: left })} refusal={typed && quantity === null ? t("form.notWhole") : why("quantity")}>
            {({ id, describedBy }) => <Input id={id} aria-describedby={describedBy} inputMode="numeric" value={typed} onChange={(event) => { setTyped(event.target.value); setRefused(null); }} />}
          </Field>
        )}
        <Field label={t("loan.lot")} hint={t("loan.lotHint")} refusal={why("lotNumber")}>
          {({ id, describedBy }) => <Input id={id} aria-describedby={describedBy} maxLength={40} value={lotNumber} onChange={(event) => { setLot(event.target.value); setRefused(null); }} />}
        </Field>
      </div>
    </Modal>
  );
}
