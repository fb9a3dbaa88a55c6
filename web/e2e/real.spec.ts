import type { Page } from "@playwright/test";
import { RealCluster, testbedPrograms } from "./cluster";
import { expect, test } from "./fresnel";

const programs = testbedPrograms();

test.describe("a real API server", () => {
  test.skip("missing" in programs, "missing" in programs ? programs.missing : "");
  // High enough for every row of the seed to be drawn.
  test.use({ viewport: { width: 1280, height: 9000 } });
  let cluster: RealCluster;
  let address: string;

  test.beforeAll(async () => {
    test.setTimeout(240_000);
    cluster = await RealCluster.start("folder" in programs ? programs.folder : "");
    address = await cluster.show(cluster.kubeconfig);
  });

  test.afterAll(async () => {
    await cluster?.stop();
  });

  async function openPods(page: Page): Promise<void> {
    await page.goto(address);
    await page.goto(new URL("/c/testbed/pods", address).href);
    await expect(page.locator(".live", { hasText: "Live" })).toBeVisible({ timeout: 30_000 });
  }

  async function names(page: Page): Promise<string[]> {
    return (
      await page
        .locator(".row .rowname")
        .evaluateAll((all) => all.map((one) => one.getAttribute("title") ?? one.textContent ?? ""))
    ).sort();
  }

  function listed(): string[] {
    return cluster
      .kubectl("get", "pods", "-A", "-o", "name")
      .trim()
      .split("\n")
      .map((line) => line.replace("pod/", ""))
      .sort();
  }

  test("all pods are there, as kubectl lists them", async ({ fresnel }) => {
    await openPods(fresnel.page);
    await expect.poll(() => names(fresnel.page), { timeout: 20_000 }).toEqual(listed());
    await expect(fresnel.table).toHaveAttribute("aria-rowcount", String(listed().length));
  });

  test("a change made with kubectl shows by itself", async ({ fresnel }) => {
    await openPods(fresnel.page);
    await expect.poll(() => names(fresnel.page), { timeout: 20_000 }).toEqual(listed());
    cluster.kubectl("run", "made-by-kubectl", "--image=pause", "--namespace=default");
    await expect(fresnel.page.locator(".row", { hasText: "made-by-kubectl" })).toBeVisible();
  });

  test("an API that does not answer is named at home, in the rail and where its kinds would be", async ({
    fresnel,
  }) => {
    const { page } = fresnel;
    await page.goto(address);
    const row = page.getByRole("row", { name: /testbed/ });
    await row.getByRole("button", { name: "1 API does not answer" }).click({ timeout: 30_000 });
    await expect(page.getByRole("dialog")).toContainText(
      "down.example.com/v1beta1 is served by an extension",
    );
    await expect(page.getByRole("dialog")).toContainText("APIService v1beta1.down.example.com");
    await page.keyboard.press("Escape");
    await page.goto(new URL("/c/testbed/things.down.example.com", address).href);
    await expect(page.getByRole("navigation").getByRole("button", { name: "1 API" })).toBeVisible();
    await expect(page.locator(".statepage")).toContainText("APIService v1beta1.down.example.com");
  });

  test("rows go stale when the API server dies and come back: none lost, none twice", async ({ fresnel }) => {
    test.setTimeout(120_000);
    const { page } = fresnel;
    await openPods(page);
    await expect.poll(() => names(page), { timeout: 20_000 }).toEqual(listed());
    const before = await names(page);

    cluster.killApiServer();
    await expect(page.locator(".stalebar")).toBeVisible({ timeout: 30_000 });
    expect(await names(page)).toEqual(before);
    const home = await page.context().newPage();
    await home.goto(new URL("/", address).href);
    await expect(home.getByRole("row", { name: /testbed/ })).toContainText(/as of \d/, { timeout: 30_000 });
    await home.close();

    cluster.startApiServer();
    await expect(page.locator(".stalebar")).toHaveCount(0, { timeout: 60_000 });
    await expect(page.locator(".live", { hasText: "Live" })).toBeVisible({ timeout: 30_000 });
    await expect.poll(() => names(page), { timeout: 20_000 }).toEqual(listed());
  });

  test("who may not list is told what is missing, with a rule to copy", async ({ fresnel }) => {
    const { page } = fresnel;
    await page.goto(await cluster.show(cluster.viewer));
    const origin = new URL(page.url()).origin;
    await page.goto(`${origin}/c/testbed/pods`);
    await expect(page.getByText("resources:")).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText("No Pods")).toHaveCount(0);
  });
});
