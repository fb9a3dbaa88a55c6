import { expect, test } from "./fresnel";

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

test("events say on a phone what happened, in two lines each", async ({ fresnel }) => {
  const { page } = fresnel;
  await fresnel.open();
  await page.locator(".wholerow").first().click();
  await page.waitForURL(/\/pods/);
  await page.goto(page.url().replace(/\/pods.*/, "/events?q=reason:BackOff"));
  const row = page.locator(".tworow").first();
  await expect(row.getByRole("link")).toHaveText("BackOff");
  await expect(row).toContainText("Back-off");
});

test("an object's page leads back to its list", async ({ fresnel }) => {
  const { page } = fresnel;
  await fresnel.openFirstClusterOnPhone();
  await page.locator(".wholerow").first().click();
  await expect(page.getByRole("tab", { name: "Summary" })).toBeVisible();
  await page.getByRole("link", { name: "Back to the list" }).click();
  await expect(page).toHaveURL(/\/pods(\?q=[^&]*)?$/);
  await expect(page.locator(".tworow").first()).toBeVisible();
});
