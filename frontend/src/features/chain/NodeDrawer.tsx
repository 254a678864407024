import { Button, Drawer } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { ChainNeighboursDocument, type GraphLinkFragment, type GraphNodeFragment } from "@/graphql/chain/graphql";
import { useRead } from "@/session/useRead";
import { Chip } from "@/ui/chips";
import { useNamed } from "@/ui/clock";
import { ErrorState, MissingState, Skeleton } from "@/ui/page-states";
import { usePhone } from "@/ui/phone";
import { NodeSource } from "./NodeSource";
import { useNodeWords } from "./words";

type Props = { id: string | null; group: GraphNodeFragment | null; onClose: () => void; onOpen: (id: string) => void; onCategory: (category: string) => void };

/** One node: what it supplies to whom, from whom it buys, and who shows it. Opening it is a reading. */
export function NodeDrawer({ id, group, onClose, onOpen, onCategory }: Props) {
  const { t } = useTranslation("chain");
  const phone = usePhone();
  const words = useNodeWords();
  const { data, failure, loading, reload } = useRead(ChainNeighboursDocument, { id: id ?? "" }, { pause: id === null || group !== null });
  const graph = group ? null : data?.chainNode;
  const node = group ?? graph?.nodes.find((one) => one.id === id);
  return (
    <Drawer open={id !== null} onClose={onClose} mask={phone} size={phone ? "100%" : 420} title={node ? words.title(node) : t("title")}>
      {!group && loading && <Skeleton />}
      {!group && failure && <ErrorState what={t("title")} failure={failure} onRetry={reload} />}
      {!group && data && !data.chainNode && <MissingState />}
      {node && (
        <div className="col g16 chain">
          <Facts node={node} />
          {group && <Button onClick={() => onCategory(group.category)}>{t("group.open")}</Button>}
          {graph && <Goods title={t("drawer.supplies")} links={graph.links.filter((link) => link.supplierId === id)} end="buyerId" nodes={graph.nodes} onOpen={onOpen} />}
          {graph && <Goods title={t("drawer.buys")} links={graph.links.filter((link) => link.buyerId === id)} end="supplierId" nodes={graph.nodes} onOpen={onOpen} />}
          {node.partnershipId && <Link to={`/directory/${node.partnershipId}`}>{t("drawer.partnership")}</Link>}
        </div>
      )}
    </Drawer>
  );
}

function Facts({ node }: { node: GraphNodeFragment }) {
  const { t } = useTranslation("chain");
  const words = useNodeWords();
  return (
    <div className="col g8">
      <div className="row g8 wrap">
        <Chip tone="neut">{words.tier(node.tier)}</Chip>
        <Chip tone={node.kind === "ANONYMOUS" ? "neut" : "info"} icon={node.kind === "ANONYMOUS" ? "lock" : "eye"}>{t(`kind.${node.kind}`)}</Chip>
        {node.isSingleSource && <Chip tone="warn" icon="alert">{t("sole")}</Chip>}
        {node.loop != null && <Chip tone="nego" icon="arrows">{t("loop", { number: node.loop + 1 })}</Chip>}
      </div>
      <dl className="chain-facts">
        <dt>{t("column.category")}</dt><dd>{node.category || t("category.none")}</dd>
        <dt>{t("column.place")}</dt><dd>{words.place(node)}</dd>
        <dt>{t("column.source")}</dt><dd><NodeSource node={node} /></dd>
      </dl>
      {node.kind === "ANONYMOUS" && <p className="f12 t3">{t("anonymous.means")}</p>}
    </div>
  );
}

type GoodsProps = { title: string; links: GraphLinkFragment[]; end: "buyerId" | "supplierId"; nodes: readonly GraphNodeFragment[]; onOpen: (id: string) => void };

function Goods({ title, links, end, nodes, onOpen }: GoodsProps) {
  const { t } = useTranslation("chain");
  const named = useNamed();
  const words = useNodeWords();
  if (links.length === 0) return null;
  return (
    <section className="col g8">
      <h3 className="f14">{title}</h3>
      {links.map((link) => {
        const other = nodes.find((one) => one.id === link[end]);
        return (
          <div key={link[end]} className="chain-goods">
            {other && <button type="button" className="plain b" onClick={() => onOpen(other.id)}>{words.title(other)}</button>}
            <ul>
              {link.goods.map((one) => (
                <li key={`${one.reference}/${one.category}`} className="row g8 wrap f13">
                  {one.reference ? <><span className="mono">{one.reference}</span><span>{named(one.name, one.nameEn)}</span></> : <span>{one.category || t("category.none")}</span>}
                  {one.isSingleSource && <Chip tone="warn" icon="alert">{t("sole")}</Chip>}
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </section>
  );
}
