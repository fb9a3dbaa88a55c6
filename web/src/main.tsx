import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { ClockContext } from "./design/ticker";
import { languageNow, languageSetting, speak } from "./i18n/text";
import { connectFromBrowser } from "./protocol/browser";
import { ConnectionContext } from "./protocol/useView";
import { App } from "./shell/App";
import { listenToKeys } from "./shell/keys";
import { applyTheme } from "./shell/theme";
import "./design/styles.css";

/** Starts the page: language, connection, theme and keys, then React. */
async function start(root: HTMLElement): Promise<void> {
  const connection = connectFromBrowser(languageNow());
  await speak(languageNow());
  languageSetting.subscribe(() => {
    void speak(languageNow());
    connection.speak(languageNow());
  });
  applyTheme();
  listenToKeys();
  createRoot(root).render(
    <StrictMode>
      <ConnectionContext value={connection}>
        <ClockContext value={connection.clock}>
          <App />
        </ClockContext>
      </ConnectionContext>
    </StrictMode>,
  );
}

const root = document.getElementById("root");
if (root !== null) {
  void start(root);
}
