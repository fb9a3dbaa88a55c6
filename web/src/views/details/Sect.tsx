import { createContext, type ReactNode, useContext } from "react";

/** The level of the sections' headings: one below that of the object's name. */
export const SectionHeading = createContext<"h2" | "h3">("h3");

/** A part of the page with its title, and what stands at the title's end. An unseen title is still read out. */
export function Sect({
  title,
  end,
  unseen,
  children,
}: {
  title: string;
  end?: ReactNode;
  unseen?: boolean;
  children: ReactNode;
}) {
  const Heading = useContext(SectionHeading);
  return (
    <section className="sect" aria-label={title}>
      <Heading className={unseen === true ? "sr" : "h"}>
        {title}
        {end !== undefined && <span className="r s12">{end}</span>}
      </Heading>
      {children}
    </section>
  );
}
