import { type ReactNode, useEffect, useRef, useState } from "react";
import { Icon } from "../../design/Icon";
import { MenuButton } from "../../design/Menu";
import { Status } from "../../design/Status";
import { sayPhrase, useText } from "../../i18n/text";
import type {
  ObjectRef,
  TerminalData,
  TerminalDataPlace,
  TerminalDataState,
} from "../../protocol/generated/messages";
import { refKey } from "../../shell/address";
import { openTerminal } from "../../shell/dockTabs";
import { type TerminalPlace, terminalIn } from "../../shell/terminalPlace";
import { ChangeDialog } from "../change/ChangeDialog";
import { FailedStrip } from "../states/Strips";
import { useTerminal } from "./useTerminal";

interface Props {
  place: TerminalPlace;
  /** Counts up when it is opened by hand: it then takes the focus. */
  opened: number;
  onPlace: (place: TerminalPlace) => void;
}

/** A terminal: where it leads, its screen, and what became of it. */
export default function TerminalPanel({ place, opened, onPlace }: Props) {
  const t = useText();
  const element = useRef<HTMLDivElement>(null);
  const find = useRef<HTMLInputElement>(null);
  const [sought, setSought] = useState("");
  const { data, failure, screen } = useTerminal(place, element, {
    label: t("terminal.of", { name: place.ref.name }),
    onFind: () => find.current?.select(),
    onLeave: leave,
  });

  useEffect(() => {
    if (opened > 0) {
      screen?.focus();
    }
  }, [opened, screen]);

  const known = useRef(onPlace);
  known.current = onPlace;
  useEffect(() => {
    // From now on it is this very terminal, also after a reload.
    if (data !== null && data.target !== null && data.state.type !== "choosing" && place.fresh) {
      known.current({ ...place, fresh: false, target: data.target, container: data.container });
    }
  }, [data, place]);

  return (
    <div className="termpanel">
      <div className="logbar" role="toolbar" aria-label={t("terminal.bar")}>
        {data !== null && <Where data={data} />}
        {data !== null && <StateWords state={data.state} />}
        <span className="grow" />
        <span className="logwish">
          <Icon name="search" small />
          <input
            ref={find}
            aria-label={t("terminal.find")}
            placeholder={t("terminal.find")}
            value={sought}
            onChange={(event) => {
              setSought(event.target.value);
              screen?.find(event.target.value, false);
            }}
            onKeyDown={(event) => {
              if (event.key === "Enter") {
                screen?.find(sought, event.shiftKey);
              } else if (event.key === "Escape") {
                screen?.focus();
              }
            }}
          />
        </span>
        <button type="button" className="btn s" onClick={() => openTerminal(another(place, data))}>
          <Icon name="plus" small />
          {t("terminal.another")}
        </button>
      </div>
      {failure !== null && <FailedStrip failure={failure} />}
      {data?.state.type === "ended" && (
        <Ended data={data} state={data.state} onAgain={() => onPlace(another(place, data))} />
      )}
      <div className="termscreen" ref={element} />
    </div>
  );
}

/** One more in the same place. */
function another(place: TerminalPlace, data: TerminalData | null): TerminalPlace {
  return terminalIn(place.ref, data?.target ?? place.target, data?.container ?? place.container, place.mode);
}

/** Where it leads, and where else one may go. */
function Where({ data }: { data: TerminalData }) {
  const t = useText();
  const idOf = (name: string, container: string) => `${name}/${container}`;
  const now = data.target === null ? "" : idOf(refKey(data.target), data.container);
  const name = now === "" ? data.ref.name : `${data.target?.name} / ${data.container}`;
  const go = (place: TerminalDataPlace, mode: "shell" | "attach") =>
    openTerminal(terminalIn(data.ref, place.target, place.container, mode));
  const entries = data.places.flatMap((place) => {
    const id = idOf(refKey(place.target), place.container);
    const text = `${place.target.name} / ${place.container}`;
    const refusal = place.running ? {} : { refusal: t("terminal.notRunning") };
    return [
      { id: `shell ${id}`, text, icon: "terminal", section: t("terminal.shellIn"), ...refusal },
      { id: `attach ${id}`, text, icon: "plug", section: t("terminal.attachTo"), ...refusal },
    ];
  });
  return (
    <MenuButton
      className="btn s mono"
      label={`${t("terminal.where")}: ${name}`}
      items={entries}
      placement="bottom start"
      onAction={(chosen) => {
        const place = data.places.find(({ target, container }) =>
          chosen.endsWith(` ${idOf(refKey(target), container)}`),
        );
        if (place !== undefined) {
          go(place, chosen.startsWith("shell ") ? "shell" : "attach");
        }
      }}
    >
      <span className="ell">{name}</span>
      <Icon name="chevron-down" small />
    </MenuButton>
  );
}

function StateWords({ state }: { state: TerminalDataState }) {
  const t = useText();
  switch (state.type) {
    case "choosing":
      return <Status severity="progressing">{t("terminal.choosing")}</Status>;
    case "opening":
      return (
        <span className="rowf ell" role="status">
          <Status severity="progressing">
            {state.waitsFor === null ? t("terminal.opening") : sayPhrase(state.waitsFor)}
          </Status>
          {state.detail !== null && <span className="mono s12 t2 ell">{state.detail}</span>}
        </span>
      );
    case "running":
      return null;
    case "ended":
      return null;
  }
}

/** Why it is no more, and what can be done. */
function Ended({
  data,
  state,
  onAgain,
}: {
  data: TerminalData;
  state: Extract<TerminalDataState, { type: "ended" }>;
  onAgain: () => void;
}) {
  const t = useText();
  const quiet = state.cause === "exited" || state.cause === "left";
  return (
    <div className="termended" role="status">
      <Status severity={quiet ? "unknown" : "failed"}>{sayPhrase(state.message)}</Status>
      {state.detail !== null && <span className="mono s12 t2 words">{state.detail}</span>}
      <span className="grow" />
      {state.cause !== "forbidden" && (
        <button type="button" className="btn s" onClick={onAgain}>
          {t("terminal.again")}
        </button>
      )}
      {state.cause === "no_shell" && data.target !== null && (
        <ChangeButton
          target={data.target}
          action="debug"
          inputs={{ image: "busybox:1.37", target: data.container }}
        >
          {t("terminal.debug")}
        </ChangeButton>
      )}
    </div>
  );
}

/** Does something to an object by the road of every change. */
function ChangeButton({
  target,
  action,
  inputs,
  children,
}: {
  target: ObjectRef;
  action: string;
  inputs: Record<string, string>;
  children: ReactNode;
}) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="btn s" onClick={() => setOpen(true)}>
        {children}
      </button>
      {open && (
        <ChangeDialog
          request={{ type: "change", objects: [target], action, inputs }}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}

/** Back to what is behind. */
function leave(): void {
  const behind = (what: string) => document.querySelector<HTMLElement>(`.main ${what}`);
  (behind("[role=grid]") ?? behind("[tabindex='0']"))?.focus({ preventScroll: true });
}
