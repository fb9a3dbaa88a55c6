import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { Fresnel } from "./fresnel";

/** Pictures of each page in three sizes and two themes, in e2e/results/looks, to be held beside the design. */
const folder = join(import.meta.dirname, "results/looks");
const sizes = [
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
  { width: 390, height: 844 },
];

/** Nothing may stick out at the sides: pages scroll down, tables within themselves. */
async function look(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await page.screenshot({ path: join(folder, `${name}.png`) });
}

for (const colorScheme of ["light", "dark"] as const) {
  for (const viewport of sizes) {
    test(`${viewport.width} wide, ${colorScheme}`, async ({ browser }) => {
      const context = await browser.newContext({
        storageState: test.info().project.use.storageState as string,
        viewport,
        colorScheme,
      });
      const page = await context.newPage();
      const fresnel = new Fresnel(page);
      const phone = viewport.width < 600;
      const suffix = `${viewport.width}-${colorScheme}`;
      await fresnel.open();
      await look(page, `home-${suffix}`);
      if (phone) {
        await fresnel.openFirstClusterOnPhone();
        await look(page, `table-${suffix}`);
        await page.locator(".wholerow").first().click();
      } else {
        await fresnel.openFirstCluster();
        await look(page, `table-${suffix}`);
        await fresnel.press("j", "Enter");
      }
      await expect(page.getByRole("tab", { name: "Summary" })).toBeVisible();
      await look(page, `details-${suffix}`);
      await page.getByRole("tab", { name: "YAML" }).click();
      await expect(page.getByText("apiVersion").first()).toBeVisible();
      await look(page, `yaml-${suffix}`);
      await context.close();
    });
  }
}
