import { join } from "node:path";
import { defineConfig } from "@playwright/test";

const results = join(import.meta.dirname, "results");

/** Where the browser that was let in keeps its cookie, written by `setup.ts`. */
export const STATE = join(results, "state.json");

/**
 * The specs walk the real server: the one whose address FRESNEL_URL holds, as Fresnel printed it, or `./fresnel demo`,
 * started for them. Chromium is the system's, as CHROMIUM says.
 */
export default defineConfig({
  testDir: import.meta.dirname,
  testMatch: "*.spec.ts",
  outputDir: join(results, "runs"),
  globalSetup: join(import.meta.dirname, "setup.ts"),
  workers: 1,
  retries: 1, // what passes only then is listed as flaky at the end of ./test, and is a defect
  timeout: 30_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: {
    storageState: STATE,
    trace: "retain-on-first-failure",
    viewport: { width: 1280, height: 720 },
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        // Terminals are then drawn as text that can be read here.
        "--disable-3d-apis",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
