import { beforeEach, describe, expect, it } from "vitest";
import { Clock } from "../../src/protocol/clock";
import { Connection, type Socket } from "../../src/protocol/connection";
import type { ClientMessage, HomeData, ServerMessage } from "../../src/protocol/generated/messages";
import { ManualTimer } from "./manualTimer";

class FakeSocket implements Socket {
  readonly sent: ClientMessage[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: (() => void) | null = null;
  closed = false;

  readonly sentBytes: Uint8Array[] = [];

  send(message: string | Uint8Array<ArrayBuffer>): void {
    if (typeof message === "string") {
      this.sent.push(JSON.parse(message));
    } else {
      this.sentBytes.push(message);
    }
  }

  close(): void {
    this.closed = true;
    this.onclose?.();
  }

  says(message: ServerMessage): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }

  welcomes(now = 5000): void {
    this.onopen?.();
    this.says({ type: "welcome", protocol: 1, version: "1", now });
  }
}

const home: HomeData = { type: "homeData", clusters: [], files: [], demo: true };
const settled = () => new Promise((done) => setImmediate(done));

describe("the connection", () => {
  let sockets: FakeSocket[];
  let timer: ManualTimer;
  let accepted: boolean;
  let connection: Connection;
  const latest = () => sockets.at(-1) as FakeSocket;

  beforeEach(() => {
    sockets = [];
    timer = new ManualTimer();
    accepted = true;
    connection = new Connection(
      {
        connect: () => {
          sockets.push(new FakeSocket());
          return latest();
        },
        accepted: async () => accepted,
        now: timer.now,
        later: timer.later,
        chance: () => 0.5,
      },
      new Clock(() => 1000 + timer.now()),
      "en",
    );
    connection.start();
  });

  it("says hello first, and opens what was asked for before it was welcome", () => {
    connection.views.open({ type: "home" });
    latest().welcomes();
    expect(latest().sent.map((message) => message.type)).toEqual(["hello", "heartbeats", "open"]);
    expect(connection.state).toMatchObject({ status: "open" });
    expect(connection.clock.now()).toBe(5000);
  });

  it("keeps what it shows while the server is away, and asks again under a new id when it is back", async () => {
    const view = connection.views.open({ type: "home" });
    latest().welcomes();
    const [, , first] = latest().sent;
    latest().says({ type: "snapshot", id: (first as { id: number }).id, data: home });
    latest().close();
    await settled();
    expect(connection.state).toMatchObject({ status: "lost", attempt: 1, since: 5000 });
    expect(view.get().data).toEqual(home);
    timer.pass(500);
    latest().welcomes();
    const again = latest().sent[2];
    expect(again).toMatchObject({ type: "open", view: { type: "home" } });
    expect(again).not.toEqual(first);
    expect(connection.state.status).toBe("open");
  });

  it("waits longer after each failed try, up to ten seconds", async () => {
    latest().welcomes();
    const pauses: number[] = [];
    for (let i = 0; i < 7; i++) {
      latest().close();
      await settled();
      const before = timer.now();
      const tries = sockets.length;
      while (sockets.length === tries) {
        timer.pass(100);
      }
      pauses.push(timer.now() - before);
    }
    expect(pauses).toEqual([500, 1000, 2000, 4000, 8000, 10000, 10000]);
  });

  it("stops trying and says so when the server does not let this browser in", async () => {
    accepted = false;
    latest().close();
    await settled();
    expect(connection.state.status).toBe("unauthorised");
    expect(timer.pending).toBe(0);
  });

  it("tries at once when asked to", async () => {
    latest().welcomes();
    latest().close();
    await settled();
    connection.retryNow();
    expect(sockets).toHaveLength(2);
    timer.pass(1_000);
    expect(sockets).toHaveLength(2);
  });

  it("takes a silent server for gone as of its last word, and comes back by itself", () => {
    const view = connection.views.open({ type: "home" });
    latest().welcomes(5000);
    latest().says({ type: "snapshot", id: 2, data: home });
    timer.pass(3_000);
    latest().says({ type: "heartbeat" });
    timer.pass(4_999);
    expect(connection.state.status).toBe("open");
    timer.pass(1);
    expect(connection.state).toMatchObject({ status: "lost", since: 8000, attempt: 1 });
    expect(sockets[0]?.closed).toBe(true);
    expect(view.get().data).toEqual(home);
    timer.pass(500);
    expect(sockets).toHaveLength(2);
    timer.pass(5_000); // the attempt hears nothing either
    expect(connection.state).toMatchObject({ status: "lost", since: 8000, attempt: 2 });
    timer.pass(1_000);
    expect(sockets).toHaveLength(3);
    latest().welcomes();
    expect(connection.state.status).toBe("open");
  });

  it("wakes nobody for a heartbeat", () => {
    latest().welcomes();
    let woken = 0;
    connection.subscribe(() => woken++);
    const before = connection.state;
    for (let i = 0; i < 10; i++) {
      timer.pass(2_000);
      latest().says({ type: "heartbeat" });
    }
    expect(woken).toBe(0);
    expect(connection.state).toBe(before);
  });

  it("wants no heartbeat and has no timer while nobody looks", () => {
    latest().welcomes();
    connection.attend(false);
    expect(latest().sent.at(-1)).toEqual({ type: "heartbeats", wanted: false });
    expect(timer.pending).toBe(0);
    timer.pass(3_600_000);
    expect(connection.state.status).toBe("open");
    connection.attend(true);
    expect(latest().sent.at(-1)).toEqual({ type: "heartbeats", wanted: true });
    timer.pass(5_000);
    expect(connection.state.status).toBe("lost");
  });

  it("says hello in the new language when that changes", () => {
    latest().welcomes();
    connection.speak("ja");
    latest().welcomes();
    expect(latest().sent[0]).toEqual({ type: "hello", protocol: 1, language: "ja" });
  });

  it("opens a view again when a delta does not fit what it holds", () => {
    const view = connection.views.open({ type: "home" });
    latest().welcomes();
    const { id } = latest().sent[2] as { id: number };
    latest().says({ type: "snapshot", id, data: home });
    const delta = {
      type: "delta" as const,
      totals: null,
      query: null,
      offset: 0,
      order: [1],
      rows: [],
      sources: null,
    };
    latest().says({ type: "delta", id, delta });
    expect(
      latest()
        .sent.slice(3)
        .map((message) => message.type),
    ).toEqual(["close", "open"]);
    expect(view.get().data).toEqual(home);
  });

  it("opens a view anew when what failed is to show something else", () => {
    const view = connection.views.open({ type: "home" });
    latest().welcomes();
    const { id } = latest().sent[2] as { id: number };
    latest().says({ type: "failure", id, message: { key: "connection.viewFailed", args: {} }, detail: null });
    expect(view.get().failure).not.toBeNull();
    view.adjust({ type: "navigation", clusters: [] });
    expect(latest().sent.slice(3)).toEqual([
      { type: "close", id },
      { type: "open", id: id + 1, view: { type: "navigation", clusters: [] } },
    ]);
    latest().says({ type: "snapshot", id: id + 1, data: home });
    expect(view.get()).toEqual({ data: home, failure: null });
  });

  it("does not send the same adjustment twice, and ignores what comes for a closed view", () => {
    const view = connection.views.open({ type: "palette", clusters: [], text: "", limit: 5 });
    latest().welcomes();
    view.adjust({ type: "palette", clusters: [], text: "a", limit: 5 });
    view.adjust({ type: "palette", clusters: [], text: "a", limit: 5 });
    view.close();
    const { id } = latest().sent[2] as { id: number };
    latest().says({ type: "snapshot", id, data: home });
    expect(latest().sent.map((message) => message.type)).toEqual([
      "hello",
      "heartbeats",
      "open",
      "adjust",
      "close",
    ]);
    expect(view.get().data).toBeNull();
  });
});
