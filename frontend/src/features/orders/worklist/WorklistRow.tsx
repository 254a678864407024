import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Keycap } from "@/ui/chips";
import { useLanguage, useNamed, useNow } from "@/ui/clock";
import { Icon } from "@/ui/icons";
import { LinkButton } from "@/ui/LinkButton";
import { DateText, Deadline, MoneyText, Nothing } from "@/ui/values";
import { GROUPS, linkOf, objectOf, REMINDED, sentenceOf, type Item } from "./wording";

export type RowProps = { item: Item; current: boolean; first: boolean; busy: boolean; onPoint: () => void; onAct: () => void };

/** Everything a row shows, whatever its form. */
export function useRow(item: Item) {
  const { t } = useTranslation("orders");
  const language = useLanguage();
  const now = useNow();
  const named = useNamed();
  const group = GROUPS.find((one) => one.key === item.group) ?? GROUPS[2];
  return {
    t,
    group,
    object: objectOf(item),
    partner: [named(item.partner.shortName, item.partner.shortNameEn), item.partner.region].filter(Boolean).join(" · "),
    ...sentenceOf(item, { t, language, now, named }),
  };
}

/** The next act: done where the row stands, or the page where it is done. */
export function NextAct({ item, filled, busy, onAct }: { item: Item; filled: boolean; busy: boolean; onAct: () => void }) {
  const { t } = useTranslation("orders");
  const label = <>{t(`worklist.act.${item.kind}`, { count: item.cellCount || item.scheduleLineCount })}{filled && <> <Keycap>↵</Keycap></>}</>;
  const type = filled ? "primary" : "default";
  if (REMINDED.has(item.kind)) return <Button size="small" type={type} loading={busy} onClick={onAct}>{label}</Button>;
  return <LinkButton size="small" type={type} to={linkOf(item)}>{label}</LinkButton>;
}

/** One thing that waits: what and why, the object, the money, the hour, the deadline, the next act. */
export function WorklistRow({ item, current, first, busy, onPoint, onAct }: RowProps) {
  const { group, object, partner, what, why } = useRow(item);
  return (
    <tr className={current ? "selected current" : ""} aria-selected={current} onMouseDown={onPoint}>
      <td>
        <div className="row g12 worklist-what">
          <span className={group?.tone}><Icon name={group?.icon ?? "paper"} /></span>
          <div className="grow"><div className="b ell" title={what}>{what}</div><div className="second ell" title={why}>{why}</div></div>
        </div>
      </td>
      <td><Link to={object.to}>{object.text}</Link><div className="second">{partner}</div></td>
      <td className={item.group === "PAPERS" ? "r" : "r b"}>{item.amount ? <MoneyText value={item.amount.amount} currency={item.amount.currency} whole /> : <Nothing why="unshared" />}</td>
      <td className="r"><span className={item.group === "NOW" ? "danger b" : ""}><DateText value={item.harmDate} /></span></td>
      <td><Deadline value={item.dueAt} /></td>
      <td className="r"><NextAct item={item} filled={current || first} busy={busy} onAct={onAct} /></td>
    </tr>
  );
}

/** The same on a phone. */
export function WorklistCard({ item, busy, onAct }: Pick<RowProps, "item" | "busy" | "onAct">) {
  const { group, object, partner, what, why } = useRow(item);
  return (
    <div className="worklist-card">
      <div className="row g8 top">
        <span className={group?.tone} style={{ paddingTop: 2 }}><Icon name={group?.icon ?? "paper"} /></span>
        <div className="grow"><div className="b">{what}</div><div className="f12 t3">{why}</div></div>
        {item.dueAt && <Deadline value={item.dueAt} chip />}
      </div>
      <div className="row g8 f13 between wrap">
        <span><Link to={object.to}>{object.text}</Link> <span className="t3">{partner}</span></span>
        <span className="row g8">{item.amount && <b><MoneyText value={item.amount.amount} currency={item.amount.currency} whole /></b>}<DateText value={item.harmDate} /></span>
      </div>
      <div className="worklist-card-act"><NextAct item={item} filled={false} busy={busy} onAct={onAct} /></div>
    </div>
  );
}
