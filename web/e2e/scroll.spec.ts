import { Program } from "./cluster";
import { expect, test } from "./fresnel";

const ROW = 28;

test.describe("two clusters of ten thousand pods in one table", () => {
  let fresnel: Program;
  let address: string;

  test.beforeAll(async () => {
    test.setTimeout(180_000);
    fresnel = new Program("fresnel", [
      ...["demo", "--clusters", "2", "--pods", "10000", "--nodes", "200", "--churn", "0"],
      ...["--port", "0", "--no-browser"],
    ]);
    address = (await fresnel.line(/https?:\/\/\S+/))[0];
  });

  test.afterAll(async () => {
    await fresnel?.stop();
  });

  test("any row is a jump away: its place at once, then the row, and nothing moves", async ({
    fresnel,
    page,
  }) => {
    test.setTimeout(120_000);
    const windows: { offset: number; limit: number }[] = [];
    page.on("websocket", (socket) =>
      socket.on("framesent", ({ payload }) => {
        const { view } = JSON.parse(String(payload));
        if (view?.type === "table") {
          windows.push(view);
        }
      }),
    );
    await page.goto(address);
    const links = page.locator(".clusters").getByRole("link");
    await expect(links).toHaveCount(2, { timeout: 60_000 });
    const names = await links.allTextContents();
    await page.goto(new URL(`/c/${names.join("+")}/pods`, address).href);
    await expect(page.getByRole("columnheader", { name: "Cluster" })).toBeVisible({ timeout: 60_000 });
    await expect
      .poll(async () => Number(await fresnel.table.getAttribute("aria-rowcount")), { timeout: 60_000 })
      .toBeGreaterThanOrEqual(20_000);

    const height = await fresnel.table.evaluate((grid) => grid.scrollHeight);
    for (const row of [14_642, 73, 19_900, 9_999]) {
      // In the very frame of the jump the places of the rows are there, whether the server has answered or not.
      const drawn = await fresnel.table.evaluate(
        (grid, top) =>
          new Promise<number>((done) => {
            grid.scrollTop = top;
            requestAnimationFrame(() =>
              requestAnimationFrame(() => {
                const { top, bottom } = grid.getBoundingClientRect();
                const seen = [...grid.querySelectorAll(".row")].filter((each) => {
                  const box = each.getBoundingClientRect();
                  return box.bottom > top && box.top < bottom;
                });
                done(seen.length);
              }),
            );
          }),
        row * ROW,
      );
      expect(drawn).toBeGreaterThan(15);
      await expect(page.locator(`.row[aria-rowindex="${row + 1}"] .rowname`)).toBeVisible();
      expect(await fresnel.table.evaluate((grid) => [grid.scrollTop, grid.scrollHeight])).toEqual([
        row * ROW,
        height,
      ]);
      await expect(page.locator(".row.waiting")).toHaveCount(0);
      const last = windows.at(-1);
      expect(last?.offset).toBeLessThanOrEqual(row);
      expect((last?.offset ?? 0) + (last?.limit ?? 0)).toBeGreaterThan(row + 15);
      expect(last?.limit).toBeLessThanOrEqual(500);
    }
    await page.screenshot({ path: test.info().outputPath("row-9999.png") });

    await page.getByRole("columnheader", { name: "Cluster" }).getByRole("button").first().click();
    await expect(page.locator("[aria-sort=ascending]")).toContainText("Cluster");
    const clusters = [...names].sort();
    await expect(fresnel.rows.first()).toContainText(clusters[0] ?? "");
    await fresnel.table.evaluate((grid) => {
      grid.scrollTop = grid.scrollHeight;
    });
    await expect(page.locator('.row[aria-rowindex="20000"]')).toContainText(clusters[1] ?? "");
  });

  test("the palette lists the best of thousands and counts the rest", async ({ fresnel, page }) => {
    test.setTimeout(120_000);
    await page.goto(address);
    await page.locator(".clusters").getByRole("link").first().click();
    await expect
      .poll(async () => Number(await fresnel.table.getAttribute("aria-rowcount")), { timeout: 60_000 })
      .toBeGreaterThanOrEqual(10_000);
    await page.keyboard.press("ControlOrMeta+k");
    await page.keyboard.type("-");
    await expect(page.getByRole("option").first()).toBeVisible();
    await expect(page.getByText(/and [\d,]{4,} more: type on/).first()).toBeVisible();
    expect(await page.getByRole("option").count()).toBeLessThan(60);
    await page.screenshot({ path: test.info().outputPath("palette.png") });
  });
});
