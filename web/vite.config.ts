import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

/** Where `npm run dev` finds a Fresnel server, for its API; the pages themselves come from Vite. */
const server = process.env.FRESNEL_URL ?? "http://127.0.0.1:7654";

export default defineConfig({
  // Relative, so that the server may serve the files below any base URL: <base> in index.html names it.
  base: "./",
  plugins: [react()],
  build: {
    outDir: "dist",
    target: "es2022",
    // Nothing as data: URLs, which the server's content security policy does not allow.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    proxy: { "/api": { target: server, ws: true, changeOrigin: true } },
  },
  test: {
    include: ["test/**/*.test.ts"],
    environment: "node",
  },
});
