import { type ReactNode, useContext, useMemo } from "react";
import { ClockContext } from "../design/ticker";
import { useNavigation } from "./navigation";

/** Ages within are told by the clock of a cluster, where that is another one: the times that it wrote are by its own. */
export function ClusterTime({ cluster, children }: { cluster: string; children: ReactNode }) {
  const { data } = useNavigation();
  const ours = useContext(ClockContext);
  const ahead = data?.clocks.find((clock) => clock.cluster === cluster)?.ahead ?? 0;
  const theirs = useMemo(() => (ahead === 0 ? ours : ours.aheadBy(ahead)), [ours, ahead]);
  return <ClockContext value={theirs}>{children}</ClockContext>;
}
