// The browser's part of ./bench. Takes commands as lines of JSON, {"do": name, …}, and answers each with a line of JSON.
// Times are milliseconds; each ends with the frame in which the change was painted.
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { constants, createDeflateRaw } from "node:zlib";

const { chromium } = createRequire(new URL("../../web/package.json", import.meta.url))("@playwright/test");

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

let context;
let page;
let network;
let received; // by the page since it was opened

/** Runs in the page, before anything else. */
function probe() {
  /** Resolves with the moment after the first frame that was painted while the condition held. */
  const painted = (holds) =>
    new Promise((resolve) => {
      const look = () => {
        if (!holds()) {
          requestAnimationFrame(look);
          return;
        }
        const after = new MessageChannel();
        after.port1.onmessage = () => resolve(performance.now());
        after.port2.postMessage(null);
      };
      requestAnimationFrame(look);
    });
  const grid = () => document.querySelector("[role=grid]");
  const sorted = () => {
    const head = document.querySelector("[aria-sort]");
    return `${head?.textContent} ${head?.getAttribute("aria-sort")}`;
  };
  const matched = () => grid()?.getAttribute("aria-rowcount") ?? "none";
  const drawn = (index) => document.querySelector(`#row-${index} .rowname`) !== null;
  const seen = new Map();
  window.bench = {
    firstRows: painted(() => document.querySelector(".row .rowname") !== null),
    live: painted(() => document.querySelector(".live i") !== null),
    states: { sorted, matched },
    /** Begins to wait for a state to change after the person's next event of that type. */
    expectChange(state, event) {
      const before = this.states[state]();
      const began = new Promise((resolve) =>
        addEventListener(event, ({ timeStamp }) => resolve(timeStamp), { capture: true, once: true }),
      );
      const ended = painted(() => this.states[state]() !== before);
      this.took = Promise.all([began, ended]).then(([from, to]) => to - from);
    },
    async scrollTo(index, rowHeight) {
      const from = performance.now();
      grid().scrollTop = index * rowHeight;
      const last = index + Math.floor(grid().clientHeight / rowHeight) - 2;
      return (await painted(() => drawn(index) && drawn(last))) - from;
    },
    /** Notes when each text "B<pod>-<number>" of a status column was first painted, by the clock. */
    noteMarks() {
      let waiting = false;
      new MutationObserver(() => {
        if (waiting) {
          return;
        }
        waiting = true;
        painted(() => true).then((at) => {
          waiting = false;
          for (const cell of document.querySelectorAll(".row .status")) {
            const mark = /B\d+-\d+/.exec(cell.textContent)?.[0];
            if (mark !== undefined && !seen.has(mark)) {
              seen.set(mark, performance.timeOrigin + at);
            }
          }
        });
      }).observe(document.body, { subtree: true, childList: true, characterData: true });
    },
    marks: () => [...seen],
    /** How long each frame took, for some time. */
    frames: (millis) =>
      new Promise((resolve) => {
        const frames = [];
        const from = performance.now();
        let last = from;
        const next = (at) => {
          frames.push(at - last);
          last = at;
          if (at - from < millis) {
            requestAnimationFrame(next);
          } else {
            resolve(frames.slice(1));
          }
        };
        requestAnimationFrame(next);
      }),
  };
}

/** What the messages take on the wire: permessage-deflate keeps its window from message to message. */
async function compressed(messages) {
  const deflate = createDeflateRaw({ flush: constants.Z_SYNC_FLUSH });
  let bytes = 0;
  deflate.on("data", (chunk) => {
    bytes += chunk.length;
  });
  for (const message of messages) {
    await new Promise((written) => deflate.write(message, written));
    bytes -= 4; // the flush's own mark is not sent
  }
  return bytes;
}

/** @param forgets whether messages are not kept */
async function watchNetwork(forgets) {
  network = await context.newCDPSession(page);
  const files = new Map();
  received = { files: 0, messages: [], deflated: false };
  await network.send("Network.enable");
  network.on("Network.responseReceived", ({ requestId, type }) => files.set(requestId, type));
  network.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (files.get(requestId) !== "WebSocket") {
      received.files += encodedDataLength;
    }
  });
  network.on("Network.webSocketFrameReceived", ({ response }) => {
    if (response.opcode === 1 && !forgets) {
      received.messages.push(response.payloadData);
    }
  });
  network.on("Network.webSocketHandshakeResponseReceived", ({ response }) => {
    received.deflated = /permessage-deflate/i.test(JSON.stringify(response.headers));
  });
}

async function settle(millis) {
  await new Promise((resolve) => setTimeout(resolve, millis));
}

async function changed(state, event, act) {
  await page.evaluate(([s, e]) => window.bench.expectChange(s, e), [state, event]);
  await act();
  return page.evaluate(() => window.bench.took);
}

