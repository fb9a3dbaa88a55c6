import { type ChangeEvent, type DragEvent, useId, useState } from "react";
import { Icon } from "../../design/Icon";
import { useText } from "../../i18n/text";
import { ProblemText } from "./ProblemText";
import { type Problem, post } from "./post";

/** Takes a kubeconfig: dropped, pasted or chosen. */
export function Kubeconfig({ onDone }: { onDone: () => void }) {
  const t = useText();
  const id = useId();
  const [text, setText] = useState("");
  const [over, setOver] = useState(false);
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  const send = async (kubeconfig: string) => {
    setText(kubeconfig);
    setSending(true);
    const wrong = await post("api/kubeconfigs", kubeconfig);
    setSending(false);
    setProblem(wrong);
    if (wrong === null) {
      onDone();
    }
  };
  const take = async (file: File | undefined) => {
    if (file !== undefined) {
      await send(await file.text());
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one of three ways, the others are fields
    <div
      className={over ? "dropzone over" : "dropzone"}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event: DragEvent) => {
        event.preventDefault();
        setOver(false);
        void take(event.dataTransfer.files[0]);
      }}
    >
      <label className="rowf med" htmlFor={id}>
        <Icon name="download" />
        {t("kubeconfig.drop")}
      </label>
      <textarea
        id={id}
        className="code codebox"
        value={text}
        rows={6}
        spellCheck={false}
        placeholder={t("kubeconfig.example")}
        onChange={(event) => setText(event.target.value)}
      />
      {problem !== null && <ProblemText problem={problem} />}
      <div className="rowf">
        <button
          type="button"
          className="btn"
          disabled={text.trim() === "" || sending}
          onClick={() => void send(text)}
        >
          {t("kubeconfig.add")}
        </button>
        <label className="btn q filebtn">
          {t("kubeconfig.choose")}
          <input
            type="file"
            className="sr"
            onChange={(event: ChangeEvent<HTMLInputElement>) => void take(event.target.files?.[0])}
          />
        </label>
      </div>
      <p className="s12 t3">{t("kubeconfig.stays")}</p>
    </div>
  );
}
