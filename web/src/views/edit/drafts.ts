import { type EditAddress, refKey } from "../../shell/address";

/**
 * Texts that are being written, for as long as this tab lives: whoever looks at something else and comes back goes on where
 * they were. They are kept nowhere else, since there may be values of secrets in them.
 */

export interface Draft {
  readonly text: string;
  /** The object's text as the person began with it; null for a new one. */
  readonly before: string | null;
  /** What was handed in was too large to be edited here, and is not in the text. */
  readonly tooLarge?: boolean;
}

/** Names what is written at an address. */
export function keyOf({ cluster, ref, resource, namespace }: EditAddress): string {
  return ref === null ? ["new", cluster, resource, namespace].join(" ") : refKey(ref);
}

const drafts = new Map<string, Draft>();

export function draftOf(key: string): Draft | null {
  return drafts.get(key) ?? null;
}

export function keepDraft(key: string, draft: Draft): void {
  drafts.set(key, draft);
}

export function dropDraft(key: string): void {
  drafts.delete(key);
}

/** Texts that are being applied, by their task. */
const sent = new Map<number, { address: EditAddress; text: string }>();

/** The text at an address is being applied: it stays until that has gone well. */
export function sendDraft(address: EditAddress, text: string, task: number): void {
  sent.set(task, { address, text });
}

/** A task has ended; what was written for it is needed no longer where it went well. */
export function settleDraft(task: number, well: boolean): void {
  const draft = sent.get(task);
  if (draft !== undefined && well) {
    sent.delete(task);
    // Unless the person has written on meanwhile.
    if (draftOf(keyOf(draft.address))?.text === draft.text) {
      dropDraft(keyOf(draft.address));
    }
  }
}

/** Where the text of a task can be gone on with; null where it is no longer kept. */
export function draftOfTask(task: number): EditAddress | null {
  const draft = sent.get(task);
  return draft !== undefined && draftOf(keyOf(draft.address)) !== null ? draft.address : null;
}

/** In bytes: a message to the server holds the text twice, and more. */
const MOST = 1_000_000;

/** Whether a text is small enough to be sent; `before` is sent with it. */
export function fits(text: string, before: string | null): boolean {
  if (text.length + (before?.length ?? 0) < MOST / 8) {
    return true;
  }
  return new TextEncoder().encode(JSON.stringify([text, before])).length <= MOST;
}

/** The text of files that somebody dropped, one after the other; null where they are too large to be edited here. */
export async function textOf(files: readonly File[]): Promise<string | null> {
  if (files.reduce((sum, file) => sum + file.size, 0) > MOST) {
    return null;
  }
  const texts = await Promise.all(files.map((file) => file.text()));
  return texts.map((text) => text.trimEnd()).join("\n---\n");
}
