import { useText } from "../../i18n/text";
import type { LogsAddress } from "../../shell/address";
import { navigate } from "../../shell/router";
import LogsPanel from "./LogsPanel";

/** Logs as a page: what is looked at is the address. */
export default function LogsPage({ address }: { address: LogsAddress }) {
  const t = useText();
  const [first] = address.place.objects;
  const more = address.place.objects.length - 1;
  return (
    <section className="pane logspage">
      <div className="phead">
        <h1 className="ell">
          {t("logs.of", { name: `${first?.name ?? ""}${more > 0 ? ` +${more}` : ""}` })}
        </h1>
        <span className="cnt">{first?.namespace}</span>
      </div>
      <LogsPanel
        place={address.place}
        opened={1}
        onPlace={(place) => navigate({ page: "logs", place }, "replace")}
      />
    </section>
  );
}
