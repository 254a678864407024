import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useCan } from "@/session/SessionProvider";
import { useNamed } from "@/ui/clock";
import { DateText, Nothing } from "@/ui/values";
import { AgeSource, BandChip, MinMax, StockNow, type Band } from "./parts";
import { WeekBars } from "./WeekBars";

type Props = { bands: readonly Band[]; shown?: string | null; onOpen: (band: Band) => void; onBring: (band: Band) => void };

/** Where goods can be brought now: the supplier's own band with a stock to begin with. */
function useMayBring(): (band: Band) => boolean {
  const may = useCan("REPLENISHMENT_PROPOSE");
  return (band) => may && band.mySide === "SUPPLIER" && band.endedAt === null && band.outlook.weeks.length > 0;
}

/** One band a row: state, stock with age and source, the weeks ahead, and the next act. */
export function BandTable({ bands, shown, onOpen, onBring }: Props) {
  const { t } = useTranslation("replenishment");
  const named = useNamed();
  const mayBring = useMayBring();
  return (
    <div className="band-scroll">
      <table className="band-table">
        <thead>
          <tr>
            <th scope="col">{t("item")}</th>
            <th scope="col">{t("partner")}</th>
            <th scope="col">{t("stateHead")}</th>
            <th scope="col" className="r">{t("stock")}</th>
            <th scope="col" className="r">{t("minMax")}</th>
            <th scope="col">{t("weeks")}</th>
            <th scope="col">{t("firstShort")}</th>
            <th scope="col" className="r">{t("acts")}</th>
          </tr>
        </thead>
        <tbody>
          {bands.map((band) => (
            <tr key={band.id} className={band.id === shown ? "selected" : ""}>
              <td><button type="button" className="plain" onClick={() => onOpen(band)}><b>{named(band.itemName, band.itemNameEn)}</b></button><div className="second"><span className="mono">{band.itemNumber}</span> · {band.kind}</div></td>
              <td>{named(band.partner.shortName, band.partner.shortNameEn)}<div className="second">{named(band.siteName, band.siteNameEn)}</div></td>
              <td>{band.stock ? <BandChip state={band.stock.state} /> : <Nothing />}</td>
              <td className="r"><StockNow band={band} />{band.stock?.quantity != null && <div className="second r"><AgeSource stock={band.stock} /></div>}</td>
              <td className="r"><MinMax band={band} /></td>
              <td><WeekBars band={band} width={208} height={44} /></td>
              <td><DateText value={band.outlook.firstShortWeek} none={t("noShort")} /></td>
              <td className="r">{mayBring(band)
                ? <Button size="small" type={band.outlook.firstShortWeek ? "primary" : "default"} onClick={() => onBring(band)}>{t("bring")}</Button>
                : <Button size="small" onClick={() => onOpen(band)}>{t("look")}</Button>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The same on a phone. */
export function BandCards({ bands, onOpen, onBring }: Props) {
  const { t } = useTranslation("replenishment");
  const named = useNamed();
  const mayBring = useMayBring();
  return (
    <div>
      {bands.map((band) => (
        <article key={band.id} className="band-card">
          <div className="row g8 between"><b className="ell">{named(band.itemName, band.itemNameEn)}</b>{band.stock && <BandChip state={band.stock.state} />}</div>
          <div className="f12 t3 ell"><span className="mono">{band.itemNumber}</span> · {named(band.partner.shortName, band.partner.shortNameEn)} · {named(band.siteName, band.siteNameEn)}</div>
          <div className="row g8 between"><span><StockNow band={band} /> <span className="t3 f12">{t("minMax")} <MinMax band={band} /></span></span>{band.stock?.quantity != null && <AgeSource stock={band.stock} />}</div>
          <WeekBars band={band} width={320} height={56} />
          {band.outlook.firstShortWeek && <div className="f12">{t("firstShort")} <DateText value={band.outlook.firstShortWeek} /></div>}
          <div className="row g8">
            {mayBring(band) && <Button type={band.outlook.firstShortWeek ? "primary" : "default"} onClick={() => onBring(band)}>{t("bring")}</Button>}
            <Button onClick={() => onOpen(band)}>{t("look")}</Button>
          </div>
        </article>
      ))}
    </div>
  );
}
