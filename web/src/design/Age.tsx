import { useText } from "../i18n/text";
import { formatMoment } from "./moment";
import { useAge, useMoments } from "./ticker";

/**
 * How long ago a moment was, ticking by itself; the moment on hover, or always after `t`.
 *
 * @param ago says so in words: alone beside a label, an age could be taken for a length of time
 */
export function Age({ at, ago = false }: { at: number; ago?: boolean }) {
  const t = useText();
  const age = useAge(at);
  const words = ago ? t("cell.ago", { age }) : age;
  const moment = formatMoment(at);
  const moments = useMoments();
  return (
    <time dateTime={new Date(at).toISOString()} title={moments ? words : moment}>
      {moments ? moment : words}
    </time>
  );
}
