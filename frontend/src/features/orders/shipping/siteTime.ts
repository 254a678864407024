import dayjs, { type Dayjs } from "dayjs";
import { dayOf, hourOf } from "@/ui/format";

// The chain's plants are in one zone without summer time; what is picked is meant in that zone.
const OFFSET = "+08:00";

/** The picked wall-clock time at the plant as an instant for the server. */
export function siteInstant(picked: Dayjs | null): string | null {
  return picked ? `${picked.format("YYYY-MM-DDTHH:mm")}:00${OFFSET}` : null;
}

/** An instant as the wall-clock time of the plant, for the picker. */
export function sitePicked(instant: string | null): Dayjs | null {
  if (!instant) return null;
  const at = new Date(instant);
  return dayjs(`${dayOf(at)}T${hourOf(at)}`);
}
