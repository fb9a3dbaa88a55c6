import type { Page } from "@playwright/test";
import { expect, test } from "./fresnel";

const editor = (page: Page) => page.getByRole("textbox", { name: "YAML" });

/** What Ctrl-V does with a text in the clipboard. */
async function paste(page: Page, text: string) {
  await editor(page).evaluate((element, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", pasted);
    element.dispatchEvent(
      new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true, composed: true }),
    );
  }, text);
}

test("something new is written with the server's help, created, and taken back, by keyboard alone", async ({
  fresnel,
}) => {
  const { page } = fresnel;
  await fresnel.openFirstCluster();
  await page.goto(page.url().replace(/\/pods.*/, "/configmaps?ns=platform"));
  await expect(fresnel.table).toBeVisible();
  await page.keyboard.press("ControlOrMeta+k");
  await page.keyboard.type("create");
  await expect(page.getByRole("option", { name: "Create" })).toBeVisible();
  await page.keyboard.press("Enter");

  // The form has the focus first; the text is one key away.
  await expect(
    page.getByRole("group", { name: "Identity" }).getByLabel("Name", { exact: true }),
  ).toBeFocused();
  await page.getByRole("button", { name: "YAML" }).press("Enter");
  await expect(editor(page)).toBeFocused();
  await expect(editor(page)).toContainText("kind: ConfigMap");
  await page.keyboard.press("ControlOrMeta+a");
  await paste(page, "kind: ConfigMap\napiVersion: v1\nmetadata:\n  name: written-here\n");
  await page.keyboard.type("  namespce: platform");
  await expect(page.getByText("There is no field namespce here. Did you mean namespace?")).toBeVisible();
  await page.keyboard.press("Shift+Home");
  await page.keyboard.press("Backspace");
  await page.keyboard.type("namespace: platform");
  await expect(page.getByText("1 object, nothing wrong found")).toBeVisible();
  await page.keyboard.press("Escape");
  await editor(page).press("ControlOrMeta+End");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Shift+Home");
  await page.keyboard.press("Backspace");
  await page.keyboard.type("immu");
  await expect(page.getByRole("option", { name: /immutable/ })).toBeVisible();
  expect(await fresnel.faults()).toEqual([]);
  await page.keyboard.press("Enter");
  await page.keyboard.type("false");

  await page.keyboard.press("ControlOrMeta+Enter");
  const dialog = page.getByRole("dialog", { name: "Apply" });
  await expect(dialog.getByText("will be created")).toBeVisible();
  await expect(dialog.locator(".dl.a").filter({ hasText: "name: written-here" })).toBeVisible();
  expect(await fresnel.faults()).toEqual([]);
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(dialog).toBeHidden();
  const dock = page.getByRole("region", { name: "Dock" });
  await expect(dock.getByText("Done")).toBeVisible({ timeout: 60_000 });

  await dock.getByRole("button", { name: "Undo…" }).press("Enter");
  const undo = page.getByRole("dialog", { name: "Undo" });
  await expect(undo.getByText("will be deleted")).toBeVisible();
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(dock.locator(".dtab")).toHaveCount(2);
  await expect(dock.getByText("Done")).toBeVisible({ timeout: 60_000 });
  await fresnel.dismissAll();
});

test("an object is edited from its row, and a mistake is told before anything is sent", async ({
  fresnel,
}) => {
  const { page } = fresnel;
  await fresnel.openFirstCluster();
  await page.goto(page.url().replace(/\/pods.*/, "/deployments.apps?q=status:Available"));
  await expect(fresnel.rows.first()).toBeVisible();
  await fresnel.press("j", "e");
  await expect(editor(page)).toContainText("kind: Deployment");
  await expect(editor(page)).not.toContainText("managedFields");
  const review = page.getByRole("button", { name: /^Review/ });
  await expect(review).toBeDisabled();
  await page.keyboard.press("ControlOrMeta+Home");
  await page.keyboard.type("\t");
  await page.keyboard.insertText("a: [\n");
  await expect(page.getByText(/This is not YAML|A tab does not indent/)).toBeVisible();
  await expect(review).toBeDisabled();
  // What was written waits for whoever looks elsewhere and comes back.
  await page.goBack();
  await expect(fresnel.rows.first()).toBeVisible();
  await page.goForward();
  await expect(editor(page)).toContainText("a: [");
});

test("a file that is too large is refused where it is dropped", async ({ fresnel }) => {
  const { page } = fresnel;
  await fresnel.openFirstCluster();
  await page.locator("main").evaluate((main) => {
    const data = new DataTransfer();
    data.items.add(new File(["x".repeat(20 << 20)], "large.yaml"));
    main.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: data }));
  });
  await expect(page.getByRole("alert")).toContainText("larger than the 1 MB");
});
