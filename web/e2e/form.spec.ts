import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expect, test } from "./fresnel";

const editor = (page: Page) => page.getByRole("textbox", { name: "YAML" });
const form = (page: Page) => page.locator(".formpane");

test("something new is made by filling in its form, beside the text it writes, by keyboard alone", async ({
  fresnel,
}) => {
  const { page } = fresnel;
  await fresnel.openFirstCluster();
  await page.goto(page.url().replace(/\/pods.*/, "/deployments.apps?ns=platform"));
  await expect(fresnel.rows.first()).toBeVisible();
  await fresnel.press("c");

  await expect(
    form(page).getByRole("group", { name: "Identity" }).getByLabel("Name", { exact: true }),
  ).toBeFocused();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("filled-in");
  await expect(editor(page)).toContainText("name: filled-in");
  await expect(editor(page)).toContainText("app: filled-in");
  await expect(editor(page)).toContainText("namespace: platform");

  const replicas = form(page).getByLabel("Replicas");
  await replicas.focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("1");
  await expect(editor(page)).toContainText("replicas: 1");
  await form(page).getByRole("button", { name: "Add to Environment" }).press("Enter");
  const variable = form(page).getByRole("group", { name: "Environment: NAME" });
  await variable.getByLabel("Value").focus();
  await page.keyboard.type("some value");
  await expect(editor(page)).toContainText("value: some value");
  expect(await fresnel.faults()).toEqual([]);

  // The other way round: what is written is in the form.
  await editor(page).focus();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type("\n  paused: tru");
  await page.keyboard.press("Backspace");
  await page.keyboard.press("ControlOrMeta+Home");
  await page.keyboard.insertText("# by hand\n");
  await expect(editor(page)).toContainText("# by hand");
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.press("Shift+Home");
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Backspace");
  await replicas.focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("2");
  await expect(editor(page)).toContainText("replicas: 2");
  await expect(editor(page)).toContainText("# by hand");

  await page.keyboard.press("ControlOrMeta+Enter");
  const dialog = page.getByRole("dialog", { name: "Apply" });
  await expect(dialog.locator(".dl.a").filter({ hasText: "name: filled-in" }).first()).toBeVisible();
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(dialog).toBeHidden();
  const dock = page.getByRole("region", { name: "Dock" });
  await expect(dock.getByRole("button", { name: "Undo…" })).toBeVisible({ timeout: 60_000 });
  await dock.getByRole("button", { name: "Undo…" }).press("Enter");
  await expect(page.getByRole("dialog", { name: "Undo" }).getByText("will be deleted")).toBeVisible();
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(dock.getByRole("button", { name: /^Dismiss/ })).toHaveCount(2, { timeout: 60_000 });
  await fresnel.dismissAll();
});

test("values of a secret are shown when asked for, changed in place, taken from a file and saved as one", async ({
  fresnel,
}) => {
  const { page } = fresnel;
  await fresnel.openFirstCluster();
  await page.goto(page.url().replace(/\/pods.*/, "/secrets"));
  await expect(fresnel.rows.first()).toBeVisible();
  await fresnel.press("j", "e");
  await expect(form(page)).toBeVisible();
  const show = form(page).getByRole("button", { name: /^Show/ }).first();
  const key = ((await show.getAttribute("aria-label")) ?? "").replace(/^Show /, "");
  await expect(form(page).getByText("Not shown; it stays as it is.").first()).toBeVisible();
  await show.press("Enter");
  const value = form(page).getByLabel(`Value of ${key}`);
  await expect(value).toBeVisible();
  await expect(editor(page)).toContainText("not shown");
  await value.focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("changed");
  await expect(editor(page)).toContainText(btoa("changed"));
  expect(await fresnel.faults()).toEqual([]);

  await form(page)
    .getByLabel(`Take ${key} from a file`)
    .setInputFiles({ name: "k", mimeType: "application/octet-stream", buffer: Buffer.from([0, 255, 7]) });
  await expect(form(page).getByText("3 bytes, not text")).toBeVisible();
  const saved = page.waitForEvent("download");
  await form(page)
    .getByRole("button", { name: `Save ${key} as a file` })
    .press("Enter");
  expect([...readFileSync(await (await saved).path())]).toEqual([0, 255, 7]);

  await page.keyboard.press("ControlOrMeta+Enter");
  const dialog = page.getByRole("dialog", { name: "Apply" });
  await expect(dialog).toBeVisible();
  await expect(dialog).not.toContainText(btoa("\u0000\u00ff\u0007"));
  await page.keyboard.press("Escape");
});
