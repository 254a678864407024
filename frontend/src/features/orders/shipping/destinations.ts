type Named = { id: string };

export interface Shippable<Partner extends Named, Site extends Named> {
  id: string;
  partner: Partner;
  order: { partnership: { id: string }; shipTo: Site };
}

/** Lines that can travel on one ship notice: same partnership, same place. */
export interface Destination<Line extends Shippable<Named, Named>> {
  key: string;
  partnershipId: string;
  partner: Line["partner"];
  shipTo: Line["order"]["shipTo"];
  lines: Line[];
}

export function destinationKey(line: Shippable<Named, Named>): string {
  return `${line.order.partnership.id}:${line.order.shipTo.id}`;
}

/** Groups in the order in which their first line stands: the most urgent place comes first. */
export function groupByDestination<Line extends Shippable<Named, Named>>(lines: readonly Line[]): Destination<Line>[] {
  const groups = new Map<string, Destination<Line>>();
  for (const line of lines) {
    const key = destinationKey(line);
    const known = groups.get(key);
    if (known) known.lines.push(line);
    else groups.set(key, { key, partnershipId: line.order.partnership.id, partner: line.partner, shipTo: line.order.shipTo, lines: [line] });
  }
  return [...groups.values()];
}
