import { Program } from "./cluster";
import { expect, test } from "./fresnel";

test.describe("a Fresnel that hangs", () => {
  let program: Program;
  let address: string;

  test.beforeAll(async () => {
    test.setTimeout(120_000);
    program = new Program("fresnel", ["demo", "--port", "0", "--no-browser"]);
    address = (await program.line(/https?:\/\/\S+/))[0];
  });

  test.afterAll(async () => {
    program?.thaw();
    await program?.stop();
  });

  test("what is shown is marked stale, stays, and is live again by itself", async ({ fresnel }) => {
    test.setTimeout(90_000);
    const { page } = fresnel;
    await page.goto(address);
    await page.locator(".clusters").getByRole("link").first().click();
    await fresnel.narrow("-status:Completed");
    await expect(page.locator(".live", { hasText: "Live" })).toBeVisible({ timeout: 30_000 });
    await expect(fresnel.rows.first()).toBeVisible();

    program.freeze();
    const first = await fresnel.rows.first().innerText();
    await expect(page.getByRole("alert")).toContainText(/Fresnel is out of reach. As of \d/);
    await expect(page.locator(".live", { hasText: "Stale" })).toBeVisible();
    expect((await fresnel.rows.first().innerText()).split("\n")[0]).toBe(first.split("\n")[0]);

    program.thaw();
    await expect(page.locator(".live", { hasText: "Live" })).toBeVisible({ timeout: 30_000 });
    await expect(page.getByRole("alert")).toHaveCount(0);
  });
});
