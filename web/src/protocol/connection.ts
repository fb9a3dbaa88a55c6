import type { Clock } from "./clock";
import type { ClientMessage, ServerMessage, ServerMessageFailure } from "./generated/messages";
import { Pulse, type Timer } from "./pulse";
import { Views } from "./views";

/** The protocol's version that this browser speaks. */
const PROTOCOL = 1;

const FIRST_WAIT = 500;
const LONGEST_WAIT = 10_000;

/** As much of a WebSocket as is used. */
export interface Socket {
  send(message: string | Uint8Array<ArrayBuffer>): void;
  close(): void;
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: (() => void) | null;
}

/** What the connection needs of its surroundings; tests bring their own. */
export interface Surroundings extends Timer {
  connect(): Socket;
  /** Whether the server accepts this browser, asked when a connection was refused, as a socket cannot tell why. */
  accepted(): Promise<boolean>;
  /** Between 0 and 1: spreads many browsers that come back at once. */
  chance(): number;
}

/** How the way to the server is. */
export type LinkState =
  | { readonly status: "connecting" }
  | { readonly status: "open"; readonly version: string }
  /** Not heard since then, by the server's clock; the next try is the `attempt`th. */
  | { readonly status: "lost"; readonly since: number; readonly attempt: number }
  /** The server does not know this browser: it has to be opened by the address that Fresnel printed. */
  | { readonly status: "unauthorised" };

/**
 * The one connection of this tab. It connects by itself, comes back by itself with growing pauses, and then asks for
 * all open views again.
 *
 *   connecting ──welcome──▶ open ──closed, silent──▶ lost ──welcome──▶ open
 *        └──────refused──▶ unauthorised ◀──refused──────┘
 *
 * While somebody looks, the server says a word every two seconds. Where none comes the connection is taken for gone: a
 * server that hangs and a network that swallows everything close nothing.
 */
export class Connection {
  readonly views: Views;
  readonly clock: Clock;
  #state: LinkState = { status: "connecting" };
  #failure: ServerMessageFailure | null = null;
  #language: string;
  #socket: Socket | null = null;
  #attempt = 0;
  #cancelRetry: (() => void) | null = null;
  #seen = true;
  readonly #pulse: Pulse;
  readonly #around: Surroundings;
  readonly #listeners = new Set<() => void>();

  constructor(around: Surroundings, clock: Clock, language: string) {
    this.#around = around;
    this.clock = clock;
    this.#language = language;
    this.views = new Views(
      (message) => this.#send(message),
      (bytes) => this.#sendBytes(bytes),
    );
    this.#pulse = new Pulse(around, (silence) => this.#silent(silence));
  }

  start(): void {
    this.#connect();
  }

  /** Tries at once instead of waiting for the pause to end. */
  retryNow(): void {
    if (this.#cancelRetry !== null) {
      this.#cancelRetry();
      this.#connect();
    }
  }

  /** Whether somebody looks at this tab. If not, nothing need be heard. */
  attend(seen: boolean): void {
    if (seen === this.#seen) {
      return;
    }
    this.#seen = seen;
    this.#send({ type: "heartbeats", wanted: seen });
    if (seen) {
      this.retryNow();
    }
    this.#expect();
  }

  /** The server says its words in another language from now on: all views are asked for again. */
  speak(language: string): void {
    if (language !== this.#language) {
      this.#language = language;
      if (this.#socket !== null && this.#state.status === "open") {
        this.#abandon(this.#socket);
        this.#set({ status: "connecting" });
        this.#connect();
      }
    }
  }

  /** Asks the server to try clusters again now. */
  retryClusters(clusters: readonly string[]): void {
    for (const cluster of clusters) {
      this.#send({ type: "retry", cluster });
    }
  }

  get state(): LinkState {
    return this.#state;
  }

  /** What the server last said about the connection as a whole. */
  get failure(): ServerMessageFailure | null {
    return this.#failure;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #connect(): void {
    this.#cancelRetry = null;
    const socket = this.#around.connect();
    let welcomed = false;
    this.#socket = socket;
    this.#expect();
    socket.onopen = () => {
      socket.send(JSON.stringify({ type: "hello", protocol: PROTOCOL, language: this.#language }));
    };
    socket.onmessage = (event) => {
      this.#pulse.heard();
      if (event.data instanceof ArrayBuffer) {
        this.views.receiveBytes(event.data);
        return;
      }
      const message = JSON.parse(String(event.data)) as ServerMessage;
      if (message.type === "welcome") {
        welcomed = true;
        this.#welcome(message.now, message.version);
      } else if (message.type === "failure" && message.id === null) {
        this.#failure = message;
        this.#tell();
      } else {
        this.views.receive(message);
      }
    };
    socket.onclose = () => {
      this.#socket = null;
      this.#pulse.rest();
      void this.#closed(welcomed);
    };
  }

  /** A word is due from now on where there is a socket and somebody looks. */
  #expect(): void {
    if (this.#seen && this.#socket !== null) {
      this.#pulse.listen();
    } else {
      this.#pulse.rest();
    }
  }

  /** What comes of it is passed over from now on; its end may take long where nobody answers. */
  #abandon(socket: Socket): void {
    socket.onopen = null;
    socket.onmessage = null;
    socket.onclose = null;
    socket.close();
  }

  #welcome(now: number, version: string): void {
    this.clock.set(now);
    this.#attempt = 0;
    this.#failure = null;
    this.#set({ status: "open", version });
    if (this.#seen) {
      this.#send({ type: "heartbeats", wanted: true });
    }
    this.views.reopen();
  }

  async #closed(welcomed: boolean): Promise<void> {
    if (!welcomed && !(await this.#around.accepted())) {
      this.#set({ status: "unauthorised" });
      return;
    }
    this.#lost(this.clock.now());
  }

  #silent(silence: number): void {
    if (this.#socket !== null) {
      this.#abandon(this.#socket);
      this.#socket = null;
      this.#lost(this.clock.now() - silence);
    }
  }

  #lost(now: number): void {
    const since = this.#state.status === "lost" ? this.#state.since : now;
    this.#attempt++;
    this.#cancelRetry = this.#around.later(() => this.#connect(), this.#wait());
    this.#set({ status: "lost", since, attempt: this.#attempt });
  }

  #wait(): number {
    const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (this.#attempt - 1));
    return wait * (0.8 + 0.4 * this.#around.chance());
  }

  #send(message: ClientMessage): void {
    // Without a connection nothing is lost: after the next welcome all views are opened as they then are.
    if (this.#state.status === "open") {
      this.#socket?.send(JSON.stringify(message));
    }
  }

  #sendBytes(bytes: Uint8Array<ArrayBuffer>): void {
    if (this.#state.status === "open") {
      this.#socket?.send(bytes);
    }
  }

  #set(state: LinkState): void {
    this.#state = state;
    this.#tell();
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) {
      listener();
    }
  }
}
