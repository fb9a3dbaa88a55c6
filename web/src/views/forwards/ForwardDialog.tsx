import { type FormEvent, useState } from "react";
import { Floating } from "../../design/Floating";
import { sayPhrase, useText } from "../../i18n/text";
import type { ObjectRef } from "../../protocol/generated/messages";
import { useView } from "../../protocol/useView";
import { openForwards } from "../../shell/dockTabs";
import { Keys } from "../../shell/KeysHelp";
import { Refused } from "../states/Pages";
import { FailedStrip } from "../states/Strips";

/** Which port of an object is to be reached here, and at which port of this machine. */
export default function ForwardDialog({ target, onClose }: { target: ObjectRef; onClose: () => void }) {
  const t = useText();
  const { data, failure } = useView({ type: "ports", ref: target });
  const forwards = useView({ type: "forwards" });
  const [port, setPort] = useState<string | null>(null);
  const [local, setLocal] = useState("");
  const wanted = port ?? String(data?.ports[0]?.port ?? "");
  const usable =
    isPort(wanted) && (local === "" || isPort(local)) && data?.refusal === null && forwards.view !== null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (usable) {
      forwards.view?.act({
        type: "openForward",
        ref: target,
        port: Number(wanted),
        localPort: Number(local),
      });
      openForwards();
      onClose();
    }
  };
  return (
    <Floating label={t("forward.title")} className="floating change" onClose={onClose}>
      <form className="review forwarding" onSubmit={submit}>
        <h2>{t("forward.title")}</h2>
        <p className="t2">{t("forward.about", { name: target.name })}</p>
        {data === null && failure !== null && <Refused failure={failure} />}
        {forwards.failure !== null && <FailedStrip failure={forwards.failure} />}
        <label className="field" htmlFor="forward-port">
          <span>{t("forward.port")}</span>
          <input
            id="forward-port"
            className="in mono"
            inputMode="numeric"
            list="forward-ports"
            autoComplete="off"
            // biome-ignore lint/a11y/noAutofocus: the person asked for this form, and this is what it asks
            autoFocus
            value={wanted}
            onChange={(event) => setPort(event.target.value.trim())}
          />
          <datalist id="forward-ports">
            {(data?.ports ?? []).map(({ port: number, name }) => (
              <option key={number} value={number}>
                {name}
              </option>
            ))}
          </datalist>
        </label>
        {data !== null && data.ports.length > 0 && (
          <div className="forwardports">
            {data.ports.map(({ port: number, name }) => (
              <button
                key={`${number} ${name}`}
                type="button"
                className="btn s mono"
                aria-pressed={wanted === String(number)}
                onClick={() => setPort(String(number))}
              >
                {number}
                {name !== "" && <span className="t3">{name}</span>}
              </button>
            ))}
          </div>
        )}
        <label className="field" htmlFor="forward-local">
          <span>{t("forward.local")}</span>
          <input
            id="forward-local"
            className="in mono"
            inputMode="numeric"
            autoComplete="off"
            placeholder={t("forward.any")}
            value={local}
            onChange={(event) => setLocal(event.target.value.trim())}
          />
        </label>
        {data !== null && data.refusal !== null && (
          <p className="said fail">
            {sayPhrase(data.refusal)}
            {data.detail !== null && <span className="mono s12 words">{data.detail}</span>}
          </p>
        )}
        <div className="rfoot">
          <div className="buttons">
            <span className="grow" />
            <button type="button" className="btn q" onClick={onClose}>
              {t("change.cancel")} <Keys keys="Escape" />
            </button>
            <button type="submit" className="btn p" disabled={!usable}>
              {t("forward.open")}
            </button>
          </div>
        </div>
      </form>
    </Floating>
  );
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535;
}
