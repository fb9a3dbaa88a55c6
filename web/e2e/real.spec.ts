import type { Page } from "@playwright/test";
import { RealCluster, testbedPrograms } from "./cluster";
import { expect, test } from "./fresnel";

const programs = testbedPrograms();

/** A node with a pod that a budget needs, and one that nothing would make anew. */
const DRAINED = `
apiVersion: v1
kind: Node
metadata: {name: drained, labels: {kubernetes.io/hostname: drained}}
spec: {taints: [{key: tests, effect: NoSchedule}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: guarded, namespace: default}
spec:
  selector: {matchLabels: {app: guarded}}
  template:
    metadata: {labels: {app: guarded}}
    spec:
      nodeSelector: {kubernetes.io/hostname: drained}
      tolerations: [{key: tests, operator: Exists}]
      containers: [{name: main, image: guarded:1}]
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: guard, namespace: default}
spec: {minAvailable: 1, selector: {matchLabels: {app: guarded}}}
---
apiVersion: v1
kind: Pod
metadata: {name: single, namespace: default}
spec:
  nodeSelector: {kubernetes.io/hostname: drained}
  tolerations: [{key: tests, operator: Exists}]
  containers: [{name: main, image: single:1}]
`;

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

  test("a node is drained by keyboard alone: a budget holds it, is named, and lets it go", async ({
    fresnel,
  }) => {
    const { page } = fresnel;
    await page.setViewportSize({ width: 1280, height: 720 });
    cluster.apply(DRAINED);
    cluster.kubectl("wait", "node/drained", "--for=condition=Ready", "--timeout=60s");
    cluster.kubectl("wait", "pdb/guard", "--for=jsonpath={.status.currentHealthy}=1", "--timeout=60s");
    cluster.kubectl("wait", "pod/single", "--for=condition=Ready", "--timeout=60s");
    const onIt = () =>
      cluster.kubectl("get", "pods", "-A", "--field-selector=spec.nodeName=drained", "-o", "name").trim();

    await page.goto(address);
    await page.goto(new URL("/c/testbed/nodes?q=drained", address).href);
    await expect(fresnel.rows).toHaveCount(1);
    await fresnel.press("j", "Enter");
    await fresnel.choose("Drain");
    const dialog = page.getByRole("dialog", { name: "Drain" });
    await expect(dialog.getByText("It will not be drained. Pods in the way: 1")).toBeVisible();
    await expect(dialog.getByText("Nothing would make it anew elsewhere")).toBeVisible();
    await fresnel.tabTo(dialog.getByLabel("Evict pods that nothing makes anew"));
    await page.keyboard.press("Space");
    await expect(dialog.getByText("waits for disruption budget default/guard")).toBeVisible();
    await fresnel.tabTo(dialog.getByLabel("Type drained to confirm"));
    await page.keyboard.type("drained");
    expect(await fresnel.faults()).toEqual([]);
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(dialog).toBeHidden();

    const dock = page.getByRole("region", { name: "Dock" });
    await expect(dock.getByText("waits for disruption budget default/guard")).toBeVisible({
      timeout: 30_000,
    });
    await expect(dock.getByText("1 of 2 pods gone")).toBeVisible({ timeout: 30_000 });
    expect(await fresnel.faults()).toEqual([]);
    expect(onIt()).toContain("pod/guarded-");
    cluster.kubectl("patch", "pdb", "guard", "-p", '{"spec":{"minAvailable":0}}');
    await expect(dock.getByText("Done")).toHaveCount(3, { timeout: 60_000 });
    expect(onIt()).toBe("");
    expect(cluster.kubectl("get", "node", "drained", "-o", "jsonpath={.spec.unschedulable}")).toBe("true");
    await fresnel.dismissAll();
    cluster.kubectl("delete", "node/drained", "deployment/guarded", "pdb/guard");
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
