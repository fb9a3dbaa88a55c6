import { useSyncExternalStore } from "react";

/** Whether a media query holds. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = matchMedia(query);
      media.addEventListener("change", listener);
      return () => media.removeEventListener("change", listener);
    },
    () => matchMedia(query).matches,
  );
}

/** A phone, or a window as narrow as one. */
export const PHONE = "(max-width: 599px)";
/** Narrow desktops: the rail becomes icons before any column gives way. */
export const NARROW = "(max-width: 1360px)";
/** Room for two columns on an object's page. */
export const WIDE = "(min-width: 1180px)";
