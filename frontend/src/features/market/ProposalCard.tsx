import { Button, Popconfirm } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { MarketProposalAnswerDocument, MarketProposalOrderDocument, type ProposalRowFragment } from "@/graphql/market/graphql";
import { useCan } from "@/session/SessionProvider";
import { useAct, whyNot } from "@/session/useAct";
import { Chip } from "@/ui/chips";
import { useNamed } from "@/ui/clock";
import { formatQuantity } from "@/ui/format";
import { Icon } from "@/ui/icons";
import { useToast } from "@/ui/toast";
import { DateText, Deadline, InstantText, MoneyText } from "@/ui/values";
import { PROPOSAL_LOOKS } from "./looks";

type Props = { proposal: ProposalRowFragment; onChanged: () => void };

/** One match: the terms, what each side knows of the other, and the answer. */
export function ProposalCard({ proposal, onChanged }: Props) {
  const { t } = useTranslation("market");
  const named = useNamed();
  const look = PROPOSAL_LOOKS[proposal.status];
  const perUnit = <span className="f12 t3"> / {proposal.unitName}</span>;
  return (
    <article className="market-card" aria-label={`${t(`kind.${proposal.kind}`)} ${proposal.subjectName}`}>
      <header className="row g8 wrap">
        <Chip tone={look.tone} icon={look.icon}>{t(`proposal.status.${proposal.status}`)}</Chip>
        <b>{proposal.subjectName}{proposal.grade && ` · ${proposal.grade}`}</b>
        <span className="f12 t3">{t(`kind.${proposal.kind}`)} · {t(`mine.${proposal.side}`)}</span>
        <span className="grow" />
        {proposal.status === "OPEN" || proposal.status === "ACCEPTED" ? <Deadline value={proposal.decideBy} chip /> : <span className="f12 t3"><InstantText value={proposal.createdAt} /></span>}
      </header>
      <dl className="market-terms">
        <div><dt>{t("proposal.quantity")}</dt><dd className="b">{formatQuantity(String(proposal.quantity))} {proposal.unitName}</dd></div>
        <div><dt>{t(`proposal.price.${proposal.kind}`)}</dt><dd><MoneyText value={proposal.price} currency="CNY" />{perUnit}</dd></div>
        {proposal.transport != null && <div><dt>{t("proposal.transport")}</dt><dd><MoneyText value={proposal.transport} currency="CNY" />{perUnit}</dd></div>}
        <div><dt>{t("proposal.saving")}</dt><dd className="ok"><MoneyText value={proposal.saving} currency="CNY" /></dd></div>
        <div><dt>{t(`proposal.time.${proposal.kind}`)}</dt><dd className="nw"><DateText value={proposal.firstWeek} /> – <DateText value={proposal.lastWeek} /></dd></div>
      </dl>
      {proposal.kind === "CAPACITY" && proposal.weeks.length > 1 && (
        <p className="f12 t2 market-weeks">{proposal.weeks.map((one) => <span key={one.week} className="nw"><DateText value={one.week} /> {formatQuantity(String(one.quantity))}</span>)}</p>
      )}
      {proposal.partner
        ? <p className="f13 row g8 wrap"><Icon name="people" /> <b>{named(proposal.partner.name, proposal.partner.nameEn)}</b> <span className="t3">{proposal.partner.region}</span></p>
        : <Known proposal={proposal} />}
      <Acts proposal={proposal} onChanged={onChanged} />
    </article>
  );
}

/** Both halves of what is known, side by side: nothing pretends to be more or less secret than it is. */
function Known({ proposal }: { proposal: ProposalRowFragment }) {
  const { t } = useTranslation("market");
  return (
    <div className="market-known f12">
      <div>
        <b>{t("known.we")}</b>
        <span>{t("known.range", { low: formatQuantity(String(proposal.otherLow)), high: formatQuantity(String(proposal.otherHigh)), unit: proposal.unitName })}</span>
        <span>{t("known.distance", { km: proposal.distance })}{proposal.place && ` · ${proposal.place}`}</span>
      </div>
      <div>
        <b>{t("known.they")}</b>
        <span>{t("known.same")}</span>
        <span className="t3">{t("known.never")}</span>
      </div>
    </div>
  );
}

function Acts({ proposal, onChanged }: Props) {
  const { t } = useTranslation("market");
  const toast = useToast();
  const navigate = useNavigate();
  const mayDecide = useCan("MARKET_DECIDE");
  const mayOrder = useCan("ORDER_WRITE");
  const [answer, answering] = useAct(MarketProposalAnswerDocument, (data) => data.marketProposalAnswer);
  const [order, ordering] = useAct(MarketProposalOrderDocument, (data) => data.marketProposalOrder);
  const decide = async (accepts: boolean) => {
    const done = await answer({ proposalId: proposal.id, version: proposal.version, accepts });
    if (done.ok) toast.success(t(accepts ? "proposal.accepted" : "proposal.declined"));
    else toast.error(whyNot(done));
    onChanged();
  };
  const make = async () => {
    const done = await order({ proposalId: proposal.id, version: proposal.version });
    if (done.ok && done.payload?.proposal?.orderId) void navigate(`/orders/${done.payload.proposal.orderId}`);
    else toast.error(whyNot(done));
    onChanged();
  };
  if (proposal.status === "OPEN" && mayDecide) {
    return (
      <footer className="row g8 wrap">
        <Popconfirm title={t("proposal.acceptSure")} description={t("proposal.acceptMeans")} okText={t("proposal.accept")} cancelText={t("cancel")} onConfirm={() => void decide(true)}>
          <Button type="primary" loading={answering}>{t("proposal.accept")}</Button>
        </Popconfirm>
        <Button disabled={answering} onClick={() => void decide(false)}>{t("proposal.decline")}</Button>
        <span className="f12 t3">{t("proposal.blind")}</span>
      </footer>
    );
  }
  if (proposal.status === "ACCEPTED") return <footer className="f12 t2">{t("proposal.waiting", { name: proposal.decidedByName })}</footer>;
  if (proposal.status === "NOT_AGREED") return <footer className="f12 t2">{t("proposal.notAgreed")}</footer>;
  if (proposal.orderId) return <footer className="f13">{t("proposal.order")} <Link to={`/orders/${proposal.orderId}`} className="mono">{proposal.orderNumber}</Link></footer>;
  if (proposal.loanId) return <footer className="f13"><Link to="/market?tab=loans">{t("proposal.loan")}</Link></footer>;
  if (proposal.status === "AGREED" && proposal.side === "NEED" && mayOrder) {
    return <footer><Button loading={ordering} onClick={() => void make()}>{t("proposal.makeOrder")}</Button></footer>;
  }
  if (proposal.status === "AGREED") return <footer className="f12 t2">{t("proposal.orderComes")}</footer>;
  return null;
}
