import { describe, expect, it } from "vitest";
import { type Address, formatAddress, objectOf, parseAddress, tableOf } from "../../src/shell/address";
import { random } from "../random";

function roundTrip(address: Address): Address {
  const url = new URL(formatAddress(address), "http://localhost/");
  return parseAddress(url.pathname, url.search);
}

describe("addresses", () => {
  it("read as people would write them", () => {
    expect(formatAddress({ page: "home" })).toBe("");
    expect(
      formatAddress({
        ...tableOf(["prod", "staging"], "pods", ["shop"]),
        query: "restarts>3 team-*",
        sort: { column: "restarts", descending: true },
      }),
    ).toBe("c/prod+staging/pods?ns=shop&q=restarts>3%20team-*&sort=-restarts");
    const ref = { cluster: "prod", resource: "pods", namespace: "shop", name: "api-0" };
    expect(formatAddress(objectOf(ref, "yaml"))).toBe("c/prod/pods/shop/api-0?tab=yaml");
    expect(formatAddress({ ...tableOf(["prod"], "pods"), open: ref })).toBe(
      "c/prod/pods?open=prod/shop/api-0",
    );
    expect(formatAddress(objectOf({ ...ref, namespace: null }))).toBe("c/prod/pods/_/api-0");
  });

  it("come back the same with any characters in any name", () => {
    const alphabet = [..."abz09.-_+/%~,:@?#&= \\\"'<>*é日😀"];
    for (let seed = 1; seed <= 500; seed++) {
      const next = random(seed);
      const name = () =>
        Array.from(
          { length: 1 + Math.floor(next() * 6) },
          () => alphabet[Math.floor(next() * alphabet.length)],
        ).join("");
      const ref = () => ({
        cluster: name(),
        resource: name(),
        namespace: next() < 0.3 ? null : name(),
        name: name(),
      });
      const object = objectOf(ref(), next() < 0.5 ? "summary" : "yaml");
      expect(roundTrip(object), `seed ${seed}`).toEqual(object);
      const resource = name();
      const table: Address = {
        ...tableOf([name(), name()], resource, next() < 0.5 ? [] : [name(), name()]),
        query: name(),
        sort: next() < 0.5 ? null : { column: `c${name()}`, descending: next() < 0.5 },
        columns: next() < 0.5 ? null : [name(), name()],
        open: { ...ref(), resource },
        tab: "yaml",
        selected: [{ ...ref(), resource }],
      };
      expect(roundTrip(table), `seed ${seed}`).toEqual(table);
    }
  });

  it("never hold percent-encoded slashes or dots alone, which servers refuse in paths", () => {
    const ref = {
      cluster: "arn:aws:eks:eu-west-1:1:cluster/prod",
      resource: "pods",
      namespace: "..",
      name: ".",
    };
    expect(formatAddress(objectOf(ref))).toBe("c/arn:aws:eks:eu-west-1:1:cluster~2Fprod/pods/~2E~2E/~2E");
  });

  it("are read as browsers write what a person typed", () => {
    expect(parseAddress("/c/prod/roles/_/%3Ca%20b%3E", "")).toMatchObject({ ref: { name: "<a b>" } });
    expect(parseAddress("/c/prod/roles/_/100%", "")).toMatchObject({ ref: { name: "100%" } });
  });

  it("are lost when they are none of ours", () => {
    expect(parseAddress("/x/y", "").page).toBe("lost");
    expect(parseAddress("/c/prod/pods/shop", "").page).toBe("lost");
    expect(parseAddress("/c/prod", "")).toEqual({ page: "landing", clusters: ["prod"] });
  });
});
