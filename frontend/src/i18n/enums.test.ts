import { readFileSync } from "node:fs";
import { buildSchema, isEnumType } from "graphql";
import { describe, expect, it } from "vitest";
import en from "./catalogue.en";
import zh from "./catalogue.zh";

const schema = buildSchema(readFileSync("../schema.graphql", "utf8"));

function valuesOf(name: string): string[] {
  const type = schema.getType(name);
  if (!isEnumType(type)) throw new Error(`no enum ${name} in the schema`);
  return type.getValues().map((value) => value.name);
}

/** Words that are looked up by a value of the API: enum, namespace, key in front of the value. */
const SPOKEN: [string, string, string][] = [
  ["ScheduleLineStatus", "ui", "state.line."],
  ["AsnStatus", "ui", "state.asn."],
  ["PartnershipStatus", "ui", "state.partnership."],
  ["ProposalStatus", "ui", "state.proposal."],
  ["ImportState", "ui", "state.import."],
  ["ReasonCode", "ui", "reason."],
  ["Cause", "ui", "cause."],
  ["Role", "ui", "role."],
  ["ChainRole", "ui", "chainRole."],
  ["LedgerKind", "orders", "ledger.kind."],
  ["LedgerKind", "orders", "act."],
  ["PartySide", "orders", "side."],
  ["OrderBookTab", "orders", "book.tab."],
  ["WorklistTab", "orders", "worklist.tab."],
  ["WorklistGroup", "orders", "worklist.group."],
  ["WorklistKind", "orders", "worklist.act."],
  ["DefaultOutcome", "orders", "decide.outcome."],
  ["SharedField", "sharing", "field."],
  ["Grain", "sharing", "grain."],
  ["ChainNodeKind", "chain", "kind."],
  ["SharingSubject", "sharing", "subject."],
  ["Light", "sharing", "light."],
  ["MovementKind", "sharing", "movement."],
  ["StockStatus", "sharing", "status."],
  ["BandState", "replenishment", "state."],
  ["BandKind", "replenishment", "kind."],
  ["DemandSource", "replenishment", "demand."],
  ["MovementKind", "replenishment", "movement."],
  ["ProductionState", "sharing", "production.state."],
  ["ReadingVia", "sharing", "via."],
  ["DataLevel", "sharing", "level."],
  ["PlanStatus", "planning", "status."],
  ["DemandClass", "planning", "class."],
  ["PegKind", "planning", "peg.kind."],
  ["DemandClass", "planning", "class.means."],
  ["OverrideReason", "planning", "reason."],
  ["DemandForecastStatus", "planning", "forecast.status."],
  ["ListingStatus", "market", "listing.status."],
  ["MarketProposalStatus", "market", "proposal.status."],
  ["MarketSubject", "market", "subject."],
  ["Certificate", "market", "certificate."],
  ["LoanStatus", "market", "loan.status."],
  ["LoanAct", "market", "loan.act."],
  ["LoanAct", "market", "loan.means."],
  ["QuestionStatus", "questions", "status."],
  ["Verdict", "questions", "verdict."],
  ["Tombstones", "questions", "result.tombstones."],
];

const languages: [string, Record<string, Record<string, string>>][] = [["zh", zh.messages], ["en", en.messages]];

describe.each(languages)("words for values of the API, %s", (_language, messages) => {
  it.each(SPOKEN)("%s has a word for each value (%s:%s…)", (name, space, prefix) => {
    const known = new Set(Object.keys(messages[space] ?? {}).map((key) => key.replace(/_(one|other)$/, "")));
    expect(valuesOf(name).filter((value) => !known.has(prefix + value))).toEqual([]);
  });

  it("says what and why for every kind of worklist item", () => {
    const known = new Set(Object.keys(messages.orders ?? {}).map((key) => key.replace(/_(one|other)$/, "")));
    const kinds = valuesOf("WorklistKind").flatMap((kind) => (kind === "DECIDE_PROPOSAL" ? ["later", "earlier", "other"].map((way) => `${kind}.${way}`) : [kind]));
    expect(kinds.flatMap((kind) => [`worklist.what.${kind}`, `worklist.why.${kind}`]).filter((key) => !known.has(key))).toEqual([]);
  });
});
