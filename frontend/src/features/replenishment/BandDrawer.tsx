import { Button, Drawer, Popconfirm } from "antd";
import { useTranslation } from "react-i18next";
import { BandDetailDocument, BandEndDocument, type BandDetailQuery } from "@/graphql/replenishment/graphql";
import { useLiveRefresh } from "@/live/LiveProvider";
import { useAct, whyNot } from "@/session/useAct";
import { useCan } from "@/session/SessionProvider";
import { useRead } from "@/session/useRead";
import { useNamed } from "@/ui/clock";
import { formatQuantity } from "@/ui/format";
import { ErrorState, MissingState, Skeleton } from "@/ui/page-states";
import { usePhone } from "@/ui/phone";
import { useToast } from "@/ui/toast";
import { DateText, Difference, InstantText, Quantity } from "@/ui/values";
import { AgeSource, BandChip, DemandFrom, MinMax, StockNow, type Band } from "./parts";
import { WeekBars } from "./WeekBars";

type Props = { id: string | null; onClose: () => void; onBring: (band: Band) => void; onEdit: (band: Band) => void; onEnded: () => void };
type Detail = NonNullable<BandDetailQuery["replenishmentBand"]>;

/** One band beside the list: the weeks as picture and table, what has moved, and what can be done. */
export function BandDrawer({ id, onClose, onBring, onEdit, onEnded }: Props) {
  const { t } = useTranslation("replenishment");
  const named = useNamed();
  const phone = usePhone();
  const { data, failure, loading, reload } = useRead(BandDetailDocument, { id: id ?? "" }, { pause: id === null });
  useLiveRefresh(reload, (change) => change.type.startsWith("orders.") && id !== null);
  const band = data?.replenishmentBand;
  return (
    <Drawer open={id !== null} onClose={onClose} mask={phone} size={phone ? "100%" : 560} title={band ? named(band.itemName, band.itemNameEn) : t("title")}>
      {loading && <Skeleton />}
      {failure && <ErrorState what={t("title")} failure={failure} onRetry={reload} />}
      {data && !band && <MissingState />}
      {band && (
        <div className="col g16 replenishment">
          <Facts band={band} />
          <Acts band={band} onBring={onBring} onEdit={onEdit} onEnded={onEnded} />
          <WeekBars band={band} width={phone ? 340 : 510} height={150} axis />
          <WeekTable band={band} />
          <Movements band={band} />
        </div>
      )}
    </Drawer>
  );
}

function Facts({ band }: { band: Detail }) {
  const { t } = useTranslation("replenishment");
  const named = useNamed();
  const facts = [
    [t("partner"), named(band.partner.shortName, band.partner.shortNameEn)],
    [t("site"), named(band.siteName, band.siteNameEn)],
    [t("kind"), t(`kind.${band.kind}`)],
    [t("stock"), <span key="s" className="row g8 wrap"><StockNow band={band} />{band.stock?.quantity != null && <AgeSource stock={band.stock} />}</span>],
    [t("minMax"), <MinMax key="m" band={band} />],
    [t("demandFrom"), <DemandFrom key="d" band={band} />],
    [t("lot"), t("lotTerms", { moq: formatQuantity(band.minimumOrderQuantity), multiple: formatQuantity(band.orderMultiple), days: band.leadTimeDays })],
    ...(band.note ? [[t("note"), band.note]] : []),
  ] as const;
  return (
    <div className="col g8">
      <div className="row g8 wrap"><span className="mono t2">{band.itemNumber}</span>{band.stock && <BandChip state={band.stock.state} />}</div>
      <dl className="pairs">{facts.map(([label, value]) => [<dt key={`${label}-name`}>{label}</dt>, <dd key={`${label}-value`}>{value}</dd>])}</dl>
    </div>
  );
}

function Acts({ band, onBring, onEdit, onEnded }: Omit<Props, "id" | "onClose"> & { band: Detail }) {
  const { t } = useTranslation("replenishment");
  const toast = useToast();
  const [end, ending] = useAct(BandEndDocument, (answer) => answer.bandEnd);
  const mayBring = useCan("REPLENISHMENT_PROPOSE") && band.mySide === "SUPPLIER" && band.outlook.weeks.length > 0;
  const mayEdit = useCan("REPLENISHMENT_WRITE") && band.mySide === "BUYER";
  if (band.endedAt !== null || !(mayBring || mayEdit)) return null;
  const finish = async () => {
    const answer = await end({ bandId: band.id, version: band.version });
    if (!answer.ok) return toast.error(whyNot(answer));
    toast.success(t("ended"));
    onEnded();
  };
  return (
    <div className="row g8 wrap">
      {mayBring && <Button type="primary" onClick={() => onBring(band)}>{t("bring")}</Button>}
      {mayEdit && <Button onClick={() => onEdit(band)}>{t("edit")}</Button>}
      {mayEdit && <Popconfirm title={t("endSure")} okText={t("end")} cancelText={t("cancel")} onConfirm={() => void finish()}><Button loading={ending}>{t("end")}</Button></Popconfirm>}
    </div>
  );
}

function WeekTable({ band }: { band: Detail }) {
  const { t } = useTranslation("replenishment");
  if (band.outlook.weeks.length === 0) return null;
  return (
    <table className="band-weeks">
      <caption className="f12 t3">{t("formula", { unit: band.unitName })}</caption>
      <thead><tr>{["week", "demand", "inbound", "closing", "stateHead"].map((key) => <th key={key} scope="col">{t(key)}</th>)}</tr></thead>
      <tbody>
        {band.outlook.weeks.map((week) => (
          <tr key={week.week}>
            <th scope="row"><DateText value={week.week} /></th>
            <td><Quantity value={week.demand} zeroAsNone /></td>
            <td><Quantity value={week.inbound} zeroAsNone /></td>
            <td className="b">{formatQuantity(week.stock)}</td>
            <td><BandChip state={week.state} /></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Movements({ band }: { band: Detail }) {
  const { t } = useTranslation("replenishment");
  const rows = band.movements.edges.map((edge) => edge.node);
  if (rows.length === 0) return null;
  return (
    <section>
      <h3 className="f13 b">{t("movements")}</h3>
      {rows.map((row) => (
        <div key={row.id} className="row g8 between f13 band-move">
          <span>{t(`movement.${row.kind}`)} <span className="f12 t3"><InstantText value={row.occurredAt} /></span></span>
          <span className="row g8"><Difference value={row.quantity} bad="less" unit={band.unitName} /><span className="f12 t3">{t("left", { quantity: formatQuantity(row.stockAfter) })}</span></span>
        </div>
      ))}
    </section>
  );
}
