import type { ReactNode } from "react";
import { CopyButton } from "../../design/Copy";
import { Icon, Mark } from "../../design/Icon";
import { Glyph } from "../../design/Status";
import { sayPhrase, useText } from "../../i18n/text";
import type { ServerMessageFailure } from "../../protocol/generated/messages";
import { useConnection } from "../../protocol/useView";
import { MissingList } from "../../shell/Missing";
import { useNavigation } from "../../shell/navigation";
import { YamlText } from "../yaml/YamlText";
import { type Belief, placeOf } from "./sources";

/** A state that fills the place where rows or an object would be: what it is, and what can be done. */
export function StatePage({
  title,
  heading: Heading = "h2",
  children,
}: {
  title: ReactNode;
  /** h1 where the page has no other heading. */
  heading?: "h1" | "h2";
  children?: ReactNode;
}) {
  return (
    <div className="statepage">
      <div className="state" role="status">
        <Heading>{title}</Heading>
        {children}
      </div>
    </div>
  );
}

/** Which permission is missing, in the server's words, and a rule for whoever may grant it. */
export function Forbidden({ belief, title }: { belief: Belief; title: string }) {
  const t = useText();
  const rules = [...new Set(belief.forbidden.map((source) => source.state.rule))].filter(
    (rule) => rule !== "",
  );
  return (
    <StatePage
      title={
        <>
          <Icon name="lock" />
          {t("state.forbidden", { title, place: belief.forbidden.map(placeOf).join(", ") })}
        </>
      }
    >
      {belief.forbidden.map((source) => (
        <p key={placeOf(source)}>
          {t("state.missingVerbs")} <code>{source.state.verbs.join(", ")}</code>
          {t("state.serverSaid")} <code>{source.state.message}</code>
        </p>
      ))}
      {rules.map((rule) => (
        <div key={rule} className="rule">
          <p>{t("state.rule")}</p>
          <pre className="code codebox">
            <YamlText text={rule} />
          </pre>
          <CopyButton text={rule} label={t("state.copyRule")} word={t("state.copyRule")} />
        </div>
      ))}
    </StatePage>
  );
}

/** What could not be done, what the server said word for word, and a retry. */
export function Failed({ belief }: { belief: Belief }) {
  const t = useText();
  const connection = useConnection();
  const clusters = [...new Set(belief.failed.map((source) => source.cluster))];
  return (
    <StatePage
      title={
        <>
          <Glyph severity="failed" />
          {t("state.failed", { place: clusters.join(", ") })}
        </>
      }
    >
      {belief.failed.map((source) => (
        <p key={placeOf(source)}>
          {sayPhrase(source.state.message)}
          {source.state.detail !== null && (
            <>
              {" "}
              {t("state.serverSaid")} <code>{source.state.detail}</code>
            </>
          )}
        </p>
      ))}
      <button type="button" className="btn s" onClick={() => connection.retryClusters(clusters)}>
        {t("state.retry")}
      </button>
    </StatePage>
  );
}

/** The server refused the view itself. */
export function Refused({ failure }: { failure: ServerMessageFailure }) {
  const t = useText();
  return (
    <StatePage
      title={
        <>
          <Glyph severity="failed" />
          {sayPhrase(failure.message)}
        </>
      }
    >
      {failure.detail !== null && (
        <p>
          {t("state.serverSaid")} <code>{failure.detail}</code>
        </p>
      )}
    </StatePage>
  );
}

/** None of the clusters serves the kind; or none that answers does. */
export function NotServed({ resource, clusters }: { resource: string; clusters: string[] }) {
  const t = useText();
  const { data } = useNavigation();
  const missing = (data?.missing ?? []).filter((api) => resource.endsWith(`.${api.group}`));
  return (
    <StatePage title={t("state.notServed", { resource })}>
      <p>{t("state.notServedAbout", { place: clusters.join(", ") })}</p>
      <MissingList missing={missing} />
    </StatePage>
  );
}

/** Fresnel was opened without the address it printed. */
export function Unauthorised() {
  const t = useText();
  return (
    <main className="lonely">
      <span className="bigmark">
        <Mark />
      </span>
      <StatePage title={t("unauthorised.title")} heading="h1">
        <p>{t("unauthorised.about")}</p>
        <p className="t3">{t("unauthorised.hint")}</p>
      </StatePage>
    </main>
  );
}
