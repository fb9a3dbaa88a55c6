import { describe, expect, it } from "vitest";
import type { NavigationData } from "../../src/protocol/generated/messages";
import { objectOf, tableOf } from "../../src/shell/address";
import { nameOf } from "../../src/shell/keys";
import { goKeys, initialsOf, placeOf } from "../../src/shell/navigation";

const item = (resource: string, ...shortNames: string[]) => ({
  resource,
  title: resource,
  shortNames,
  logs: false,
  severity: null,
  count: 0,
});
const data: NavigationData = {
  type: "navigationData",
  namespaces: [],
  sources: [],
  missing: [],
  clocks: [],
  groups: [
    {
      id: "a",
      title: "A",
      icon: "cube",
      section: "objects",
      items: [item("policies", "pol", "ns"), item("parts", "pa")],
    },
    {
      id: "b",
      title: "B",
      icon: "cube",
      section: "objects",
      items: [item("spaces", "ns"), item("nodes", "no")],
    },
  ],
};

describe("getting around", () => {
  it("leads a letter after g to the kind whose short name begins its own", () => {
    expect(goKeys(data).get("n")?.resource).toBe("nodes");
    expect(goKeys(data).get("p")?.resource).toBe("policies");
    expect(goKeys(null).size).toBe(0);
  });

  it("prefers the kinds of the cluster itself to custom ones", () => {
    const custom = { id: "c", title: "C", icon: "cube", section: "custom", items: [item("certs", "cert")] };
    const maps = { id: "m", title: "M", icon: "cube", section: "objects", items: [item("maps", "cm")] };
    expect(goKeys({ ...data, groups: [custom, maps] }).get("c")?.resource).toBe("maps");
  });

  it("tells API groups apart by two letters", () => {
    expect(["keda.sh", "metrics.k8s.io", "cert-manager.io", "core"].map(initialsOf)).toEqual([
      "ks",
      "mk",
      "cm",
      "co",
    ]);
  });

  it("keeps clusters and namespaces while an object of theirs is looked at", () => {
    const before = placeOf(tableOf(["a", "b"], "r", ["n"]), { clusters: [], namespaces: [] });
    const ref = { cluster: "b", resource: "r", namespace: "n", name: "x" };
    expect(placeOf(objectOf(ref), before)).toBe(before);
    expect(placeOf(objectOf({ ...ref, cluster: "c" }), before)).toEqual({ clusters: ["c"], namespaces: [] });
  });

  it("names keys the same with and without Shift, and with either modifier", () => {
    expect(nameOf({ key: "X", ctrlKey: false, metaKey: false })).toBe("x");
    expect(nameOf({ key: "k", ctrlKey: false, metaKey: true })).toBe("mod+k");
    expect(nameOf({ key: "ArrowDown", ctrlKey: false, metaKey: false })).toBe("ArrowDown");
  });
});
