import type { Page } from "@playwright/test";
import { expect, type Fresnel, test } from "./fresnel";

const WITH_SHELL = "storefront status:Running";

function parts(page: Page) {
  const dock = page.getByRole("region", { name: "Dock" });
  return {
    dock,
    closes: dock.getByRole("button", { name: /^Close / }),
    screen: dock.locator(".xterm-rows"),
    keys: dock.getByRole("textbox", { name: /^Terminal in / }),
  };
}

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

test("a shell is opened, typed into, found again after a reload and closed, by keyboard", async ({
  fresnel,
}) => {
  const { page } = fresnel;
  const { closes, screen, keys } = parts(page);
  await fresnel.openFirstCluster(WITH_SHELL);
  await fresnel.press("j", "s");
  await expect(keys).toBeFocused();
  await expect(screen).toContainText("$", { timeout: 60_000 });
  // What it would do to the title and ask of the terminal does not happen: nothing is typed by itself.
  await page.keyboard.type("printf '\\033]0;evil\\007\\033[6n%s-%s\\n' one two; echo $((6*7))\n");
  await expect(screen).toContainText("one-two");
  await expect(screen).toContainText("42");
  await expect(screen).not.toContainText("[1;1R");
  expect(await page.title()).not.toContain("evil");
  expect(await faultsInThemes(fresnel)).toEqual([]);

  await fresnel.press("F6");
  await expect(fresnel.table).toBeFocused();
  await page.reload();
  await expect(screen).toContainText("one-two", { timeout: 60_000 });

  await closes.first().press("Enter");
  await expect(screen).toBeHidden();
  await page.reload();
  await expect(fresnel.rows.first()).toBeVisible();
  await expect(closes).toHaveCount(0);
});

test("a container without a shell says so", async ({ fresnel }) => {
  const { dock, closes } = parts(fresnel.page);
  await fresnel.openFirstCluster("search-api status:Running");
  await fresnel.press("j", "s");
  await expect(dock.getByText("The container has no shell")).toBeVisible({ timeout: 60_000 });
  await closes.first().press("Enter");
  await expect(closes).toHaveCount(0);
});

test("a port is forwarded, fetched, stopped and forgotten, by keyboard", async ({ fresnel }) => {
  const { page } = fresnel;
  const { dock, closes } = parts(page);
  await fresnel.openFirstCluster(WITH_SHELL);
  await fresnel.press("j", "f");
  const dialog = page.getByRole("dialog", { name: "Forward a port" });
  await expect(dialog.locator(".forwardports button").first()).toBeVisible({ timeout: 60_000 });
  expect(await fresnel.faults()).toEqual([]);
  await fresnel.press("Enter");
  const address = dock.getByRole("link", { name: /^127\.0\.0\.1:\d+$/ });
  await expect(address).toBeVisible();
  const answer = await page.request.get((await address.getAttribute("href")) ?? "", { timeout: 60_000 });
  expect(await answer.text()).toContain("storefront");
  expect(await faultsInThemes(fresnel)).toEqual([]);

  await dock.getByRole("button", { name: "Stop", exact: true }).press("Enter");
  await expect(dock.getByText("stopped")).toBeVisible();
  await dock.getByRole("button", { name: /^Stop and forget/ }).press("Enter");
  await expect(dock.getByText("No port is forwarded")).toBeVisible();
  await closes.first().press("Enter");
  await expect(closes).toHaveCount(0);
});
