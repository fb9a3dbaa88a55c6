import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { Program, root } from "./cluster";
import { expect, test } from "./fresnel";
import { HOSTILE, startOddServers } from "./odd-servers";

/** What a person gives Fresnel that is no good, and clusters that are none: said where they look, and the rest works. */
test.describe("bad input", () => {
  const folder = mkdtempSync(join(tmpdir(), "fresnel-bad-input-"));
  const kubeconfig = join(folder, "kubeconfig");
  let odd: Awaited<ReturnType<typeof startOddServers>>;
  let fresnel: Program;
  let address: string;

  test.beforeAll(async () => {
    test.setTimeout(120_000);
    odd = await startOddServers();
    writeFileSync(kubeconfig, contexts(odd.url));
    mkdirSync(join(folder, "packs/mine"), { recursive: true });
    writeFileSync(join(folder, "packs/mine/pack.yaml"), "title: Mine\nicon: box\nversoin: 1.0.0\n");
    fresnel = new Program("fresnel", [
      "--kubeconfig",
      kubeconfig,
      "--packs",
      join(folder, "packs"),
      "--port",
      "0",
      "--no-browser",
    ]);
    address = (await fresnel.line(/https?:\/\/\S+/))[0];
  });

  test.afterAll(async () => {
    await fresnel?.stop();
    odd?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const at = (path: string) => new URL(path, address).href;
  const cluster = (page: Page, name: string) =>
    page.getByRole("row").filter({ has: page.getByRole("gridcell", { name, exact: true }) });

  async function home(page: Page): Promise<void> {
    await page.goto(address);
    await expect(cluster(page, "odd")).toBeVisible();
  }

  test("each cluster that cannot be used says why, and what to do", async ({ page }) => {
    await home(page);
    const said = {
      page: /not a Kubernetes API server \(\/version answers 200 with a web page\)\. Check the server URL/,
      refuses: /Unauthorised: the server does not accept the token.*get a fresh kubeconfig/,
      closed: /may not ask what the server serves.*bind the ClusterRole system:discovery/,
      nobody: /refused the connection\. Check that the cluster is running/,
      plugin: /exit status 3: session is over, sign in\. Run it in a terminal/,
      absent: /does not exist\. Install it with: brew install it/,
      terminal: /wants to ask on a terminal/,
    };
    for (const name of Object.keys(said)) {
      await cluster(page, name).getByRole("button").last().click();
    }
    for (const [name, reason] of Object.entries(said)) {
      await expect(cluster(page, name)).toContainText(reason);
    }
    await expect(cluster(page, "nouser")).toContainText(
      /line \d+, uses the user gone, which is in none of the files/,
    );
    await page.screenshot({ path: join(import.meta.dirname, "results/looks/bad-clusters.png") });
  });

  test("opened, such a cluster says the same and can be tried again", async ({ page }) => {
    await home(page);
    for (const path of ["c/page", "c/page/pods"]) {
      await page.goto(at(path));
      await expect(page.getByRole("status")).toContainText("with a web page");
      await expect(page.getByRole("button", { name: "Retry" })).toBeVisible();
    }
  });

  test("a broken pack is told with its file and line", async ({ page }) => {
    await home(page);
    await expect(page.getByText("mine/pack.yaml:3:1")).toBeVisible();
    await expect(page.getByText("there is no key `versoin`; did you mean `version`?")).toBeVisible();
  });

  test("a kubeconfig that breaks while it runs is told, and taken again once it is mended", async ({
    page,
  }) => {
    await home(page);
    const good = readFileSync(kubeconfig, "utf8");
    writeFileSync(kubeconfig, `${good}\n\t: [`);
    await expect(page.getByText(/kubeconfig, line \d+, column 1, is not valid YAML/)).toBeVisible();
    writeFileSync(kubeconfig, good);
    await expect(cluster(page, "odd")).toBeVisible();
    await expect(page.getByText("is not valid YAML")).toHaveCount(0);
  });

  test("whatever is in objects is text, in tables and details", async ({ fresnel, page }) => {
    let dialogs = 0;
    page.on("dialog", (dialog) => {
      dialogs++;
      void dialog.dismiss();
    });
    await home(page);
    await page.goto(at("c/odd/things.odd.example"));
    await expect(fresnel.rows).toHaveCount(6);
    for (const name of ["hostile", "nulls", "no-mapping", "large"]) {
      await page.goto(at(`c/odd/things.odd.example/odd/${name}`));
      await expect(page.getByRole("tab", { name: "YAML" })).toBeVisible();
      await expect(page.getByText("failed on the server")).toHaveCount(0);
      await expect(page.getByText(HOSTILE).first()).toBeAttached();
    }
    await page.goto(at("c/odd/things.odd.example/odd/hostile?tab=yaml"));
    await expect(page.getByText("onerror=alert(1)").first()).toBeVisible();
    expect(await page.locator("img[src=x]").count()).toBe(0);
    expect(dialogs).toBe(0);
    await page.goto(at("c/odd/things.odd.example"));
    await page.getByRole("link", { name: "a:b.c%2F?#&=+<i>" }).click();
    await expect(page.getByText("a:b.c%2F?#&=+<i>").first()).toBeVisible();
  });

  test("an address that someone edited by hand leads somewhere or says that it does not", async ({
    page,
  }) => {
    await home(page);
    await page.goto(at("c/nosuch/pods"));
    await expect(page.getByText("There is no cluster nosuch in the kubeconfig.")).toBeVisible();
    await page.goto(at("c/nosuch"));
    await expect(page.getByText("There is no cluster nosuch in the kubeconfig.")).toBeVisible();
    await page.goto(at("c/odd/nokinds"));
    await expect(page.getByText("nokinds is not served here").first()).toBeVisible();
    await page.goto(at("c/odd/things.odd.example?cols=nope&sort=-nope&q=%22open&sel=,/&open=%00/%"));
    await expect(page.getByRole("columnheader", { name: "Name", exact: true })).toBeVisible();
    await expect(page.getByText("This quote is never closed")).toBeVisible();
    await page.goto(at("c/odd/things.odd.example/odd/a%3Ab.c%252F%3F%23%26%3D%2B%3Ci%3E"));
    await expect(page.getByRole("tab", { name: "YAML" })).toBeVisible();
  });

  test("what is not a message ends the socket and harms nobody else", async ({ page }) => {
    await home(page);
    const ends = await page.evaluate(async () => {
      const end = (message: string) =>
        new Promise<number>((closed) => {
          const socket = new WebSocket(`ws://${location.host}/api/connect`);
          socket.onopen = () => socket.send(message);
          socket.onclose = ({ code }) => closed(code);
        });
      return Promise.all(
        ["}{", "", "null", "[".repeat(60_000), "x".repeat(1_100_000), '{"type":"act"}'].map(end),
      );
    });
    expect(ends).toEqual([1002, 1002, 1002, 1002, 1009, 1002]);
    await expect(cluster(page, "odd")).toBeVisible();
    await expect(page.locator(".stalebar")).toHaveCount(0);
  });
});

test("what is wrong on the command line is one sentence, without a stack trace", () => {
  const said = (...args: string[]) => {
    const run = spawnSync(join(root, "fresnel"), ["--no-browser", ...args], { encoding: "utf8" });
    expect(run.stderr).not.toMatch(/^\s+at |Exception/m);
    return run;
  };
  expect(said("--port", "99999")).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("--port 99999 is not between 0 and 65535"),
  });
  expect(said("--nonsense")).toMatchObject({ status: 2, stderr: expect.stringContaining("Unknown option") });
  const taken = new URL(process.env.FRESNEL_BASE ?? "").port;
  expect(said("--port", taken, "--kubeconfig", "/no/such/file")).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/\/no\/such\/file does not exist\..*is taken by another program/s),
  });
});

