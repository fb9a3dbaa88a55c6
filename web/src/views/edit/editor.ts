import {
  acceptCompletion,
  autocompletion,
  type CompletionContext,
  type CompletionResult,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import {
  bracketMatching,
  foldGutter,
  foldKeymap,
  HighlightStyle,
  indentOnInput,
  indentUnit,
  syntaxHighlighting,
} from "@codemirror/language";
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { Annotation, Compartment, EditorState, Prec, type Text } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  GutterMarker,
  gutter,
  highlightActiveLine,
  highlightActiveLineGutter,
  hoverTooltip,
  keymap,
  lineNumbers,
  tooltips,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { sayPhrase } from "../../i18n/text";
import type {
  AssistData,
  AssistDataField,
  EditDataProblem,
  EditDataSetter,
} from "../../protocol/generated/messages";

/** What an editor needs from the page it is on. */
export interface EditorHost {
  readonly text: string;
  readonly label: string;
  onText(text: string): void;
  /** The person is done and wants to see what would come of it. */
  onDone(): void;
  /** The person wants to get out by keyboard. */
  onLeave(): void;
  assist(text: string, line: number, column: number): Promise<AssistData | null>;
  /** When a setter wrote. */
  whenSet(setter: EditDataSetter): string;
  readonly required: string;
}

/** A text editor in the page. */
export interface Editor {
  setText(text: string): void;
  setProblems(problems: readonly EditDataProblem[]): void;
  setSetters(setters: readonly EditDataSetter[]): void;
  goTo(line: number, column: number): void;
  focus(): void;
  destroy(): void;
}

/** Marks what the person has not typed. */
const fromOutside = Annotation.define<boolean>();

const colours = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "var(--syn-key)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--syn-str)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--syn-num)" },
  { tag: [tags.comment, tags.lineComment], color: "var(--syn-com)" },
  { tag: [tags.meta, tags.separator], color: "var(--text-3)" },
]);

const look = EditorView.theme({
  "&": { height: "100%", color: "var(--text)", backgroundColor: "var(--bg-code)" },
  "&.cm-focused": { outline: "none" }, // the cursor and its line show where one is
  ".cm-scroller": { fontFamily: "var(--mono)", fontSize: "var(--t-12)", lineHeight: "20px" },
  ".cm-content": { caretColor: "var(--text)" },
  ".cm-cursor": { borderLeftColor: "var(--text)" },
  ".cm-gutters": { backgroundColor: "var(--bg-code)", color: "var(--text-3)", border: "0" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--bg-hover)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--bg-selected)",
  },
  ".cm-selectionMatch, .cm-searchMatch": { backgroundColor: "var(--bg-selected)" },
  ".cm-tooltip, .cm-panels": {
    color: "var(--text)",
    backgroundColor: "var(--bg-raised)",
    border: "var(--hair) solid var(--line-strong)",
    fontFamily: "var(--font)",
    fontSize: "var(--t-12)",
  },
  ".cm-tooltip": { borderRadius: "var(--r-2)", maxWidth: "min(460px, 90vw)" },
  ".cm-panels input, .cm-panels button": {
    color: "var(--text)",
    background: "var(--bg)",
    border: "var(--hair) solid var(--line-strong)",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "3px 8px", fontFamily: "var(--mono)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": {
    color: "var(--text)",
    backgroundColor: "var(--bg-selected)",
  },
  ".cm-completionDetail": { color: "var(--text-3)", fontStyle: "normal" },
  ".cm-tooltip.cm-completionInfo": { padding: "6px 10px", whiteSpace: "pre-line" },
  ".cm-field": { padding: "6px 10px", maxHeight: "260px", overflow: "auto" },
  ".cm-field .path": { fontFamily: "var(--mono)", overflowWrap: "anywhere" },
  ".cm-field .type": { color: "var(--text-2)" },
  ".cm-field p": { margin: "4px 0 0", whiteSpace: "pre-line" },
  ".cm-setters": { color: "var(--text-3)", fontSize: "var(--t-11)", paddingInlineEnd: "8px" },
  ".cm-setters .cm-gutterElement": { maxWidth: "240px", overflow: "hidden", textOverflow: "ellipsis" },
  ".cm-diagnostic": { padding: "4px 10px" },
});

/**
 * Makes an editor in an element. It lives in a shadow root, where its style sheets are objects and not text, so that the
 * page's content security policy can go on refusing styles from anywhere.
 */
