import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ICONS } from "../src/design/icons";
import en from "../src/i18n/en.json";
import ja from "../src/i18n/ja.json";

const web = join(import.meta.dirname, "..");

function filesIn(folder: string, ending: RegExp): { name: string; text: string }[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => ending.test(name) && !name.includes("generated"))
    .map((name) => ({ name, text: readFileSync(join(folder, name), "utf8") }));
}

const sources = filesIn(join(web, "src"), /\.tsx?$/);
const code = sources.map(({ text }) => text).join("\n");

/** Without its plural ending. */
const stem = (key: string) => key.replace(/_(?:one|other)$/, "");
const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe("the catalogues", () => {
  const english = new Map<string, string>(Object.entries(en));
  const japanese = new Map<string, string>(Object.entries(ja));

  it("say the same things in all languages", () => {
    expect(new Set([...japanese.keys()].map(stem))).toEqual(new Set([...english.keys()].map(stem)));
  });

  it("have the same places to fill in", () => {
    for (const [key, text] of japanese) {
      const other = english.get(key) ?? english.get(`${stem(key)}_other`) ?? "";
      expect(places(text), key).toEqual(places(other));
    }
  });

  it("say nothing that is never said", () => {
    const phrases = filesIn(join(web, ".."), /(?:engine|server|kube)\/src\/main\/.*\.java$/)
      .map(({ text }) => text)
      .join("\n");
    const families = [...code.matchAll(/t\(`([\w.]+)\$\{/g)].map(([, prefix]) => prefix ?? "");
    const unused = [...english.keys()].map(stem).filter((key) => {
      const quoted = `"${key}"`;
      return (
        !code.includes(quoted) &&
        !phrases.includes(quoted) &&
        !families.some((family) => key.startsWith(family))
      );
    });
    expect(unused).toEqual([]);
  });

  it("know every sentence that the server chooses", () => {
    const java = filesIn(join(web, ".."), /(?:engine|server|kube)\/src\/main\/.*\.java$/);
    const chosen = java.flatMap(({ text }) =>
      [...text.matchAll(/Phrase\.of\(\s*"([^"]+)"/g)].map(([, key]) => key ?? ""),
    );
    expect(chosen.filter((key) => !english.has(key) && !english.has(`${key}_other`))).toEqual([]);
  });
});

describe("the browser's part", () => {
  it("knows no kind of Kubernetes and no field of one", () => {
    const kinds = readdirSync(join(web, "../packs/core"))
      .filter((name) => name.endsWith(".yaml"))
      .map((name) => name.replace(/\.yaml$/, ""));
    // Words of plain English or of the browser, which stand for themselves here.
    const words = [
      "pack",
      "event",
      "node",
      "role",
      "job",
      "service",
      "secret",
      "namespace",
      "gateway",
      "lease",
      "workload",
      "endpoints",
    ];
    const told = kinds.filter((kind) => !words.includes(kind));
    expect(told).toContain("deployment");
    for (const { name, text } of sources) {
      // The protocol counts pods and nodes of a cluster for the home page.
      const lines = text
        .split("\n")
        .filter((line) => !(name.startsWith("views/home") && line.includes("pods")));
      for (const line of lines) {
        const found = told.find((kind) => new RegExp(`\\b${kind}(?:e?s)?\\b`, "i").test(line));
        expect(found === undefined || /^\s*(?:\/\/|\*|\/\*)/.test(line), `${name}: ${line.trim()}`).toBe(
          true,
        );
        expect(line, name).not.toMatch(/["'.](?:metadata|spec)\.[a-z]/);
      }
    }
  });

  it("has every icon that a pack names", () => {
    const named = filesIn(join(web, "../packs"), /\.yaml$/).flatMap(({ name, text }) =>
      [...text.matchAll(/^\s*icon:\s*([\w-]+)/gm)].map(([, icon]) => `${icon} (${name})`),
    );
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((icon) => !Object.hasOwn(ICONS, icon.split(" ")[0] ?? ""))).toEqual([]);
  });

  it("never hands text to the page as HTML", () => {
    expect(code).not.toMatch(/dangerouslySetInnerHTML|innerHTML|insertAdjacentHTML|document\.write/);
  });
});
