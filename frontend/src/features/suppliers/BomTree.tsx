import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { ItemComponentsDocument, type ItemPageQuery } from "@/graphql/suppliers/graphql";
import { useRead } from "@/session/useRead";
import { useNamed } from "@/ui/clock";
import { formatQuantity, groupDigits } from "@/ui/format";
import { Icon } from "@/ui/icons";
import { Panel } from "@/ui/layout";
import { EmptyState, ErrorState } from "@/ui/page-states";

type Item = NonNullable<ItemPageQuery["item"]>;
type Component = Item["components"][number];

/** What the item is made of, level by level; a level is fetched when it is opened. */
export function BomTree({ item }: { item: Item }) {
  const { t } = useTranslation("suppliers");
  if (item.kind === "BUY" && item.components.length === 0) return null;
  return (
    <Panel bare title={t("bom.title")} hint={t("bom.count", { count: item.components.length })}>
      {item.components.length === 0 && <EmptyState icon="grid" title={t("bom.none")} />}
      {item.components.length > 0 && (
        <div style={{ overflowX: "auto" }}>
          <table className="plain" aria-label={t("bom.title")}>
            <thead>
              <tr>
                <th>{t("bom.component")}</th><th>{t("item.name")}</th><th className="r">{t("bom.quantityPer")}</th><th>{t("item.unit")}</th>
                <th className="r">{t("bom.scrap")}</th><th className="r">{t("bom.offset")}</th><th>{t("item.kind")}</th>
              </tr>
            </thead>
            <tbody>{item.components.map((component) => <BomRow key={component.id} line={component} level={1} above={[item.id]} />)}</tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

function BomRow({ line, level, above }: { line: Component; level: number; above: string[] }) {
  const { t } = useTranslation("suppliers");
  const named = useNamed();
  const [open, setOpen] = useState(false);
  const { component } = line;
  // A part that contains itself would open for ever.
  const mayOpen = component.kind === "MAKE" && !above.includes(component.id);
  return (
    <>
      <tr>
        <td>
          <span className="bom-name" style={{ paddingLeft: (level - 1) * 20 }}>
            {mayOpen ? (
              <button type="button" className="icon-button" aria-expanded={open} aria-label={t(open ? "bom.close" : "bom.open", { number: component.number })} onClick={() => setOpen(!open)}>
                <Icon name={open ? "down" : "right"} size="s" />
              </button>
            ) : <span className="bom-pad" />}
            <Link to={`/items/${component.id}`} className="mono">{component.number}</Link>
          </span>
        </td>
        <td>{named(component.name, component.nameEn)}</td>
        <td className="r">{formatQuantity(line.quantityPer)}</td>
        <td>{component.unitName}</td>
        <td className="r">{Number(line.scrapPercent) === 0 ? "—" : `${groupDigits(line.scrapPercent)}%`}</td>
        <td className="r">{line.leadTimeOffsetDays === 0 ? "—" : t("source.days", { count: line.leadTimeOffsetDays })}</td>
        <td>{t(`item.kinds.${component.kind}`)}</td>
      </tr>
      {open && mayOpen && <BomLevel itemId={component.id} level={level + 1} above={[...above, component.id]} />}
    </>
  );
}

function BomLevel({ itemId, level, above }: { itemId: string; level: number; above: string[] }) {
  const { t } = useTranslation("suppliers");
  const { data, loading, failure, reload } = useRead(ItemComponentsDocument, { id: itemId });
  const pad = { paddingLeft: (level - 1) * 20 + 34 };
  if (loading) return <tr><td colSpan={7} className="t3" style={pad}>{t("bom.loading")}</td></tr>;
  if (failure) return <tr><td colSpan={7}><ErrorState what={t("bom.title")} failure={failure} onRetry={reload} /></td></tr>;
  const components = data?.item?.components ?? [];
  if (components.length === 0) return <tr><td colSpan={7} className="t3" style={pad}>{t("bom.none")}</td></tr>;
  return <>{components.map((component) => <BomRow key={component.id} line={component} level={level} above={above} />)}</>;
}
