import type {
  SourceState,
  StateFailed,
  StateForbidden,
  StateLoading,
  StateStale,
} from "../../protocol/generated/messages";

type Of<S> = Omit<SourceState, "state"> & { state: S };

/** How far a whole view can be believed, from the states of all its sources. */
export interface Belief {
  /** What the view as a whole is; `nothing` has no source that ever answered. */
  readonly overall: "connecting" | "loading" | "live" | "stale" | "forbidden" | "failed" | "notServed";
  readonly loading: { readonly read: number; readonly expected: number | null } | null;
  readonly stale: readonly Of<StateStale>[];
  /** Those that give nothing while others do. */
  readonly missing: readonly SourceState[];
  readonly forbidden: readonly Of<StateForbidden>[];
  readonly failed: readonly Of<StateFailed>[];
}

/**
 * Sums up. One source that gives rows is enough to show them; what the others lack is told beside, never instead.
 */
export function believe(sources: readonly SourceState[]): Belief {
  const of = <S extends SourceState["state"]["type"]>(type: S) =>
    sources.filter((source) => source.state.type === type) as Of<
      Extract<SourceState["state"], { type: S }>
    >[];
  const loading = of("loading");
  const stale = of("stale");
  const forbidden = of("forbidden");
  const failed = of("failed");
  const notServed = of("notServed");
  const connecting = of("connecting");
  const giving = sources.length - forbidden.length - failed.length - notServed.length;
  return {
    overall:
      giving === 0 && sources.length > 0
        ? failed.length > 0
          ? "failed"
          : forbidden.length > 0
            ? "forbidden"
            : "notServed"
        : stale.length > 0
          ? "stale"
          : loading.length > 0
            ? "loading"
            : connecting.length > 0 || sources.length === 0
              ? "connecting"
              : "live",
    loading: loading.length === 0 ? null : sumUp(loading),
    stale,
    // A cluster that does not serve a kind lacks nothing while others have it.
    missing: giving === 0 ? [] : [...failed, ...forbidden],
    forbidden,
    failed,
  };
}

/** Whether anything is known of what the sources have: "none" is something, silence is not. */
export function tells(sources: readonly SourceState[]): boolean {
  return sources.some(({ state }) => ["loading", "live", "stale"].includes(state.type));
}

function sumUp(loading: readonly Of<StateLoading>[]): { read: number; expected: number | null } {
  let read = 0;
  let expected: number | null = 0;
  for (const { state } of loading) {
    read += state.read;
    expected = expected === null || state.expected === null ? null : expected + state.expected;
  }
  return { read, expected };
}

/** A source as people name it: its cluster, and the namespace where it is about one. */
export function placeOf(source: SourceState): string {
  return source.namespace === null ? source.cluster : `${source.cluster}/${source.namespace}`;
}
