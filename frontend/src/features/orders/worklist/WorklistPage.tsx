import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { WorklistDocument, WorklistRemindDocument, type WorklistQuery, type WorklistTab } from "@/graphql/orders/graphql";
import { useLiveRefresh } from "@/live/LiveProvider";
import { useAct, whyNot } from "@/session/useAct";
import { useRead } from "@/session/useRead";
import { Keycap, Segments } from "@/ui/chips";
import { formatMoney } from "@/ui/format";
import { Icon } from "@/ui/icons";
import { useShortcuts } from "@/ui/keys";
import { PageHead } from "@/ui/layout";
import { EmptyState, ErrorState, Skeleton } from "@/ui/page-states";
import { usePhone } from "@/ui/phone";
import { DataAge } from "@/ui/values";
import { useToast } from "@/ui/toast";
import { GROUPS, linkOf, objectOf, REMINDED, type Item } from "./wording";
import { WorklistCard, WorklistRow } from "./WorklistRow";
import "./worklist.css";

const STEP = 50;
const TABS: WorklistTab[] = ["ALL", "MINE", "OTHER_OVERDUE", "DIFFERENCES"];
type List = WorklistQuery["worklist"];
type Amounts = { amount: string; currency: string }[];

const written = (amounts: Amounts) => amounts.map(({ amount, currency }) => formatMoney(amount, currency, true)).join(" · ");

function useRemind(reload: () => void) {
  const { t } = useTranslation("orders");
  const message = useToast();
  const [remind] = useAct(WorklistRemindDocument, (data) => data.scheduleLinesRemind);
  const [busy, setBusy] = useState<string | null>(null);
  return {
    busy,
    remind: async (item: Item) => {
      setBusy(item.id);
      const answer = await remind({ ids: item.scheduleLineIds });
      setBusy(null);
      const refused = whyNot(answer) || (answer.payload?.results.every((result) => result.errors.length > 0) ? answer.payload.results[0]?.errors[0]?.message : "");
      if (refused) return message.error(refused);
      message.success(t("bulk.reminded", { count: item.scheduleLineIds.length }));
      reload();
    },
  };
}

function Head({ list, tab, onTab }: { list: List | undefined; tab: WorklistTab; onTab: (tab: WorklistTab) => void }) {
  const { t } = useTranslation("orders");
  const count = (key: WorklistTab) => list?.tabs.find((one) => one.tab === key)?.count;
  return (
    <PageHead
      title={t("worklist.title")}
      hint={list && list.totalCount > 0 && (
        <>{t("worklist.count", { count: list.totalCount })}<b>{t("worklist.rule")}</b>{t("worklist.ruleEnd")}{list.amounts.length > 0 && <> · {t("worklist.atStake")} <b className="danger">{written(list.amounts)}</b></>}</>
      )}
      acts={<span className="scroll-x"><Segments label={t("worklist.title")} value={tab} onChange={onTab} choices={TABS.map((key) => ({ key, label: t(`worklist.tab.${key}`), count: count(key) }))} /></span>}
    />
  );
}

function GroupHead({ list, group }: { list: List; group: (typeof GROUPS)[number] }) {
  const { t } = useTranslation("orders");
  const summary = list.groups.find((one) => one.group === group.key);
  return (
    <span className="row g8">
      <span className={`row g6 b ${group.tone === "t3" ? "t2" : group.tone}`}><Icon name={group.icon} size="s" />{t(`worklist.group.${group.key}`)}</span>
      {summary && <span className="t3">{t("worklist.groupCount", { count: summary.count })}{summary.amounts.length > 0 && ` · ${written(summary.amounts)}`}</span>}
    </span>
  );
}

