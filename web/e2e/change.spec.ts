import { expect, test } from "./fresnel";

test("a deployment is scaled by keyboard as it was shown, its outcome is told, and it is taken back", async ({
  fresnel,
}) => {
  const { page } = fresnel;
  await fresnel.openFirstCluster();
  await page.goto(page.url().replace(/\/pods.*/, "/deployments.apps?q=status:Available"));
  await expect(fresnel.rows.first()).toBeVisible();
  await fresnel.press("j", "Enter");
  await fresnel.choose("Scale");

  const dialog = page.getByRole("dialog", { name: "Scale" });
  const replicas = dialog.getByLabel("Replicas");
  await expect(replicas).toBeFocused();
  const before = Number(await replicas.inputValue());
  await expect(dialog.getByText("is that way already")).toBeVisible();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(String(before + 1));
  await expect(dialog.locator(".dl.r")).toContainText(`replicas: ${before}`);
  await expect(dialog.locator(".dl.a")).toContainText(`replicas: ${before + 1}`);
  expect(await fresnel.faults()).toEqual([]);
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(dialog).toBeHidden();

  const dock = page.getByRole("region", { name: "Dock" });
  await expect(dock.getByText("Done")).toBeVisible({ timeout: 60_000 });
  expect(await fresnel.faults()).toEqual([]);

  await page.reload();
  await expect(dock.getByText("Done")).toBeVisible();
  await dock.getByRole("button", { name: "Undo…" }).press("Enter");
  const undo = page.getByRole("dialog", { name: "Undo" });
  await expect(undo.locator(".dl.a")).toContainText(`replicas: ${before}`);
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(dock.locator(".dtab")).toHaveCount(2);
  await expect(dock.getByText("Done")).toBeVisible({ timeout: 60_000 });
  await fresnel.dismissAll();
  await expect(dock.locator(".dtab")).toHaveCount(0);

  // Dismissed or not, it is in the log, as it was shown.
  await page.keyboard.press("g");
  await page.keyboard.press("a");
  await expect(page.getByRole("heading", { name: "Audit log" })).toBeVisible();
  const entries = page.locator(".audit > li");
  await expect(entries).toHaveCount(2);
  await expect(entries.first()).toContainText("Undo");
  await entries.last().getByRole("button", { name: "Scale" }).press("Enter");
  await expect(entries.last().locator(".dl.a")).toContainText(`replicas: ${before + 1}`);
  expect(await fresnel.faults()).toEqual([]);
  await page.keyboard.press("/");
  await page.keyboard.type("nothing-like-it");
  await expect(page.getByText("Nothing that was done holds")).toBeVisible();
});

test("a number that is none is refused where it is typed, and nothing can be confirmed", async ({
  fresnel,
}) => {
  const { page } = fresnel;
  await fresnel.openFirstCluster();
  await page.goto(page.url().replace(/\/pods.*/, "/deployments.apps"));
  await expect(fresnel.rows.first()).toBeVisible();
  await fresnel.press("j", "Enter");
  await fresnel.choose("Scale");
  const dialog = page.getByRole("dialog", { name: "Scale" });
  await dialog.getByLabel("Replicas").fill("-1");
  await expect(dialog.getByText("A whole number from 0 to 2147483647 is needed")).toBeVisible();
  await expect(dialog.getByRole("button", { name: /^Scale/ })).toBeDisabled();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
});

test("what all of the cluster shares is deleted only by its name", async ({ fresnel }) => {
  const { page } = fresnel;
  await fresnel.openFirstCluster();
  await page.goto(page.url().replace(/\/pods.*/, "/namespaces"));
  await expect(fresnel.rows.first()).toBeVisible();
  await fresnel.press("j", "Enter");
  await fresnel.choose("Delete");
  const dialog = page.getByRole("dialog", { name: "Delete" });
  await expect(dialog.getByText("will be deleted")).toBeVisible();
  const confirm = dialog.getByRole("button", { name: /^Delete/ });
  await expect(confirm).toBeDisabled();
  await page.keyboard.type("another name");
  await expect(confirm).toBeDisabled();
  await dialog.getByRole("button", { name: /^Cancel/ }).press("Enter");
  await expect(dialog).toBeHidden();
});

test("a deployment is rolled back by keyboard to a revision that is chosen from a list", async ({
  fresnel,
}) => {
  const { page } = fresnel;
  await fresnel.openFirstCluster();
  await page.goto(page.url().replace(/\/pods.*/, "/deployments.apps?q=argocd"));
  await expect(fresnel.rows).toHaveCount(1);
  await fresnel.press("j", "Enter");
  await fresnel.choose("Roll back");
  const dialog = page.getByRole("dialog", { name: "Roll back" });
  const revisions = dialog.getByRole("radio");
  await expect(revisions).toHaveCount(2);
  // The one before is chosen; above it is what holds now.
  await expect(revisions.nth(1)).toBeFocused();
  await expect(dialog.locator(".dl.a")).not.toHaveCount(0);
  await page.keyboard.press("ArrowUp");
  await expect(dialog.getByText("is that way already")).toBeVisible();
  await page.keyboard.press("ArrowDown");
  const image = dialog.locator(".dl.a", { hasText: "image:" });
  await expect(image).toBeVisible();
  const chosen = (await image.textContent())?.split("image: ")[1] ?? "";
  await expect(dialog.locator("tr.on")).toContainText(chosen);
  expect(await fresnel.faults()).toEqual([]);
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(dialog).toBeHidden();
  const dock = page.getByRole("region", { name: "Dock" });
  await expect(dock.getByText("Done")).toBeVisible({ timeout: 60_000 });
  await fresnel.dismissAll();
});