const commands = {
  /** A page in a browser that has never seen the application: {launch, url, forgets}. */
  async open({ launch, url, forgets }) {
    await context?.close();
    context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    await context.request.get(launch);
    page = await context.newPage();
    await page.addInitScript(probe);
    await watchNetwork(forgets);
    await page.goto(url, { waitUntil: "commit" });
    const firstRows = await page.evaluate(() => window.bench.firstRows);
    return { firstRows, live: await page.evaluate(() => window.bench.live) };
  },

  /** A page of logs: {launch, url}; ends when there are lines in it. */
  async openLogs({ launch, url }) {
    await context?.close();
    context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    await context.request.get(launch);
    page = await context.newPage();
    await page.addInitScript(probe);
    await watchNetwork(true);
    await page.goto(url, { waitUntil: "commit" });
    await page.locator(".log").first().waitFor();
    return {};
  },

  /** How long each frame takes while nobody does anything: {millis}. */
  async frames({ millis }) {
    return { frames: await page.evaluate((time) => window.bench.frames(time), millis) };
  },

  /** The same while somebody turns the wheel up and down again: {millis}. */
  async scrollLogs({ millis }) {
    const box = await page.locator(".logs").boundingBox();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.wheel(0, -400);
    let frames;
    const measured = page.evaluate((time) => window.bench.frames(time), millis).then((all) => {
      frames = all;
    });
    const until = Date.now() + millis;
    for (let turn = 0; frames === undefined && Date.now() < until; turn++) {
      await page.mouse.wheel(0, turn % 60 < 45 ? -120 : 120);
    }
    await measured;
    return { frames };
  },

  /** Follows again. */
  async followLogs() {
    await page.locator(".lognew").click();
    await page.locator(".lognew").waitFor({ state: "detached" });
    return {};
  },

  /** What the page has received so far, in bytes. */
  async received() {
    await settle(1500);
    const texts = received.messages.map((text) => Buffer.from(text));
    const plain = texts.reduce((sum, text) => sum + text.length, 0);
    return {
      files: received.files,
      messages: texts.length,
      plain,
      deflated: received.deflated,
      wire: received.deflated ? await compressed(texts) : plain,
    };
  },

  /** Sorts, filters and scrolls: {rounds}. */
  async warm({ rounds }) {
    const times = { sort: [], filter: [], scroll: [] };
    const sorters = page.locator(".hrow .sorter");
    const columns = await sorters.count();
    for (let round = 0; round < rounds; round++) {
      const sorter = sorters.nth(round % columns);
      times.sort.push(await changed("sorted", "pointerdown", () => sorter.click()));
      const count = Number(await page.locator("[role=grid]").getAttribute("aria-rowcount"));
      const rowHeight = await page.locator(".row").first().evaluate((row) => row.getBoundingClientRect().height);
      const index = Math.floor(((round * 0.618) % 1) * (count - 60));
      times.scroll.push(
        await page.evaluate(([i, h]) => window.bench.scrollTo(i, h), [index, rowHeight]),
      );
      const name = await page.locator(".row .rowname").first().evaluate((link) =>
        link.querySelector("[title]")?.getAttribute("title") ?? link.textContent);
      await page.keyboard.press("/");
      times.filter.push(await changed("matched", "input", () => page.keyboard.insertText(/[a-z0-9]+$/.exec(name)[0])));
      await page.keyboard.press("ControlOrMeta+a");
      times.filter.push(await changed("matched", "input", () => page.keyboard.press("Backspace")));
      await page.keyboard.press("Escape");
    }
    return times;
  },

  /** Looks into the first row's details, then asks the palette for something, and leaves both. */
  async peek() {
    for (const key of ["Escape", "Escape", "j"]) {
      await page.keyboard.press(key);
    }
    await page.locator(".row.cur .rowname").waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("complementary", { name: "Details" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("complementary", { name: "Details" }).waitFor({ state: "detached" });
    await page.keyboard.press("ControlOrMeta+k");
    await page.keyboard.insertText("web");
    await page.getByRole("option").first().waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("option").first().waitFor({ state: "detached" });
    return {};
  },

  async reload() {
    await page.reload({ waitUntil: "commit" });
    await page.evaluate(() => window.bench.live);
    return {};
  },

  /** Begins to note marks in the status column. */
  async note() {
    await page.evaluate(() => window.bench.noteMarks());
    return {};
  },

  /** The marks that were seen, with when. */
  async noted() {
    return { marks: await page.evaluate(() => window.bench.marks()) };
  },

  /** Bytes of live objects after a collection: of scripts, of the document, of buffers. */
  async heap() {
    await network.send("HeapProfiler.collectGarbage");
    await network.send("HeapProfiler.collectGarbage");
    const { usedSize, embedderHeapUsedSize, backingStorageSize } = await network.send("Runtime.getHeapUsage");
    return { used: usedSize + (embedderHeapUsedSize ?? 0) + (backingStorageSize ?? 0) };
  },

  async version() {
    return { version: browser.version() };
  },
};

for await (const line of createInterface(process.stdin)) {
  const command = JSON.parse(line);
  let answer;
  try {
    answer = await commands[command.do](command);
  } catch (error) {
    const shot = join(tmpdir(), `fresnel-${command.do}.png`);
    await page?.screenshot({ path: shot }).catch(() => {});
    answer = { error: `${error.message} (what it showed: ${shot})` };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
await browser.close();
