import type { AnchorHTMLAttributes, MouseEvent } from "react";
import type { Address } from "./address";
import { hrefOf, navigate } from "./router";

type Props = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "href"> & { to: Address };

/** A link within Fresnel: a real one, so that it opens in a new tab, copies and is announced as any other. */
export function Link({ to, onClick, ...rest }: Props) {
  return (
    <a
      {...rest}
      href={hrefOf(to)}
      onClick={(event) => {
        onClick?.(event);
        if (!event.defaultPrevented && isPlain(event)) {
          event.preventDefault();
          event.stopPropagation(); // a row around the link has its own idea of a click
          navigate(to);
        }
      }}
    />
  );
}

/** A click that asks for no new tab or window. */
export function isPlain(event: MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}
