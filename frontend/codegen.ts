import type { CodegenConfig } from "@graphql-codegen/cli";

/** One set of typed documents for every room, so that a route loads only its own. */
const rooms: Record<string, string> = {
  shell: "src/{app,session,live,lists}/**/*.graphql",
  orders: "src/features/orders/**/*.graphql",
  forecast: "src/features/forecast/**/*.graphql",
  suppliers: "src/features/suppliers/**/*.graphql",
  replenishment: "src/features/replenishment/**/*.graphql",
  questions: "src/features/questions/**/*.graphql",
  sharing: "src/features/sharing/**/*.graphql",
  planning: "src/features/planning/**/*.graphql",
  market: "src/features/market/**/*.graphql",
  chain: "src/features/chain/**/*.graphql",
  exchange: "src/features/exchange/**/*.graphql",
  accounts: "src/features/accounts/**/*.graphql",
};

const config: CodegenConfig = {
  schema: "../schema.graphql",
  ignoreNoDocuments: true,
  generates: Object.fromEntries(
    Object.entries(rooms).map(([room, documents]) => [
      `src/graphql/${room}/`,
      {
        documents,
        preset: "client",
        presetConfig: { fragmentMasking: false },
        config: {
          useTypeImports: true,
          enumsAsTypes: true,
          scalars: { Decimal: "string", Date: "string", DateTime: "string", JSON: "unknown" },
        },
      },
    ]),
  ),
};

export default config;
