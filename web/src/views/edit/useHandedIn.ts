import { type DragEvent, useEffect, useRef } from "react";
import type { EditAddress } from "../../shell/address";
import { navigate } from "../../shell/router";
import { keepDraft, keyOf, textOf } from "./drafts";

/**
 * Takes files that are dropped anywhere on the page, and texts of several lines that are pasted where no field has the focus:
 * they are opened in the editor of something new. Null where there is nothing to create it in.
 */
export function useHandedIn(create: EditAddress | null) {
  const latest = useRef(create);
  latest.current = create;
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData("text/plain") ?? "";
      const taken =
        event.target instanceof HTMLElement &&
        event.target.closest("input, textarea, [contenteditable], .texteditor, [role=dialog]") !== null;
      if (latest.current !== null && !taken && /^\s*[\w"'-].*:.*\n/.test(text)) {
        event.preventDefault();
        open(latest.current, text);
      }
    };
    addEventListener("paste", onPaste);
    return () => removeEventListener("paste", onPaste);
  }, []);
  if (create === null) {
    return {};
  }
  return {
    onDragOver: (event: DragEvent) => {
      if (event.dataTransfer.types.includes("Files")) {
        event.preventDefault();
      }
    },
    onDrop: (event: DragEvent) => {
      const files = [...event.dataTransfer.files];
      if (files.length > 0 && !event.defaultPrevented) {
        event.preventDefault();
        void textOf(files).then((text) => open(create, text));
      }
    },
  };
}

/** A text of null is one too large to be edited here, which the editor says. */
function open(create: EditAddress, text: string | null): void {
  const plain = { ...create, resource: "" };
  keepDraft(keyOf(plain), { text: text ?? "", before: null, tooLarge: text === null });
  navigate(plain);
}
