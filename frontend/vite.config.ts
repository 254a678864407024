import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const backend = process.env.LIANWANG_BACKEND ?? "http://127.0.0.1:8000";
const paths = ["/graphql", "/auth", "/files", "/healthz", "/readyz"];

const proxy = Object.fromEntries(
  paths.map((path) => [path, { target: backend, ws: path === "/graphql", changeOrigin: false }]),
);

// Libraries every route needs are kept in chunks of their own, so that a change of ours
// does not make a browser load them again.
const vendorGroups = [
  { name: "react", test: /node_modules[\\/](react|react-dom|scheduler|react-router)[\\/]/, priority: 3 },
  { name: "graphql", test: /node_modules[\\/](@urql|urql|graphql|graphql-ws|wonka|@0no-co)[\\/]/, priority: 3 },
];

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  server: { proxy },
  preview: { proxy },
  build: {
    outDir: "dist",
    manifest: true,
    chunkSizeWarningLimit: 700,
    rolldownOptions: { output: { codeSplitting: { groups: vendorGroups } } },
  },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["src/test-setup.ts"],
    restoreMocks: true,
  },
});
