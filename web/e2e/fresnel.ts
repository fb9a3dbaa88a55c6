import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test as base, expect, type Locator, type Page } from "@playwright/test";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What the specs do over and over, in the words of the page. */
export class Fresnel {
  constructor(readonly page: Page) {}

  async open(path = ""): Promise<void> {
    await this.page.goto(new URL(path, process.env.FRESNEL_BASE).href);
    await expect(this.page.locator("h1").first()).toBeVisible();
  }

  /**
   * Opens the first cluster of the home page, whether it is connected or not, and waits for its first rows.
   *
   * @param query which pods are listed: not those that have done their work, which may be deleted at any moment
   */
  async openFirstCluster(query = "-status:Completed"): Promise<void> {
    await this.open();
    await this.page.locator(".clusters").getByRole("link").first().click();
    await this.narrow(query);
    await expect(this.rows.first()).toBeVisible();
  }

  /** The same where rows have two lines and are touched. */
  async openFirstClusterOnPhone(query = "-status:Completed"): Promise<void> {
    await this.open();
    await this.page.locator(".wholerow").first().click();
    await this.narrow(query);
    await expect(this.page.locator(".tworow").first()).toBeVisible();
  }

  /** Gives the table that opens another query, by its address. */
  async narrow(query: string): Promise<void> {
    await this.page.waitForURL(/\/pods/);
    const url = new URL(this.page.url());
    url.searchParams.set("q", query);
    await this.page.goto(url.href);
  }

  get table(): Locator {
    return this.page.getByRole("grid");
  }

  /** Rows that are loaded; those that are waited for have no name yet. */
  get rows(): Locator {
    return this.page.locator(".row:has(.rowname)");
  }

  get activeRow(): Locator {
    return this.page.locator(".row.cur");
  }

  get details(): Locator {
    return this.page.getByRole("complementary", { name: "Details" });
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      await this.page.keyboard.press(key);
    }
  }

  /** Opens the actions of the object that is shown, and chooses one, by keyboard. */
  async choose(action: string): Promise<void> {
    await this.page.getByRole("button", { name: "Actions" }).focus();
    await this.page.keyboard.press("Enter");
    await expect(this.page.getByRole("menuitem", { name: `${action}…` })).toBeVisible();
    await this.page.keyboard.type(action);
    await this.page.keyboard.press("Enter");
  }

  /** Goes to something by the tab key alone. */
  async tabTo(target: Locator): Promise<void> {
    await expect(target).toBeVisible();
    for (let i = 0; i < 40; i++) {
      if (await target.evaluate((it) => it === document.activeElement)) {
        return;
      }
      await this.page.keyboard.press("Tab");
    }
    throw new Error("the tab key does not lead there");
  }

  /** Dismisses what has ended, so that the next spec finds none of it in the dock. */
  async dismissAll(): Promise<void> {
    const dock = this.page.getByRole("region", { name: "Dock" });
    const dismiss = dock.getByRole("button", { name: /^Dismiss/ });
    await expect(dismiss.first()).toBeVisible({ timeout: 60_000 });
    for (let left = await dismiss.count(); left > 0; left--) {
      await dismiss.first().press("Enter");
      await expect(dismiss).toHaveCount(left - 1);
    }
  }

  /** Everything that axe finds wrong, one line each. */
  async faults(): Promise<string[]> {
    await this.page.evaluate(axe);
    return this.page.evaluate(async () => {
      const { violations } = await (
        window as unknown as { axe: { run(): Promise<{ violations: AxeViolation[] }> } }
      ).axe.run();
      return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
    });
  }
}

interface AxeViolation {
  id: string;
  nodes: { html: string }[];
}

/** A test with a page of Fresnel that must not complain in the browser's console. */
export const test = base.extend<{ fresnel: Fresnel }>({
  fresnel: async ({ page }, use) => {
    const complaints: string[] = [];
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    await use(new Fresnel(page));
    expect(complaints).toEqual([]);
  },
});

export { expect };
