import { expect, test } from "./fresnel";

test("rows follow each change, and the count is that of the server", async ({ fresnel }) => {
  await fresnel.openFirstCluster();
  await expect(fresnel.page.getByText("Live", { exact: true })).toBeVisible();
  const count = Number(await fresnel.table.getAttribute("aria-rowcount"));
  expect(count).toBeGreaterThan(0);
});

test("a query is in the address, narrows the rows, and can be taken apart again", async ({ fresnel }) => {
  const { page } = fresnel;
  await fresnel.openFirstCluster("");
  const all = Number(await fresnel.table.getAttribute("aria-rowcount"));
  const name = (await page.locator(".row .rowname .mid").first().getAttribute("title")) ?? "";
  await fresnel.press("/");
  await page.keyboard.type(name);
  await expect(page).toHaveURL(new RegExp(`q=${name}`));
  await expect(page.getByRole("button", { name: `Remove ${name}` })).toBeVisible();
  await expect.poll(async () => Number(await fresnel.table.getAttribute("aria-rowcount"))).toBeLessThan(all);
  await page.reload();
  await expect(page.getByRole("combobox", { name: /^Filter/ })).toHaveValue(name);
  await page.getByRole("button", { name: `Remove ${name}` }).click();
  await expect(page).not.toHaveURL(/q=/);
});

test("what is wrong with a cluster leads from home to the worst of it", async ({ fresnel }) => {
  const { page } = fresnel;
  await fresnel.open();
  await page
    .getByRole("link", { name: /^\d+ problems? of / })
    .first()
    .click();
  await expect(page).toHaveURL(/\/c\/[^/]+\/[a-z.]+\?q=is:(failed|warning)$/);
  await expect(fresnel.rows.first()).toBeVisible();
});

test("filtered to nothing says so, and one key widens the query", async ({ fresnel }) => {
  await fresnel.openFirstCluster("");
  await fresnel.press("/");
  await fresnel.page.keyboard.type("nothing-is-called-like-this");
  await expect(fresnel.page.getByRole("heading", { name: /^None of/ })).toBeVisible();
  await fresnel.press("Escape", "Escape", "Backspace");
  await expect(fresnel.rows.first()).toBeVisible();
});

test("columns sort by a click, figures from the largest", async ({ fresnel }) => {
  const { page } = fresnel;
  await fresnel.openFirstCluster();
  await page.getByRole("button", { name: "Restarts" }).click();
  await expect(page).toHaveURL(/sort=-restarts/);
  await expect(page.locator("[aria-sort=descending]")).toContainText("Restarts");
  await page.getByRole("button", { name: "Restarts" }).click();
  await expect(page.locator("[aria-sort=ascending]")).toContainText("Restarts");
});

