import { Icon } from "../../design/Icon";
import { sayPhrase, useText } from "../../i18n/text";
import type { ObjectRef } from "../../protocol/generated/messages";
import { useView } from "../../protocol/useView";

/** A button that opens the logs of some objects, and says where the person may not read them. */
export function OpenLogs({ objects, onOpen }: { objects: ObjectRef[]; onOpen: () => void }) {
  const t = useText();
  const { data } = useView({ type: "actions", objects });
  const refusal = data?.noLogs ?? null;
  return (
    <button
      type="button"
      className="btn s"
      aria-disabled={refusal !== null}
      title={refusal === null ? undefined : sayPhrase(refusal)}
      onClick={() => refusal === null && onOpen()}
    >
      <Icon name="lines" small />
      {t("logs.open")}
    </button>
  );
}
