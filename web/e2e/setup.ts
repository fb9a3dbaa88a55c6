import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { chromium, type FullConfig } from "@playwright/test";
import { STATE } from "./playwright.config";

const STARTS_WITHIN = 120_000;

/** Starts the demo where no address is given, and lets one browser in, whose cookie all specs share. */
export default async function setup(config: FullConfig): Promise<() => Promise<void>> {
  const started = process.env.FRESNEL_URL ? null : await startDemo();
  const address = started?.address ?? process.env.FRESNEL_URL ?? "";
  process.env.FRESNEL_BASE = new URL("/", address).href;
  mkdirSync(dirname(STATE), { recursive: true });
  const browser = await chromium.launch(config.projects[0]?.use.launchOptions);
  const page = await browser.newPage();
  await page.goto(address);
  await page.waitForURL(process.env.FRESNEL_BASE);
  await page.context().storageState({ path: STATE });
  await browser.close();
  return async () => started?.stop();
}

/** Runs `./fresnel demo`; the address to open is the last line it prints before it serves. */
async function startDemo(): Promise<{ address: string; stop: () => void }> {
  const program = join(import.meta.dirname, "../../fresnel");
  const child = spawn(program, ["demo", "--port", "0", "--no-browser"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const address = await new Promise<string>((found, failed) => {
    const late = setTimeout(
      () => failed(new Error("./fresnel demo printed no address in time")),
      STARTS_WITHIN,
    );
    createInterface(child.stdout).on("line", (line) => {
      const url = /https?:\/\/\S+/.exec(line)?.[0];
      if (url !== undefined) {
        clearTimeout(late);
        found(url);
      }
    });
    child.on("exit", (code) => failed(new Error(`./fresnel demo ended with status ${code}`)));
  });
  return { address, stop: () => child.kill() };
}
