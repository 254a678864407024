import { useCallback, useEffect, useState } from "react";
import { useClient } from "urql";
import { ShippingLineDocument, ShippingLinesDocument, type ShippingLineQuery } from "@/graphql/orders/graphql";
import { failureOf, type ReadFailure } from "@/live/failure";

export type ShippingLine = NonNullable<ShippingLineQuery["scheduleLine"]>;

/** What is to be shipped: named schedule lines, or whatever can leave of one order. */
export type Wish = { ids: readonly string[]; orderId: string | null };

/** The wanted schedule lines as they stand on the server now; those that are gone are left out. */
export function useShippingLines({ ids, orderId }: Wish) {
  const client = useClient();
  const [lines, setLines] = useState<ShippingLine[] | null>(null);
  const [failure, setFailure] = useState<ReadFailure | null>(null);
  const wanted = ids.join(",");
  const load = useCallback(async () => {
    setFailure(null);
    if (orderId) {
      const filter = { side: "SUPPLIER" as const, shippable: true, orderId };
      const answer = await client.query(ShippingLinesDocument, { filter, first: 100 }, { requestPolicy: "network-only" }).toPromise();
      setFailure(failureOf(answer.error));
      if (answer.data) setLines(answer.data.scheduleLines.edges.map((edge) => edge.node));
      return;
    }
    const answers = await Promise.all(wanted.split(",").filter(Boolean).map((id) =>
      client.query(ShippingLineDocument, { id }, { requestPolicy: "network-only" }).toPromise()));
    const failed = answers.map((answer) => failureOf(answer.error)).find((one) => one !== null);
    if (failed) setFailure(failed);
    else setLines(answers.flatMap((answer) => (answer.data?.scheduleLine ? [answer.data.scheduleLine] : [])));
  }, [client, wanted, orderId]);
  useEffect(() => {
    // eslint-disable-next-line react-hooks/set-state-in-effect -- the answer of the server is the state
    void load();
  }, [load]);
  return { lines, failure, reload: () => void load() };
}
