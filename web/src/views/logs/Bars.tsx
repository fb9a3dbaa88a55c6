import { formatMoment } from "../../design/moment";
import { useText } from "../../i18n/text";
import type { LogDataBars } from "../../protocol/generated/messages";
import { countOf, GROUP_NAMES } from "./levels";

/** Lines over time, by level. A click leads to the lines of that time. */
export function Bars({ bars, onTime }: { bars: LogDataBars; onTime: (at: number) => void }) {
  const t = useText();
  const totals = bars.bars.map((bar) => GROUP_NAMES.reduce((sum, group) => sum + countOf(bar, group), 0));
  const most = Math.max(1, ...totals);
  const last = bars.from + bars.step * bars.bars.length;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: with keys one looks for text or scrolls
    <div
      className="logbars"
      role="img"
      aria-label={t("logs.bars", { from: formatMoment(bars.from), to: formatMoment(last), n: most })}
      onClick={(event) => {
        const box = event.currentTarget.getBoundingClientRect();
        const share = (event.clientX - box.left) / box.width;
        onTime(bars.from + Math.floor(share * bars.bars.length) * bars.step);
      }}
    >
      {bars.bars.map((bar, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place in time
          key={index}
          title={`${formatMoment(bars.from + index * bars.step)} · ${totals[index]}`}
        >
          {GROUP_NAMES.toReversed().map((group) => {
            const count = countOf(bar, group);
            return count === 0 ? null : (
              <i key={group} className={`b-${group}`} style={{ height: `${(count / most) * 100}%` }} />
            );
          })}
        </div>
      ))}
    </div>
  );
}
