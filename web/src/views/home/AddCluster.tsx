import { Floating } from "../../design/Floating";
import { useText } from "../../i18n/text";
import { Kubeconfig } from "./Kubeconfig";

/** Adds the clusters of a kubeconfig to those that are known. */
export function AddCluster({ onClose }: { onClose: () => void }) {
  const t = useText();
  return (
    <Floating label={t("home.add")} className="floating wide" onClose={onClose}>
      <h2>{t("home.add")}</h2>
      <Kubeconfig onDone={onClose} />
    </Floating>
  );
}