/** One context for each way to go wrong. */
function contexts(url: string): string {
  const servers = { odd: "odd", page: "page", refuses: "refuses", closed: "closed", plugin: "refuses" };
  const exec = (command: string, args: string[], mode = "Never") => ({
    exec: {
      apiVersion: "client.authentication.k8s.io/v1",
      command,
      args,
      interactiveMode: mode,
      installHint: "Install it with: brew install it",
    },
  });
  const context = (name: string, cluster: string, user: string) => ({ name, context: { cluster, user } });
  return JSON.stringify(
    {
      apiVersion: "v1",
      kind: "Config",
      clusters: [
        ...Object.entries(servers).map(([name, path]) => ({ name, cluster: { server: `${url}/${path}` } })),
        { name: "nobody", cluster: { server: "https://127.0.0.1:1" } },
      ],
      users: [
        { name: "me", user: { token: "t" } },
        { name: "fails", user: exec("sh", ["-c", "echo session is over, sign in >&2; exit 3"]) },
        { name: "missing", user: exec("/no/such/login", []) },
        { name: "asks", user: exec("sh", [], "Always") },
      ],
      contexts: [
        context("odd", "odd", "me"),
        context("page", "page", "me"),
        context("refuses", "refuses", "me"),
        context("closed", "closed", "me"),
        context("nobody", "nobody", "me"),
        context("plugin", "plugin", "fails"),
        context("absent", "plugin", "missing"),
        context("terminal", "plugin", "asks"),
        context("nouser", "odd", "gone"),
      ],
    },
    null,
    1,
  );
}