export function createEditor(element: HTMLElement, host: EditorHost): Editor {
  const root = element.shadowRoot ?? element.attachShadow({ mode: "open" });
  const setters = new Compartment();
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: host.text,
      extensions: [
        Prec.highest(
          keymap.of([
            { key: "Mod-Enter", run: () => done(host.onDone) },
            { key: "Mod-s", run: () => done(host.onDone) },
            { key: "Tab", run: acceptCompletion },
          ]),
        ),
        lineNumbers(),
        setters.of([]),
        foldGutter(),
        lintGutter(),
        history(),
        drawSelection(),
        indentUnit.of("  "),
        indentOnInput(),
        bracketMatching(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        highlightSelectionMatches(),
        yaml(),
        syntaxHighlighting(colours),
        autocompletion({ override: [(context) => complete(context, host)], icons: false }),
        hoverTooltip((at, pos) => explain(at, pos, host)),
        tooltips({ parent: root as unknown as HTMLElement }),
        keymap.of([
          ...defaultKeymap,
          ...historyKeymap,
          ...searchKeymap,
          ...foldKeymap,
          ...lintKeymap,
          indentWithTab,
        ]),
        keymap.of([{ key: "Escape", run: () => done(host.onLeave) }]),
        EditorView.contentAttributes.of({ "aria-label": host.label, spellcheck: "false", tabindex: "0" }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !update.transactions.some((each) => each.annotation(fromOutside))) {
            host.onText(update.state.doc.toString());
          }
        }),
        look,
      ],
    }),
  });
  return {
    setText: (text) => replace(view, text),
    setProblems: (problems) =>
      view.dispatch(
        setDiagnostics(
          view.state,
          problems.map((problem) => diagnostic(view.state.doc, problem)),
        ),
      ),
    setSetters: (all) =>
      view.dispatch({ effects: setters.reconfigure(all.length === 0 ? [] : settersGutter(all, host)) }),
    goTo: (line, column) => {
      const anchor = positionOf(view.state.doc, line, column);
      view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: "center" }) });
      view.focus();
    },
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}

/** A command that always counts as done. */
function done(run: () => void): boolean {
  run();
  return true;
}

/** Puts another text in, touching only what differs, so that the cursor and the history stay. */
function replace(view: EditorView, text: string): void {
  const now = view.state.doc.toString();
  if (now === text) {
    return;
  }
  let from = 0;
  while (from < now.length && from < text.length && now[from] === text[from]) {
    from++;
  }
  let end = 0;
  while (
    end < now.length - from &&
    end < text.length - from &&
    now[now.length - 1 - end] === text[text.length - 1 - end]
  ) {
    end++;
  }
  view.dispatch({
    changes: { from, to: now.length - end, insert: text.slice(from, text.length - end) },
    annotations: fromOutside.of(true),
  });
}

/** Lines and columns count from 1, columns in code points. */
function positionOf(doc: Text, line: number, column: number): number {
  const at = doc.line(Math.max(1, Math.min(line, doc.lines)));
  let offset = 0;
  for (let i = 1; i < column && offset < at.length; i++) {
    offset += (at.text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
  }
  return at.from + Math.min(offset, at.length);
}

function diagnostic(doc: Text, problem: EditDataProblem): Diagnostic {
  const from = positionOf(doc, problem.line, problem.column);
  const to = Math.max(from, positionOf(doc, problem.endLine, problem.endColumn));
  return { from, to, severity: problem.grave ? "error" : "warning", message: sayPhrase(problem.message) };
}

async function complete(context: CompletionContext, host: EditorHost): Promise<CompletionResult | null> {
  const line = context.state.doc.lineAt(context.pos);
  const before = line.text.slice(0, context.pos - line.from);
  if (!context.explicit && !/[\w:][ ]?$/.test(before)) {
    return null;
  }
  const data = await host.assist(context.state.doc.toString(), line.number, [...before].length + 1);
  if (data === null || data.options.length === 0 || context.aborted) {
    return null;
  }
  return {
    from: positionOf(context.state.doc, data.line, data.column),
    options: data.options.map((option, i) => ({
      label: option.label,
      apply: option.insert,
      detail: option.required ? `${option.type} · ${host.required}` : option.type,
      boost: -Math.min(i, 99),
      ...(option.about === "" ? {} : { info: option.about }),
    })),
    validFor: /^[\w.\-/]*$/,
  };
}

async function explain(view: EditorView, pos: number, host: EditorHost) {
  const line = view.state.doc.lineAt(pos);
  const column = [...line.text.slice(0, pos - line.from)].length + 1;
  const data = await host.assist(view.state.doc.toString(), line.number, column);
  const field = data?.field ?? null;
  return field === null
    ? null
    : {
        pos: line.from + (line.text.length - line.text.trimStart().length),
        above: true,
        create: () => ({ dom: describe(field, host) }),
      };
}

function describe(field: AssistDataField, host: EditorHost): HTMLElement {
  const dom = document.createElement("div");
  dom.className = "cm-field";
  const add = (tag: string, className: string, text: string) => {
    if (text !== "") {
      const element = document.createElement(tag);
      element.className = className;
      element.textContent = text;
      dom.append(element);
    }
  };
  add("div", "path", field.path);
  const type = [
    field.type,
    field.required ? host.required : "",
    field.standard === "" ? "" : `= ${field.standard}`,
  ];
  add("div", "type", type.filter(Boolean).join(" · "));
  add("p", "values", field.values.join(" | "));
  add("p", "about", field.about);
  return dom;
}

class SetterMarker extends GutterMarker {
  readonly #words: string;

  constructor(words: string) {
    super();
    this.#words = words;
  }

  override eq(other: SetterMarker): boolean {
    return other.#words === this.#words;
  }

  override toDOM(): HTMLElement {
    const dom = document.createElement("span");
    dom.textContent = this.#words;
    dom.title = this.#words;
    return dom;
  }
}

function settersGutter(all: readonly EditDataSetter[], host: EditorHost) {
  const words = new Map<number, string>();
  for (const setter of all) {
    const before = words.get(setter.line);
    words.set(setter.line, `${before === undefined ? "" : `${before}, `}${host.whenSet(setter)}`);
  }
  return gutter({
    class: "cm-setters",
    lineMarker: (view, block) => {
      const said = words.get(view.state.doc.lineAt(block.from).number);
      return said === undefined ? null : new SetterMarker(said);
    },
  });
}
