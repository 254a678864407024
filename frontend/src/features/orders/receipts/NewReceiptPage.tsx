import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router";
import { AsnPageDocument, ReceiptPostDocument, type AsnPageQuery } from "@/graphql/orders/graphql";
import { useAct, whyNot } from "@/session/useAct";
import { useRead } from "@/session/useRead";
import { useNamed } from "@/ui/clock";
import { formatQuantity } from "@/ui/format";
import { Icon } from "@/ui/icons";
import { Banner, FactStrip, PageHead, Panel } from "@/ui/layout";
import { ConflictBanner, EmptyState, ErrorState, MissingState, Skeleton } from "@/ui/page-states";
import { InstantText } from "@/ui/values";
import { balanceOf, countOf, receiptLines, type Count } from "./counts";
import "../fields.css";
import "../goods.css";

type Asn = NonNullable<AsnPageQuery["advanceShipNotice"]>;

/** Counting what came, lot by lot: accepted, damaged, rejected; what is short or over shows itself. */
export default function NewReceiptPage() {
  const { t } = useTranslation("orders");
  const { asnId = "" } = useParams();
  const { data, loading, failure, reload } = useRead(AsnPageDocument, { id: asnId });
  const asn = data?.advanceShipNotice;
  if (loading) return <Panel bare><Skeleton rows={5} height={88} what={t("asn.loading")} /></Panel>;
  if (failure) return <Panel><ErrorState what={t("asn.one")} failure={failure} onRetry={reload} /></Panel>;
  if (!asn) return <Panel><MissingState act={<Link to="/asns">{t("asn.toList")}</Link>} /></Panel>;
  const named = { number: asn.number };
  return (
    <div className="goods">
      <PageHead
        crumb={<><Link to="/asns">{t("asn.title")}</Link><Icon name="right" size="xs" /><Link to={`/asns/${asn.id}`}>{asn.number}</Link><Icon name="right" size="xs" />{t("receipt.new")}</>}
        title={t("receipt.newTitle", named)}
      />
      {asn.allowedActs.includes("RECEIVE")
        ? <ReceiptForm key={asn.id} asn={asn} onStale={reload} />
        : (
          <Panel>
            <EmptyState
              icon="box" title={t(asn.receipt ? "receipt.alreadyDone" : "receipt.notNow")}
              act={asn.receipt ? <Link to={`/receipts/${asn.receipt.id}`}>{asn.receipt.number}</Link> : <Link to={`/asns/${asn.id}`}>{asn.number}</Link>}
            >
              {t("receipt.notNowText")}
            </EmptyState>
          </Panel>
        )}
    </div>
  );
}

function ReceiptForm({ asn, onStale }: { asn: Asn; onStale: () => void }) {
  const { t } = useTranslation("orders");
  const named = useNamed();
  const navigate = useNavigate();
  const [post, busy] = useAct(ReceiptPostDocument, (data) => data.goodsReceiptPost);
  const [counts, setCounts] = useState<Count[]>(() => asn.lines.map((line) => countOf(line.id, line.quantity)));
  const [refusal, setRefusal] = useState<{ text: string; stale: boolean } | null>(null);
  const balances = counts.map((count, index) => balanceOf(asn.lines[index]?.quantity ?? "0", count));
  const wrong = balances.some((balance) => balance.isWrong);
  const different = balances.filter((balance) => balance.hasDifference).length;

  const submit = async () => {
    const answer = await post({ asnId: asn.id, version: asn.version, lines: receiptLines(counts) });
    const receipt = answer.payload?.receipt;
    if (answer.ok && receipt) void navigate(`/receipts/${receipt.id}`, { replace: true });
    else setRefusal({ text: whyNot(answer), stale: answer.refused[0]?.code === "CONFLICT" });
  };

  return (
    <>
      <FactStrip
        facts={[
          { label: t("asn.from"), value: named(asn.supplier.shortName, asn.supplier.shortNameEn) },
          { label: t("asn.shipTo"), value: named(asn.shipTo.name, asn.shipTo.nameEn) },
          { label: t("asn.plate"), value: <span className="mono">{asn.vehiclePlate || "—"}</span> },
          { label: t("asn.step.arrived"), value: <InstantText value={asn.arrivedAt ?? asn.estimatedArrivalAt} /> },
          { label: t("asn.packageTotal"), value: asn.packageCount },
        ]}
      />
      <div className="col g16">
        {refusal?.stale && <ConflictBanner message={refusal.text} onShow={onStale} />}
        {refusal && !refusal.stale && <Banner tone="danger"><b>{t("receipt.notPosted")}</b> {refusal.text}</Banner>}
        <Panel bare title={t("receipt.count")} hint={t("receipt.countHint")}>
          {asn.lines.map((line, index) => (
            <LotCount
              key={line.id} line={line} count={counts[index] ?? countOf(line.id, line.quantity)}
              onChange={(count) => setCounts(counts.map((one, at) => (at === index ? count : one)))}
            />
          ))}
        </Panel>
        <div className="row g12 end wrap goods-page-acts">
          {wrong && <span className="f13 warn">{t("receipt.wrong")}</span>}
          <Button onClick={() => void navigate(`/asns/${asn.id}`)}>{t("receipt.later")}</Button>
          <Button type="primary" loading={busy} disabled={wrong} onClick={() => void submit()}>
            {different > 0 ? t("receipt.postDifferent", { count: asn.lines.length, different }) : t("receipt.post", { count: asn.lines.length })}
          </Button>
        </div>
      </div>
    </>
  );
}

