import { expect, test } from "./fresnel";

test("problems are told by cause, and lead to the objects that have them", async ({ fresnel }) => {
  const { page } = fresnel;
  await fresnel.openFirstCluster();
  await fresnel.press("g", "!");
  await expect(page.getByRole("heading", { name: "Problems", level: 1 })).toBeVisible();
  const waits = page.getByRole("button", { name: /No node can take 3 pods of image-resizer/ });
  await expect(waits).toContainText("9 without label kubernetes.io/arch=arm64", { timeout: 60_000 });
  await expect(waits).toContainText("Give a node the label");
  expect(await fresnel.faults()).toEqual([]);

  await waits.focus();
  await fresnel.press("Enter");
  await expect(page.getByText("requests.memory")).toBeVisible();
  await page.reload();
  await expect(page.getByText("requests.memory")).toBeVisible({ timeout: 60_000 });
  const pod = page.getByRole("link", { name: /^image-resizer-/ }).first();
  await pod.focus();
  await fresnel.press("Enter");
  await expect(page).toHaveURL(/\/pods\/[^/]+\/image-resizer-/);
  const own = page.getByRole("region", { name: "Problems" });
  await expect(own).toContainText("kubernetes.io/arch=arm64", { timeout: 60_000 });
  await expect(own).toContainText("What to do");
  expect(await fresnel.faults()).toEqual([]);
});

test("what is well has no problem", async ({ fresnel }) => {
  const { page } = fresnel;
  await fresnel.openFirstCluster();
  await page.goto(page.url().replace(/\/c\/([^/]+)\/.*/, "/problems/$1?ns=kube-system"));
  await expect(page.getByRole("heading", { name: /^Nothing is wrong here/ })).toBeVisible({
    timeout: 60_000,
  });
});
