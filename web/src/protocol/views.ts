import type {
  ActionsData,
  AssistData,
  AuditData,
  ChangeData,
  ClientMessage,
  CompletionData,
  DetailsData,
  EditData,
  FillData,
  ForwardsData,
  HomeData,
  LogData,
  NavigationData,
  PaletteData,
  PortsData,
  ProblemsData,
  RevealData,
  ServerMessage,
  ServerMessageFailure,
  TableData,
  TasksData,
  TerminalData,
  ViewAct,
  ViewData,
  ViewRequest,
  YamlData,
} from "./generated/messages";
import { applyTail } from "./log";
import { applyDelta, UnfitDelta } from "./table";

/** What answers each kind of request. */
export interface DataOf {
  home: HomeData;
  navigation: NavigationData;
  table: TableData;
  details: DetailsData;
  yaml: YamlData;
  reveal: RevealData;
  palette: PaletteData;
  completion: CompletionData;
  actions: ActionsData;
  change: ChangeData;
  undo: ChangeData;
  edit: EditData;
  assist: AssistData;
  fill: FillData;
  apply: ChangeData;
  tasks: TasksData;
  audit: AuditData;
  problems: ProblemsData;
  logs: LogData;
  terminal: TerminalData;
  ports: PortsData;
  forwards: ForwardsData;
}

/** What is known of a view: the newest data, and why there is no newer. */
export interface ViewState<D = ViewData> {
  readonly data: D | null;
  readonly failure: ServerMessageFailure | null;
}

export const NOTHING_YET: ViewState<never> = { data: null, failure: null };

/** One subscription. What it holds outlives a lost connection and is replaced only by something newer. */
export interface View<D = ViewData> {
  get(): ViewState<D>;
  /** Calls `listener` after each change, until the returned function is called. */
  subscribe(listener: () => void): () => void;
  /** Looks at something else with the same kind of view. Asking for the same again does nothing. */
  adjust(request: ViewRequest): void;
  /** Rows that no longer match may go. */
  dropGone(): void;
  /** Something is to be done in this view. */
  act(act: ViewAct): void;
  /** Hands on the bytes that belong to this view, in order with its data, until the returned function is called. */
  listen(listener: (bytes: Uint8Array) => void): () => void;
  /** Sends bytes to this view. */
  type(bytes: Uint8Array): void;
  close(): void;
}

/** Bytes begin with the number of their view. */
const VIEW_ID = 4;

interface Subscription {
  id: number;
  request: ViewRequest;
  asked: string;
  state: ViewState;
  readonly listeners: Set<() => void>;
  readonly hearers: Set<(bytes: Uint8Array) => void>;
}

/**
 * The views that are open in this tab: requests go out, snapshots and deltas come in. Knows neither sockets nor React:
 * `send` may drop messages while there is no connection, because `reopen` asks for everything again after one came.
 */
export class Views {
  readonly #open = new Map<number, Subscription>();
  readonly #send: (message: ClientMessage) => void;
  readonly #sendBytes: (bytes: Uint8Array<ArrayBuffer>) => void;
  #lastId = 0;

  constructor(send: (message: ClientMessage) => void, sendBytes: (bytes: Uint8Array<ArrayBuffer>) => void) {
    this.#send = send;
    this.#sendBytes = sendBytes;
  }

  open<T extends ViewRequest["type"]>(request: Extract<ViewRequest, { type: T }>): View<DataOf[T]> {
    const subscription: Subscription = {
      id: ++this.#lastId,
      request,
      asked: JSON.stringify(request),
      state: NOTHING_YET,
      listeners: new Set(),
      hearers: new Set(),
    };
    this.#open.set(subscription.id, subscription);
    this.#ask(subscription);
    return this.#handle(subscription) as View<DataOf[T]>;
  }

  /** After a new connection: everything is asked for again, under new ids, and what is held stays until the answer. */
  reopen(): void {
    const all = [...this.#open.values()];
    this.#open.clear();
    for (const subscription of all) {
      this.#renew(subscription);
    }
  }

  receive(message: ServerMessage): void {
    if (message.type === "welcome" || message.type === "heartbeat" || message.id === null) {
      return;
    }
    const subscription = this.#open.get(message.id);
    if (subscription === undefined) {
      return; // was closed while the message was on its way
    }
    switch (message.type) {
      case "snapshot":
        this.#set(subscription, { data: message.data, failure: null });
        break;
      case "failure":
        this.#set(subscription, { data: subscription.state.data, failure: message });
        break;
      case "delta":
        this.#change(subscription, message);
        break;
    }
  }

  receiveBytes(message: ArrayBuffer): void {
    const subscription = this.#open.get(new DataView(message).getUint32(0));
    for (const hearer of [...(subscription?.hearers ?? [])]) {
      hearer(new Uint8Array(message, VIEW_ID));
    }
  }

  #change(subscription: Subscription, message: Extract<ServerMessage, { type: "delta" }>): void {
    const { data } = subscription.state;
    const { delta } = message;
    try {
      if (data?.type === "tableData" && delta.type === "delta") {
        this.#set(subscription, { data: applyDelta(data, delta), failure: null });
      } else if (data?.type === "logData" && delta.type === "tail") {
        this.#set(subscription, { data: applyTail(data, delta), failure: null });
      } else {
        throw new UnfitDelta("A delta came before its snapshot.");
      }
    } catch (error) {
      if (!(error instanceof UnfitDelta)) {
        throw error;
      }
      this.#open.delete(subscription.id);
      this.#send({ type: "close", id: subscription.id });
      this.#renew(subscription);
    }
  }

  #handle(subscription: Subscription): View {
    return {
      get: () => subscription.state,
      subscribe: (listener) => {
        subscription.listeners.add(listener);
        return () => subscription.listeners.delete(listener);
      },
      adjust: (request) => {
        const asked = JSON.stringify(request);
        if (asked !== subscription.asked) {
          subscription.request = request;
          subscription.asked = asked;
          if (subscription.state.failure === null) {
            this.#send({ type: "adjust", id: subscription.id, view: request });
          } else {
            // The server may have closed what failed.
            this.#open.delete(subscription.id);
            this.#send({ type: "close", id: subscription.id });
            this.#renew(subscription);
          }
        }
      },
      act: (act) => this.#send({ type: "act", id: subscription.id, act }),
      listen: (listener) => {
        subscription.hearers.add(listener);
        return () => subscription.hearers.delete(listener);
      },
      type: (bytes) => {
        const message = new Uint8Array(VIEW_ID + bytes.length);
        new DataView(message.buffer).setUint32(0, subscription.id);
        message.set(bytes, VIEW_ID);
        this.#sendBytes(message);
      },
      dropGone: () => this.#send({ type: "dropGone", id: subscription.id }),
      close: () => {
        this.#open.delete(subscription.id);
        subscription.listeners.clear();
        subscription.hearers.clear();
        this.#send({ type: "close", id: subscription.id });
      },
    };
  }

  #renew(subscription: Subscription): void {
    subscription.id = ++this.#lastId;
    this.#open.set(subscription.id, subscription);
    this.#ask(subscription);
  }

  #ask(subscription: Subscription): void {
    this.#send({ type: "open", id: subscription.id, view: subscription.request });
  }

  #set(subscription: Subscription, state: ViewState): void {
    subscription.state = state;
    for (const listener of [...subscription.listeners]) {
      listener();
    }
  }
}
