import { type CSSProperties, type KeyboardEvent, type PointerEvent, useRef, useState } from "react";
import { Icon } from "../../design/Icon";
import { formatNumber, useText } from "../../i18n/text";
import type { ObjectRef } from "../../protocol/generated/messages";
import { remember, remembered } from "../../settings";
import { objectOf, refKey } from "../../shell/address";
import { Link } from "../../shell/Link";
import { ObjectDetails } from "./ObjectDetails";

const NARROWEST = 340;
const WIDEST = 900;
const KEY = "fresnel.details.width";
const STEP = 24;

/** An object's details beside the list it comes from. The line at its start is dragged, or moved by the arrow keys. */
export function DetailsPane({
  target,
  tab,
  place,
  onTab,
  onClose,
}: {
  target: ObjectRef;
  tab: string;
  /** Which of how many rows it is, null where that is not known. */
  place: { index: number; of: number } | null;
  onTab: (tab: string) => void;
  onClose: () => void;
}) {
  const t = useText();
  const pane = useRef<HTMLElement>(null);
  const [width, setWidth] = useState<number | null>(() => Number(remembered(KEY)) || null);
  const resize = (next: number) => {
    const bounded = Math.round(Math.max(NARROWEST, Math.min(WIDEST, next)));
    setWidth(bounded);
    remember(KEY, String(bounded));
  };
  const now = () => pane.current?.getBoundingClientRect().width ?? NARROWEST;
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowLeft" ? STEP : event.key === "ArrowRight" ? -STEP : 0;
    if (step !== 0) {
      event.preventDefault();
      resize(now() + step);
    }
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId) && pane.current !== null) {
      const box = pane.current.getBoundingClientRect();
      const rtl = getComputedStyle(pane.current).direction === "rtl";
      resize(rtl ? event.clientX - box.left : box.right - event.clientX);
    }
  };
  return (
    <aside
      ref={pane}
      className="details"
      aria-label={t("details.label")}
      style={width === null ? undefined : ({ "--details-w": `${width}px` } as CSSProperties)}
    >
      <div
        className="sash"
        role="separator"
        tabIndex={0}
        aria-orientation="vertical"
        aria-label={t("details.resize")}
        aria-valuenow={width ?? 472}
        aria-valuemin={NARROWEST}
        aria-valuemax={WIDEST}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={onPointerMove}
      />
      <ObjectDetails
        key={refKey(target)}
        target={target}
        tab={tab}
        onTab={onTab}
        heading="h2"
        actions={
          <>
            <Link
              className="btn q s ic"
              to={objectOf(target, tab)}
              aria-label={t("details.asPage")}
              title={t("details.asPage")}
            >
              <Icon name="expand" small />
            </Link>
            <button
              type="button"
              className="btn q s ic"
              aria-label={t("details.close")}
              title={t("details.close")}
              onClick={onClose}
            >
              <Icon name="close" small />
            </button>
          </>
        }
        aside={
          place === null
            ? null
            : t("details.place", { index: formatNumber(place.index + 1), of: formatNumber(place.of) })
        }
      />
    </aside>
  );
}
