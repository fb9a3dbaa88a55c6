import { createContext, useContext } from "react";
import type { NavigationData, NavigationDataItem } from "../protocol/generated/messages";
import type { Address } from "./address";

/** Which clusters and namespaces are looked at. Pages of one object keep what the list before them had. */
export interface Place {
  readonly clusters: string[];
  readonly namespaces: string[];
}

export interface Navigation {
  readonly place: Place;
  /** null until the server has answered. */
  readonly data: NavigationData | null;
}

export const NavigationContext = createContext<Navigation>({
  place: { clusters: [], namespaces: [] },
  data: null,
});

export function useNavigation(): Navigation {
  return useContext(NavigationContext);
}

/** Where an address is, coming from a place. */
export function placeOf(address: Address, before: Place): Place {
  switch (address.page) {
    case "table":
    case "problems":
      return { clusters: address.clusters, namespaces: address.namespaces };
    case "landing":
      return { clusters: address.clusters, namespaces: [] };
    case "object":
      return before.clusters.includes(address.ref.cluster)
        ? before
        : { clusters: [address.ref.cluster], namespaces: [] };
    case "audit":
      return before;
    case "edit":
      return before.clusters.includes(address.cluster)
        ? before
        : { clusters: [address.cluster], namespaces: [] };
    case "logs": {
      const clusters = [...new Set(address.place.objects.map(({ cluster }) => cluster))];
      return clusters.every((cluster) => before.clusters.includes(cluster))
        ? before
        : { clusters, namespaces: [] };
    }
    default:
      return { clusters: [], namespaces: [] };
  }
}

/** All kinds of the rail, in its order. */
export function itemsOf(data: NavigationData | null): NavigationDataItem[] {
  return data === null ? [] : data.groups.flatMap((group) => group.items);
}

export function itemOf(data: NavigationData | null, resource: string): NavigationDataItem | null {
  return itemsOf(data).find((item) => item.resource === resource) ?? null;
}

/** Two letters that tell an API group from its neighbours: those its first two words begin with, else its first two. */
export function initialsOf(title: string): string {
  const [first = "", second = ""] = title.split(/[.\-_/ ]+/);
  return second === "" ? first.slice(0, 2) : `${first.slice(0, 1)}${second.slice(0, 1)}`;
}

/**
 * Which kind each letter leads to after `g`: one whose short name is how its own name begins, as people type it to
 * kubectl, else one with a short name that begins with the letter. The rail's order decides the rest, custom kinds last.
 */
export function goKeys(data: NavigationData | null): Map<string, NavigationDataItem> {
  const best = new Map<string, { item: NavigationDataItem; rank: number }>();
  const items = (data?.groups ?? []).flatMap((group) => group.items.map((item) => ({ item, group })));
  for (const { item, group } of items) {
    for (const short of item.shortNames) {
      const letter = short[0];
      const rank = (item.resource.startsWith(short) ? 0 : 1) + (group.section === "custom" ? 2 : 0);
      const now = letter === undefined ? undefined : best.get(letter);
      if (letter !== undefined && (now === undefined || rank < now.rank)) {
        best.set(letter, { item, rank });
      }
    }
  }
  return new Map([...best].map(([letter, { item }]) => [letter, item]));
}
