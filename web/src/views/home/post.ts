import { serverUrl } from "../../protocol/browser";

/** Why something sent to the server was not done, in its words. */
export interface Problem {
  readonly message: string | null;
  readonly detail: string | null;
}

/** Sends a text; null when the server took it. */
export async function post(path: string, text: string | null): Promise<Problem | null> {
  try {
    const response = await fetch(serverUrl(path), {
      method: "POST",
      body: text,
      headers: text === null ? {} : { "Content-Type": "text/plain; charset=utf-8" },
    });
    if (response.ok) {
      return null;
    }
    const answer = (await response.json().catch(() => ({}))) as { message?: unknown; detail?: unknown };
    return {
      message: typeof answer.message === "string" ? answer.message : null,
      detail: typeof answer.detail === "string" ? answer.detail : `${response.status} ${response.statusText}`,
    };
  } catch (error) {
    return { message: null, detail: String(error) };
  }
}