test("rows are chosen by keys and their names copied", async ({ fresnel, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const { page } = fresnel;
  await fresnel.openFirstCluster();
  await fresnel.press("j", "x", "Shift+ArrowDown");
  await expect(page.getByText("2 selected")).toBeVisible();
  await expect(page).toHaveURL(/sel=/);
  await page.getByRole("button", { name: "Copy names" }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.split("\n")).toHaveLength(2);
  await fresnel.press("Escape");
  await expect(page.getByText("2 selected")).toBeHidden();
});

test("all rows that match are chosen at once, and what can be done to them is offered", async ({
  fresnel,
}) => {
  const { page } = fresnel;
  await fresnel.openFirstCluster();
  await page.goto(page.url().replace(/\/pods.*/, "/deployments.apps?q=a"));
  await expect(fresnel.rows.first()).toBeVisible();
  const matching = await fresnel.table.getAttribute("aria-rowcount");
  await fresnel.press("j", "x");
  const all = page.getByRole("button", { name: `Select all ${matching} that match` });
  await all.press("Enter");
  await expect(page.getByText(`${matching} selected`)).toBeVisible();
  await expect(all).toBeHidden();
  await fresnel.choose("Restart");
  const dialog = page.getByRole("dialog", { name: "Restart" });
  await expect(dialog.getByText(`${matching} objects will change`)).toBeVisible({ timeout: 30_000 });
  await page.keyboard.press("Escape");
});

test("any place of a long table is reached, and a reload goes back to it", async ({ fresnel }) => {
  await fresnel.openFirstCluster();
  const count = Number(await fresnel.table.getAttribute("aria-rowcount"));
  test.skip(count < 60, "the table is too short to scroll");
  await fresnel.press("End");
  await expect(fresnel.activeRow).toHaveAttribute("aria-rowindex", String(count));
  await expect
    .poll(() => fresnel.page.evaluate(() => (history.state as { row?: number })?.row ?? 0))
    .toBeGreaterThan(20);
  const top = await fresnel.table.evaluate((grid) => grid.scrollTop);
  await fresnel.page.reload();
  await expect(fresnel.rows.first()).toBeVisible();
  const again = await fresnel.table.evaluate((grid) => grid.scrollTop);
  expect(Math.abs(again - top)).toBeLessThan(60);
});

test("rows that no longer match stay where they are until they are dropped", async ({ fresnel }) => {
  const { page } = fresnel;
  // The demo makes a pod each minute, and that is older soon.
  test.setTimeout(180_000);
  await fresnel.openFirstCluster();
  await fresnel.narrow("age<30s");
  await expect(fresnel.rows.first()).toBeVisible({ timeout: 90_000 });
  const drop = page.getByRole("button", { name: "Drop them now" });
  await expect(drop).toBeVisible({ timeout: 60_000 });
  await expect(page.locator(".row.gone").first()).toBeVisible();
  await drop.click();
  await expect(page.locator(".row.gone")).toHaveCount(0);
});

test("two clusters in one table, each row with its cluster", async ({ fresnel }) => {
  const { page } = fresnel;
  await fresnel.open();
  const names = await page.locator(".clusters .med").getByRole("link").allTextContents();
  test.skip(names.length < 2, "there is one cluster only");
  await fresnel.open(`c/${names.slice(0, 2).join("+")}/nodes`);
  await expect(page.getByRole("columnheader", { name: "Cluster" })).toBeVisible();
  for (const name of names.slice(0, 2)) {
    await expect(fresnel.rows.filter({ has: page.getByText(name, { exact: true }) }).first()).toBeVisible();
  }
});

test("events open with the warnings, the newest of them first", async ({ fresnel }) => {
  const { page } = fresnel;
  await fresnel.openFirstCluster();
  await page.goto(page.url().replace(/\/pods.*/, "/events"));
  await expect(page.locator("[aria-sort]:not([aria-sort=none])")).toContainText("Type");
  await expect(fresnel.rows.first()).toContainText("Warning");
});

test("events lead with what happened, not with their made-up names", async ({ fresnel }) => {
  const { page } = fresnel;
  await fresnel.openFirstCluster();
  await page.goto(page.url().replace(/\/pods.*/, "/events?q=reason:BackOff"));
  await expect(fresnel.rows.first().locator(".rowname")).toHaveText("BackOff");
  const heads = await page.getByRole("columnheader").allTextContents();
  expect(heads.filter(Boolean).slice(0, 3)).toEqual(["Type", "Reason", "Message"]);
});

test("the counts by state narrow to those", async ({ fresnel }) => {
  const { page } = fresnel;
  await fresnel.openFirstCluster("");
  await page.getByRole("button", { name: /^Failed only: / }).click();
  await expect(page).toHaveURL(/q=is%3Afailed|q=is:failed/);
  await expect(page.getByRole("button", { name: "Remove Is failed" })).toBeVisible();
});

test("amounts are written as people read them, with the exact one on hover", async ({ fresnel }) => {
  const { page } = fresnel;
  await fresnel.openFirstCluster();
  await page.goto(page.url().replace(/\/pods.*/, "/nodes"));
  const memory = fresnel.rows.first().locator("[title$=Ki]");
  await expect(memory).toHaveText(/^[\d.]+ GiB$/);
});

test("a node that is ready and warns says why", async ({ fresnel }) => {
  const { page } = fresnel;
  await fresnel.openFirstCluster();
  await page.goto(page.url().replace(/\/pods.*/, "/nodes?q=is:warning"));
  await expect(fresnel.rows.first()).toContainText(/Ready(?:,SchedulingDisabled| · disk pressure)/);
});

test("metrics have figures", async ({ fresnel }) => {
  const { page } = fresnel;
  await fresnel.openFirstCluster();
  await page.goto(page.url().replace(/\/pods.*/, "/pods.metrics.k8s.io?sort=-memory"));
  await expect(fresnel.rows.first()).toContainText(/\d+ m/);
  await expect(fresnel.rows.first()).toContainText(/[\d.]+ [MG]iB/);
});
