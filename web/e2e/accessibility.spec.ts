import { expect, test } from "./fresnel";

const themes = ["light", "dark", "contrast"];

for (const theme of themes) {
  test.describe(`axe finds nothing in the ${theme} theme`, () => {
    test.beforeEach(async ({ context }) => {
      await context.addInitScript((name) => localStorage.setItem("fresnel.theme", name), theme);
    });

    test("at home", async ({ fresnel }) => {
      await fresnel.open();
      expect(await fresnel.faults()).toEqual([]);
    });

    test("in a table with details", async ({ fresnel }) => {
      await fresnel.openFirstCluster();
      await fresnel.press("j", "x", "Enter");
      await expect(fresnel.details.getByRole("tab", { name: "Summary" })).toBeVisible();
      expect(await fresnel.faults()).toEqual([]);
    });

    test("in YAML, the palette and the keys", async ({ fresnel }) => {
      await fresnel.openFirstCluster();
      await fresnel.press("j", "y");
      await expect(fresnel.details.getByText("apiVersion").first()).toBeVisible();
      expect(await fresnel.faults()).toEqual([]);
      await fresnel.press("Control+k");
      await fresnel.page.keyboard.type("a");
      await expect(fresnel.page.getByRole("option").first()).toBeVisible();
      expect(await fresnel.faults()).toEqual([]);
      await fresnel.press("Escape", "?");
      await expect(fresnel.page.getByRole("dialog", { name: "Keys" })).toBeVisible();
      expect(await fresnel.faults()).toEqual([]);
    });

    test("from right to left", async ({ fresnel }) => {
      await fresnel.openFirstCluster();
      await fresnel.page.evaluate(() => {
        document.documentElement.dir = "rtl";
      });
      await fresnel.press("j", "Enter");
      await expect(fresnel.details.getByRole("tab", { name: "Summary" })).toBeVisible();
      expect(await fresnel.faults()).toEqual([]);
    });
  });
}

test.describe("axe finds nothing on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("in a table, its menu and an object", async ({ fresnel }) => {
    const { page } = fresnel;
    await fresnel.openFirstClusterOnPhone();
    expect(await fresnel.faults()).toEqual([]);
    await page.getByRole("button", { name: "Menu" }).click();
    await expect(page.getByRole("dialog", { name: "Navigation" })).toBeVisible();
    expect(await fresnel.faults()).toEqual([]);
    await fresnel.press("Escape");
    await page.locator(".wholerow").first().click();
    await expect(page.getByRole("tab", { name: "Summary" })).toBeVisible();
    expect(await fresnel.faults()).toEqual([]);
  });
});
