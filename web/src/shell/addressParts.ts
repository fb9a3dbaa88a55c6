/** Stands where an object has no namespace. */
export const NO_NAMESPACE = "_";

/** Names as one part of a path. */
export function join(parts: string[], separator: string): string {
  return parts.map(escapePart).join(separator);
}

/** Reads what `join` wrote. */
export function split(text: string, separator: string): string[] {
  return text === "" ? [] : text.split(separator).map(unescapePart);
}

/**
 * A name as one part of a path. Names of clusters hold any character, slashes too, and percent-encoded slashes are
 * refused by many servers and proxies: what is not plainly safe is written as ~ and two hexadecimal digits a byte.
 */
export function escapePart(text: string): string {
  if (text === "." || text === ".." || text === NO_NAMESPACE) {
    return Array.from(text, (char) => hex(char.charCodeAt(0))).join("");
  }
  return text.replace(/[^A-Za-z0-9._:@-]/gu, (char) =>
    Array.from(new TextEncoder().encode(char), hex).join(""),
  );
}

function hex(byte: number): string {
  return `~${byte.toString(16).toUpperCase().padStart(2, "0")}`;
}

/** Reads what `escapePart` wrote. */
export function unescapePart(text: string): string {
  // Browsers write with % what a person typed into the address bar.
  const encoded = text.replace(/~([0-9A-F]{2})/g, "%$1");
  try {
    return decodeURIComponent(encoded);
  } catch {
    return text; // not written by us: taken as it is
  }
}

/** The part of an address after the path, without what is empty. */
export function search(params: [string, string][]): string {
  const texts = params
    .filter(([, value]) => value !== "")
    .map(([name, value]) => `${name}=${readable(encodeURIComponent(value))}`);
  return texts.length === 0 ? "" : `?${texts.join("&")}`;
}

/** Leaves as they are the characters that stand in most values and mean nothing after a question mark. */
function readable(encoded: string): string {
  return encoded.replace(/%(?:2F|3A|2C|40|3E|3C|3D|2A)/g, decodeURIComponent);
}
