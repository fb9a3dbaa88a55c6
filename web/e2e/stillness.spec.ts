import type { Page } from "@playwright/test";
import { expect, test } from "./fresnel";

/** What a person would hardly see: a count that becomes a digit wider. */
const HARDLY = 0.005;

/** How much of the page has moved by itself, as browsers reckon it; what follows a key or a click does not count. */
async function moved(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((tell) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as (PerformanceEntry & {
            value: number;
            hadRecentInput: boolean;
          })[]) {
            sum += entry.hadRecentInput ? 0 : entry.value;
          }
        }).observe({ type: "layout-shift", buffered: true });
        setTimeout(() => tell(sum), 1500);
      }),
  );
}

test("nothing moves by itself: home, a table, a filtered one, an object with lists", async ({ fresnel }) => {
  const { page } = fresnel;
  await fresnel.openFirstCluster("-status:Completed restarts>=0");
  const table = page.url();
  expect(await moved(page)).toBeLessThan(HARDLY);
  await page.goto(table.replace(/\?.*/, "?q=-status:Completed"));
  await expect(fresnel.rows.first()).toBeVisible();
  expect(await moved(page)).toBeLessThan(HARDLY);
  await page.goto(table.replace(/\/pods.*/, "/deployments.apps?q=ready>0"));
  const href = await fresnel.rows.first().locator(".rowname").getAttribute("href");
  await page.goto(new URL(href ?? "", page.url()).href);
  await expect(page.getByRole("region", { name: "Pods", exact: true })).toBeVisible();
  expect(await moved(page)).toBeLessThan(HARDLY);
  await fresnel.open();
  await expect(page.locator(".clusters").getByRole("link").first()).toBeVisible();
  expect(await moved(page)).toBeLessThan(HARDLY);
});
