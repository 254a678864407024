import { readdirSync } from "node:fs";
import js from "@eslint/js";
import a11y from "eslint-plugin-jsx-a11y";
import hooks from "eslint-plugin-react-hooks";
import globals from "globals";
import ts from "typescript-eslint";

const features = readdirSync(new URL("src/features", import.meta.url));

/** A feature is closed to every other feature; what two of them need belongs in ui/, live/ or session/. */
const closedFeatures = features.map((feature) => ({
  files: [`src/features/${feature}/**/*.{ts,tsx}`],
  rules: {
    "no-restricted-imports": ["error", {
      patterns: [
        ...features.filter((other) => other !== feature).map((other) => ({
          group: [`@/features/${other}`, `@/features/${other}/*`, `**/../${other}/*`, `@/graphql/${other}/*`],
          message: "Features never import each other.",
        })),
        { group: ["@/app/*"], message: "The application shell knows the features, not the other way round." },
      ],
    }],
  },
}));

export default ts.config(
  { ignores: ["dist", "src/graphql", "node_modules"] },
  js.configs.recommended,
  ...ts.configs.recommended,
  hooks.configs.flat.recommended,
  a11y.flatConfigs.recommended,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      "max-lines": ["error", { max: 400 }],
      "max-lines-per-function": ["error", { max: 120, skipBlankLines: true, skipComments: true }],
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "no-console": "error",
      // The kit's inputs may take the focus where a dialog or page opens for typing.
      "jsx-a11y/label-has-associated-control": ["error", {
        depth: 5, controlComponents: ["Input", "InputNumber", "Select", "DatePicker", "RangePicker", "Switch", "Checkbox"],
      }],
      "jsx-a11y/no-autofocus": ["error", { ignoreNonDOM: true }],
    },
  },
  {
    files: ["src/{ui,live,session,lists,i18n}/**/*.{ts,tsx}", "src/access.ts"],
    rules: {
      "no-restricted-imports": ["error", {
        patterns: [{ group: ["@/features/*", "@/app/*"], message: "Shared rooms know neither features nor the shell." }],
      }],
    },
  },
  ...closedFeatures,
  { files: ["scripts/**", "src/**/*.test.{ts,tsx}"], rules: { "no-console": "off", "max-lines-per-function": "off" } },
);
