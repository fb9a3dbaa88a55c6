/** In bytes: more does not fit into one value of a cluster. */
const MOST = 1_000_000;

/** What a file holds, in base64; null where it is too large. */
export async function bytesOf(file: File): Promise<string | null> {
  if (file.size > (MOST * 3) / 4) {
    return null;
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = "";
  for (const byte of bytes) {
    binary += String.fromCharCode(byte);
  }
  return btoa(binary);
}

/** The bytes of a base64 text; none where it is no such text. */
export function fromBase64(base64: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}

/** Lets the person keep bytes as a file. */
export function saveAs(name: string, bytes: Uint8Array<ArrayBuffer>): void {
  const url = URL.createObjectURL(new Blob([bytes]));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
