import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expect, type Fresnel, test } from "./fresnel";

const WORDY = "search-api status:Running";

/** The log that the dock shows. */
function parts(page: Page) {
  const dock = page.getByRole("region", { name: "Dock" });
  return {
    dock,
    closes: dock.getByRole("button", { name: /^Close / }),
    log: dock.getByRole("log"),
    lines: dock.locator(".log:has(.lx)"),
    held: dock.getByRole("button", { name: /new lines?$/ }),
    find: dock.getByLabel("Find", { exact: true }),
  };
}

/** What axe finds in each theme; colours of lines are their own in each. */
async function faultsInThemes(fresnel: Fresnel): Promise<string[]> {
  const faults: string[] = [];
  for (const theme of ["light", "dark", "contrast"]) {
    await fresnel.page.evaluate((name) => {
      document.documentElement.dataset.theme = name;
    }, theme);
    faults.push(...(await fresnel.faults()).map((fault) => `${theme}: ${fault}`));
  }
  return faults;
}

test.beforeEach(() => test.slow());

test("a pod's log is opened, read, searched and closed by keyboard", async ({ fresnel }) => {
  const { page } = fresnel;
  const { dock, closes, log, lines, held, find } = parts(page);
  await fresnel.openFirstCluster(WORDY);
  await fresnel.press("j", "l");
  await expect(log).toBeFocused();
  await expect(lines.first()).toBeVisible();

  // The word is sought at once, however soon one goes on.
  await fresnel.press("/");
  await expect(find).toBeFocused();
  await page.keyboard.type("msg=|served");
  await fresnel.press("Enter");
  await expect(dock.getByText(/^1 of [\d,]+$/)).toBeVisible();
  await expect(dock.locator(".log.on mark").first()).toBeVisible();
  await fresnel.press("Escape", "n");
  await expect(log).toBeFocused();
  await expect(dock.getByText(/^2 of [\d,]+$/)).toBeVisible();
  await fresnel.press("Shift+N");
  await expect(dock.getByText(/^1 of [\d,]+$/)).toBeVisible();
  await expect(dock.locator(".log.on mark").first()).toBeInViewport();

  // While one reads nothing moves: lines that come wait.
  const follow = dock.getByRole("button", { name: "Follow" }).first();
  await expect(follow).toHaveAttribute("aria-pressed", "false");
  await expect(held).toBeVisible({ timeout: 60_000 });
  const read = await log.getAttribute("aria-label");
  const seen = await lines.first().textContent();
  await fresnel.press("f");
  await expect(follow).toHaveAttribute("aria-pressed", "true");
  await expect(held).toBeHidden();
  await expect(log).not.toHaveAttribute("aria-label", read ?? "");
  await expect(lines.first()).not.toHaveText(seen ?? "");
  await fresnel.press("f");
  await expect(held).toBeVisible({ timeout: 60_000 });

  const wrap = dock.getByRole("button", { name: "Wrap long lines" });
  await expect(wrap).toHaveAttribute("aria-pressed", "false");
  await fresnel.press("w");
  await expect(wrap).toHaveAttribute("aria-pressed", "true");
  expect(await log.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBeLessThanOrEqual(
    0,
  );
  await fresnel.press("w");
  await expect(dock.locator(".lt").first()).toBeVisible();
  await fresnel.press("t");
  await expect(dock.locator(".lt")).toHaveCount(0);
  await fresnel.press("t");
  await expect(dock.locator(".lt").first()).toBeVisible();
  expect(await faultsInThemes(fresnel)).toEqual([]);

  await fresnel.press("Escape");
  await expect(fresnel.table).toBeFocused();
  await closes.press("Enter");
  await expect(log).toBeHidden();
  await fresnel.press("j", "l");
  await expect(log).toBeFocused();
});

test("a deployment's log has the lines of all its pods, and is still there after a reload", async ({
  fresnel,
}) => {
  const { page } = fresnel;
  const { dock, closes, log, lines } = parts(page);
  await fresnel.openFirstCluster(WORDY);
  await fresnel.press("j", "l");
  await expect(lines.first()).toBeVisible();
  await page.goto(page.url().replace(/\/pods.*/, "/deployments.apps?q=search-api"));
  await expect(fresnel.rows.first()).toBeVisible();
  await fresnel.press("j", "l");
  await expect(closes).toHaveCount(2);
  await expect(log).toBeFocused();
  const pods = async () => new Set(await dock.locator(".src").allTextContents()).size;
  await expect.poll(pods, { timeout: 60_000 }).toBeGreaterThan(1);
  await expect(dock.getByText(/^following \d+ containers$/)).toBeVisible();
  expect(await faultsInThemes(fresnel)).toEqual([]);

  const saving = page.waitForEvent("download");
  await dock.getByRole("link", { name: "Save all lines as text" }).press("Enter");
  const download = await saving;
  expect(download.suggestedFilename()).toBe("search-api.log");
  const saved = readFileSync(await download.path(), "utf8")
    .trimEnd()
    .split("\n");
  expect(saved.length).toBeGreaterThan(10);
  const moments = saved.map((line) => Date.parse(line.split(" ", 1)[0] ?? ""));
  expect(moments).toEqual(moments.toSorted((a, b) => a - b));
  expect(new Set(saved.map((line) => line.split(" ")[1])).size).toBeGreaterThan(1);
  await fresnel.press("Escape");
  await dock.getByRole("log").focus();

  // What one looks for is part of what one looks at.
  await fresnel.press("/");
  await page.keyboard.type("served");
  await fresnel.press("Escape");
  await expect(dock.locator("mark").first()).toBeVisible();
  const chosen = await dock.locator(".dtab.on").textContent();
  await page.reload();
  await expect(closes).toHaveCount(2);
  await expect(dock.locator(".dtab.on")).toHaveText(chosen ?? "");
  await expect(dock.locator("mark").first()).toBeVisible();
  await expect.poll(pods, { timeout: 60_000 }).toBeGreaterThan(1);

  for (let left = 2; left > 0; left--) {
    await closes.first().press("Enter");
    await expect(closes).toHaveCount(left - 1);
  }
  await page.reload();
  await expect(fresnel.rows.first()).toBeVisible();
  await expect(log).toBeHidden();
});
