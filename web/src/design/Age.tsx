import { useText } from "../i18n/text";
import { formatMoment } from "./moment";
import { useDistance, useMoments } from "./ticker";

/**
 * How long ago a moment was or how soon it will be, ticking by itself; the moment on hover, or always after `t`.
 *
 * @param ago says so in words: alone beside a label, an age could be taken for a length of time
 */
export function Age({ at, ago = false }: { at: number; ago?: boolean }) {
  const t = useText();
  const { text: age, ahead } = useDistance(at);
  const words = ahead ? t("cell.in", { age }) : ago ? t("cell.ago", { age }) : age;
  const moment = formatMoment(at);
  const moments = useMoments();
  return (
    <time dateTime={new Date(at).toISOString()} title={moments ? words : moment}>
      {moments ? moment : words}
    </time>
  );
}
