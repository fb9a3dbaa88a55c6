import { useEffect, useRef } from "react";
import type { EditDataProblem, EditDataSetter } from "../../protocol/generated/messages";
import { createEditor, type Editor, type EditorHost } from "./editor";

/** The editor of a text. It comes with a library of its own size, so this file is loaded when it is first needed. */
export default function TextEditor({
  host,
  text,
  problems,
  setters,
  onReady,
}: {
  host: EditorHost;
  /** What others than the editor itself have made of the text. */
  text: string;
  problems: readonly EditDataProblem[];
  setters: readonly EditDataSetter[];
  onReady: (editor: Editor) => void;
}) {
  const element = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor | null>(null);
  /** What was typed and has not come back as `text` yet: who types fast is ahead of it. */
  const typed = useRef<string[]>([]);
  const latest = useRef({ host, onReady });
  latest.current = { host, onReady };
  useEffect(() => {
    if (element.current === null) {
      return;
    }
    const first = latest.current.host;
    const made = createEditor(element.current, {
      text: first.text,
      label: first.label,
      required: first.required,
      onText: (next) => {
        typed.current.push(next);
        latest.current.host.onText(next);
      },
      onDone: () => latest.current.host.onDone(),
      onLeave: () => latest.current.host.onLeave(),
      assist: (all, line, column) => latest.current.host.assist(all, line, column),
      whenSet: (setter) => latest.current.host.whenSet(setter),
    });
    editor.current = made;
    latest.current.onReady(made);
    return () => made.destroy();
  }, []);
  useEffect(() => {
    const own = typed.current.indexOf(text);
    typed.current.splice(0, own < 0 ? typed.current.length : own + 1);
    if (own < 0) {
      editor.current?.setText(text);
    }
  }, [text]);
  useEffect(() => editor.current?.setProblems(problems), [problems]);
  useEffect(() => editor.current?.setSetters(setters), [setters]);
  return <div ref={element} className="texteditor" />;
}
