import type { GraphNodeFragment } from "@/graphql/chain/graphql";
import { Marks } from "./NodeTable";
import { NodeSource } from "./NodeSource";
import { useNodeWords } from "./words";

/** On a phone: tier by tier, a card for each node. */
export function TierList({ nodes, onOpen }: { nodes: readonly GraphNodeFragment[]; onOpen: (id: string) => void }) {
  const words = useNodeWords();
  const tiers = [...new Set(nodes.map((node) => node.tier))].sort((a, b) => a - b);
  return (
    <div>
      {tiers.map((tier) => {
        const own = nodes.filter((node) => node.tier === tier);
        return (
          <section key={tier}>
            <h2 className="tier-head">{words.tier(tier)} <span className="t3">{own.reduce((sum, node) => sum + node.count, 0)}</span></h2>
            {own.map((node) => (
              <button key={node.id} type="button" className={`tier-card ${node.kind}`} onClick={() => onOpen(node.id)}>
                <span className="row g8 between"><b className="ell">{words.title(node)}</b><Marks node={node} /></span>
                <span className="f12 t3">{words.second(node)}</span>
                <NodeSource node={node} />
              </button>
            ))}
          </section>
        );
      })}
    </div>
  );
}
