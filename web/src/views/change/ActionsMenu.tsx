import { useRef, useState } from "react";
import { Icon } from "../../design/Icon";
import { MenuButton } from "../../design/Menu";
import { sayPhrase, useText } from "../../i18n/text";
import type { ActionsDataOffer, ObjectRef } from "../../protocol/generated/messages";
import { useView } from "../../protocol/useView";
import { useKeys } from "../../shell/keys";
import { ChangeDialog } from "./ChangeDialog";

/** A button that opens what can be done to these objects; what is chosen is shown before it happens. */
export function ActionsMenu({ objects }: { objects: ObjectRef[] }) {
  const t = useText();
  const { data } = useView({ type: "actions", objects });
  const [chosen, setChosen] = useState<ActionsDataOffer | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const choose = (id: string) => setChosen(data?.offers.find((offer) => offer.id === id) ?? null);
  useKeys([
    { keys: "a", about: "keys.actions", run: () => button.current?.click() },
    {
      keys: "Delete",
      about: "keys.delete",
      run: () => {
        if (data?.offers.some((offer) => offer.id === "delete" && offer.refusal === null)) {
          choose("delete");
        }
      },
    },
  ]);
  if (data === null || data.offers.length === 0) {
    return null;
  }
  return (
    <>
      <MenuButton
        className="btn s"
        label={t("change.actions")}
        items={data.offers.map((offer) => ({
          id: offer.id,
          text: `${offer.title}…`,
          icon: offer.icon,
          danger: offer.dangerous,
          ...(offer.refusal === null ? {} : { refusal: sayPhrase(offer.refusal) }),
        }))}
        onAction={choose}
        button={button}
      >
        {t("change.actions")}
        <Icon name="chevron-down" small />
      </MenuButton>
      {chosen !== null && (
        <ChangeDialog
          request={{ type: "change", objects: data.objects, action: chosen.id, inputs: chosen.inputs }}
          onClose={() => setChosen(null)}
        />
      )}
    </>
  );
}
