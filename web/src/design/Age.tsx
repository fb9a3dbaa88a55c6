import { formatMoment } from "./moment";
import { useAge, useMoments } from "./ticker";

/** How long ago a moment was, ticking by itself; the moment on hover, or always after `t`. */
export function Age({ at }: { at: number }) {
  const age = useAge(at);
  const moment = formatMoment(at);
  const moments = useMoments();
  return (
    <time dateTime={new Date(at).toISOString()} title={moments ? age : moment}>
      {moments ? moment : age}
    </time>
  );
}