function Rows({ list, onAct, busy }: { list: List; onAct: (item: Item) => void; busy: string | null }) {
  const { t } = useTranslation("orders");
  const navigate = useNavigate();
  const phone = usePhone();
  const place = useRef<HTMLTableElement>(null);
  const ordered = GROUPS.flatMap((group) => list.items.filter((item) => item.group === group.key));
  const [pointed, setPointed] = useState<string | null>(null);
  const at = Math.max(0, ordered.findIndex((item) => item.id === pointed));
  const current = ordered[at];
  const move = (step: number) => setPointed(ordered[Math.max(0, Math.min(ordered.length - 1, at + step))]?.id ?? null);
  useShortcuts({
    ArrowDown: () => move(1), j: () => move(1), ArrowUp: () => move(-1), k: () => move(-1),
    Enter: () => current && onAct(current),
    " ": () => current && void navigate(objectOf(current).to),
    r: () => current && REMINDED.has(current.kind) && onAct(current),
  }, !phone);
  useEffect(() => {
    if (pointed) place.current?.querySelector("tr.current")?.scrollIntoView({ block: "nearest" });
  }, [pointed]);

  if (phone) {
    return GROUPS.filter((group) => ordered.some((item) => item.group === group.key)).map((group) => (
      <div key={group.key}>
        <div className="worklist-group"><GroupHead list={list} group={group} /></div>
        {ordered.filter((item) => item.group === group.key).map((item) => <WorklistCard key={item.id} item={item} busy={busy === item.id} onAct={() => onAct(item)} />)}
      </div>
    ));
  }
  return (
    <table ref={place} className="plain two-line worklist">
      <colgroup><col /><col style={{ width: 190 }} /><col style={{ width: 120 }} /><col style={{ width: 100 }} /><col style={{ width: 130 }} /><col style={{ width: 190 }} /></colgroup>
      <thead>
        <tr>
          <th style={{ paddingLeft: 38 }}>{t("worklist.column.what")}</th><th>{t("worklist.column.object")}</th><th className="r">{t("worklist.column.amount")}</th>
          <th className="r">{t("worklist.column.harm")}</th><th>{t("worklist.column.due")}</th><th className="r">{t("worklist.column.act")}</th>
        </tr>
      </thead>
      {GROUPS.filter((group) => ordered.some((item) => item.group === group.key)).map((group) => (
        <tbody key={group.key}>
          <tr className="group"><td colSpan={6}><GroupHead list={list} group={group} /></td></tr>
          {ordered.filter((item) => item.group === group.key).map((item) => (
            <WorklistRow key={item.id} item={item} current={item === current} first={item === ordered[0]} busy={busy === item.id} onPoint={() => setPointed(item.id)} onAct={() => onAct(item)} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

/** What waits for me, by when and how much it hurts; the next act is a button. */
export default function WorklistPage() {
  const { t } = useTranslation("orders");
  const navigate = useNavigate();
  const [tab, setTab] = useState<WorklistTab>("ALL");
  const [first, setFirst] = useState(STEP);
  const { data, failure, loading, reload } = useRead(WorklistDocument, { tab, first });
  const { remind, busy } = useRemind(reload);
  useLiveRefresh(reload);
  useEffect(() => {
    document.title = `${t("worklist.title")} · ${t("shell:brand")}`;
  }, [t]);
  const list = data?.worklist;
  const rest = list ? list.totalCount - list.items.length : 0;
  const act = (item: Item) => (REMINDED.has(item.kind) ? void remind(item) : void navigate(linkOf(item)));

  return (
    <>
      <Head list={list} tab={tab} onTab={setTab} />
      <section className="panel">
        {loading && <Skeleton rows={8} height={54} what={t("worklist.title")} />}
        {failure && <ErrorState what={t("worklist.title")} failure={failure} onRetry={reload} />}
        {list && list.items.length === 0 && (
          <EmptyState title={t("worklist.empty")} act={<Link to="/orders">{t("worklist.toBook")}</Link>}>{t("worklist.emptyHint")}</EmptyState>
        )}
        {list && list.items.length > 0 && <Rows list={list} onAct={act} busy={busy} />}
        {list && list.items.length > 0 && (
          <div className="panel-foot">
            {rest > 0 ? <button type="button" className="link-button" onClick={() => setFirst(Math.min(100, first + STEP))}>{t("worklist.more", { count: rest })}</button> : <DataAge at={list.computedAt} />}
            <span className="grow" />
            <span className="wide-only"><Keycap>↑</Keycap> <Keycap>↓</Keycap> {t("worklist.key.move")}</span>
            <span className="wide-only"><Keycap>↵</Keycap> {t("worklist.key.act")}</span>
            <span className="wide-only"><Keycap>{t("worklist.key.space")}</Keycap> {t("worklist.key.open")}</span>
            <span className="wide-only"><Keycap>?</Keycap> {t("worklist.key.all")}</span>
          </div>
        )}
      </section>
    </>
  );
}