type LotCountProps = { line: Asn["lines"][number]; count: Count; onChange: (count: Count) => void };

const FIELDS = ["accepted", "damaged", "rejected"] as const;

function LotCount({ line, count, onChange }: LotCountProps) {
  const { t } = useTranslation("orders");
  const named = useNamed();
  const balance = balanceOf(line.quantity, count);
  return (
    <section className="asn-line" aria-label={`${line.itemName} ${line.lotNumber}`}>
      <div className="row g8 between top wrap">
        <div>
          <b>{named(line.itemName, line.itemNameEn)}</b> <span className="mono t3 f12">{line.itemNumber}</span>
          <div className="f12 t3">{line.orderNumber} / {line.scheduleLineLabel} · {t("asn.lot")} <span className="mono">{line.lotNumber || "—"}</span> · {t("receipt.packages", { count: line.packageCount })}</div>
        </div>
        <span className="nw">{t("receipt.shipped")} <b className="f16">{formatQuantity(line.quantity)}</b> <span className="f12 t3">{line.unitName}</span></span>
      </div>
      <div className="count-grid">
        {FIELDS.map((field) => (
          <label key={field} className="field"><span className="field-label">{t(`receipt.${field}`)}</span>
            <Input inputMode="decimal" placeholder="0" value={count[field]} onChange={(event) => onChange({ ...count, [field]: event.target.value })} />
          </label>
        ))}
        <label className="field text"><span className="field-label">{t("receipt.note")}</span>
          <Input maxLength={200} value={count.note} onChange={(event) => onChange({ ...count, note: event.target.value })} />
        </label>
      </div>
      <BalanceLine line={line} count={count} balance={balance} />
    </section>
  );
}

/** The sum written out, so that a miscount is seen before it is posted. */
function BalanceLine({ line, balance }: { line: LotCountProps["line"]; count: Count; balance: ReturnType<typeof balanceOf> }) {
  const { t } = useTranslation("orders");
  if (balance.isWrong) return <p className="f12 danger" role="alert" style={{ marginTop: 6 }}>{t("receipt.wrongHere")}</p>;
  const values = { shipped: formatQuantity(line.quantity), unit: line.unitName };
  return (
    <p className={`f12 row g6 ${balance.hasDifference ? "warn" : "ok"}`} aria-live="polite" style={{ marginTop: 6 }}>
      <Icon name={balance.hasDifference ? "alert" : "check"} size="xs" />
      {balance.short !== "0" ? t("receipt.isShort", { ...values, short: formatQuantity(balance.short) })
        : balance.over !== "0" ? t("receipt.isOver", { ...values, over: formatQuantity(balance.over) })
        : t(balance.hasDifference ? "receipt.addsUpFaulty" : "receipt.addsUp", values)}
    </p>
  );
}
