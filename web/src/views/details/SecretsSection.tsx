import { useState } from "react";
import { CopyButton } from "../../design/Copy";
import { Icon } from "../../design/Icon";
import { formatNumber, sayPhrase, useText } from "../../i18n/text";
import type { DetailsDataSecretKey, ObjectRef, SectionSecrets } from "../../protocol/generated/messages";
import { useView } from "../../protocol/useView";
import { LongText } from "./LongText";
import { Sect } from "./Sect";

/** Keys whose values are behind an eye. What is shown is read when it is asked for, and forgotten with the page. */
export function SecretsSection({ section, target }: { section: SectionSecrets; target: ObjectRef }) {
  return (
    <Sect title={section.title} end={formatNumber(section.keys.length)}>
      <ul className="secrets">
        {section.keys.map((key) => (
          <SecretKey key={key.key} secret={key} target={target} />
        ))}
      </ul>
    </Sect>
  );
}

function SecretKey({ secret, target }: { secret: DetailsDataSecretKey; target: ObjectRef }) {
  const t = useText();
  const [shown, setShown] = useState(false);
  const word = t(shown ? "secret.hide" : "secret.show", { key: secret.key });
  return (
    <li>
      <div className="rowf">
        <span className="m ell">{secret.key}</span>
        <span className="grow" />
        {secret.bytes !== null && (
          <span className="t3 s12 nw">{t("secret.bytes", { count: secret.bytes })}</span>
        )}
        <button
          type="button"
          className="btn q s ic"
          aria-label={word}
          title={word}
          aria-pressed={shown}
          onClick={() => setShown(!shown)}
        >
          <Icon name="eye" small />
        </button>
      </div>
      {shown && <Revealed secret={secret.key} target={target} />}
    </li>
  );
}

function Revealed({ secret, target }: { secret: string; target: ObjectRef }) {
  const t = useText();
  const { data, failure } = useView({ type: "reveal", ref: target, key: secret });
  if (failure !== null || (data !== null && data.problem !== null)) {
    const detail = data?.detail ?? failure?.detail ?? null;
    return (
      <p className="fail s12">
        {data?.problem ? sayPhrase(data.problem) : t("secret.failed")}
        {detail !== null && (
          <>
            {t("state.serverSaid")} <code>{detail}</code>
          </>
        )}
      </p>
    );
  }
  if (data === null) {
    return <p className="t3 s12">{t("live.loading")}</p>;
  }
  const text = data.text ?? data.base64 ?? "";
  return (
    <div className="revealed">
      <div className="code codebox wrapped">
        <LongText text={text} />
      </div>
      {data.text === null && data.base64 !== null && (
        <span className="note t3 s12">{t("secret.base64")}</span>
      )}
      <CopyButton text={text} label={t("copy.label")} />
    </div>
  );
}
