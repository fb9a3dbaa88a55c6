import { expect, test } from "./fresnel";

test("a deployment lists its pods and its revisions, and no empty lists", async ({ fresnel }) => {
  const { page } = fresnel;
  await fresnel.openFirstCluster();
  await page.goto(page.url().replace(/\/pods.*/, "/deployments.apps?q=ready>0"));
  await expect(fresnel.rows.first()).toBeVisible();
  await fresnel.press("j", "Enter");
  for (const title of ["Pods", "Revisions"]) {
    const list = fresnel.details.getByRole("region", { name: title, exact: true });
    await expect(list.getByRole("row").nth(1)).toBeVisible();
  }
  for (const list of await fresnel.details.locator(".sect:has(table)").all()) {
    await expect(list.locator("tbody tr").first()).toBeVisible();
  }
});

test("an object that is not there says so, on its page and in its YAML", async ({ fresnel }) => {
  const { page } = fresnel;
  await fresnel.openFirstCluster();
  const missing = page.url().replace(/\/pods.*/, "/pods/default/never-made");
  for (const address of [missing, `${missing}?tab=yaml`]) {
    await page.goto(address);
    await expect(page.getByRole("heading", { name: "There is no never-made here" })).toBeVisible();
    await page.getByRole("link", { name: "Show Pods" }).click();
    await expect(page).toHaveURL(/\/pods\?ns=default/);
  }
});

test("a container's image is said once", async ({ fresnel }) => {
  const { page } = fresnel;
  await fresnel.openFirstCluster("status:CrashLoopBackOff");
  await fresnel.press("j", "Enter");
  const containers = fresnel.details.getByRole("region", { name: "Containers", exact: true });
  await expect(containers.locator(".image").first()).toBeVisible();
  await expect(containers.getByText("Image", { exact: true })).toHaveCount(0);
  await expect(page.locator(".containerbody").getByText("Memory limit").first()).toBeVisible();
});
