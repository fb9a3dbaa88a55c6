import { expect, test } from "./fresnel";

test("home, rows, filter, details, owner, YAML and back, without a mouse", async ({ fresnel }) => {
  const { page } = fresnel;
  await fresnel.open();
  await expect(page.locator(".clusters").getByRole("link").first()).toBeVisible();
  await fresnel.press("Enter");
  await expect(fresnel.rows.first()).toBeVisible();
  const list = page.url();

  await fresnel.press("/");
  await page.keyboard.type("-status:Completed restarts>=0");
  await fresnel.press("Escape", "Escape", "j");
  await expect(page).toHaveURL(/q=.*restarts/);
  await expect(fresnel.activeRow).toHaveCount(1);
  await fresnel.press("Enter");
  await expect(fresnel.details.getByRole("heading", { level: 2 })).toBeVisible();
  const first = await fresnel.details.getByRole("heading", { level: 2 }).textContent();

  await fresnel.press("ArrowDown");
  await expect(fresnel.details.getByRole("heading", { level: 2 })).not.toHaveText(first ?? "");
  await fresnel.press("y");
  await expect(fresnel.details.getByText("apiVersion").first()).toBeVisible();

  await fresnel.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByText("apiVersion").first()).toBeVisible();
  await fresnel.press("d");
  await expect(page).not.toHaveURL(/tab=/);
  const object = page.url();
  // The first link of the page's body that leads to another object.
  const link = page.locator(".tabpanel .l[href]").first();
  await link.focus();
  await fresnel.press("Enter");
  await expect(page).not.toHaveURL(object);
  await fresnel.press("[");
  await expect(page).toHaveURL(object);
  await fresnel.press("Escape");
  await expect(fresnel.rows.first()).toBeVisible();
  await fresnel.press("g", "h");
  await expect(page.getByRole("heading", { name: "Clusters" })).toBeVisible();
  await fresnel.press("[");
  expect(page.url().startsWith(list.split("?")[0] ?? "")).toBe(true);
});

test("the palette reaches a kind by its short name, and settings by their names", async ({ fresnel }) => {
  const { page } = fresnel;
  await fresnel.openFirstCluster();
  await fresnel.press("Control+k");
  await page.keyboard.type("no");
  await expect(page.getByRole("option", { name: /^Nodes/ }).first()).toBeVisible();
  await fresnel.press("Enter");
  await expect(page).toHaveURL(/\/nodes/);
  await fresnel.press("Control+k");
  await page.keyboard.type("theme dark");
  await fresnel.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});

test("question mark shows all keys, and Escape puts them away", async ({ fresnel }) => {
  await fresnel.openFirstCluster();
  await fresnel.press("?");
  await expect(fresnel.page.getByRole("dialog", { name: "Keys" })).toBeVisible();
  await fresnel.press("Escape");
  await expect(fresnel.page.getByRole("dialog", { name: "Keys" })).toBeHidden();
});
