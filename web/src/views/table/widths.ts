import { useState } from "react";
import { remember, remembered } from "../../settings";

type Widths = Readonly<Record<string, number>>;

/** How wide a person dragged the columns of a kind, remembered by this browser. */
export function useWidths(resource: string): [Widths, (column: string, width: number | null) => void] {
  const key = `fresnel.widths.${resource}`;
  const [widths, setWidths] = useState<Widths>(() => parse(remembered(key)));
  const setWidth = (column: string, width: number | null) => {
    const { [column]: _, ...others } = widths;
    const next = width === null ? others : { ...others, [column]: width };
    setWidths(next);
    remember(key, Object.keys(next).length === 0 ? null : JSON.stringify(next));
  };
  return [widths, setWidth];
}

function parse(text: string | null): Widths {
  try {
    const value: unknown = JSON.parse(text ?? "{}");
    return typeof value === "object" && value !== null
      ? Object.fromEntries(Object.entries(value).filter(([, width]) => typeof width === "number"))
      : {};
  } catch {
    return {};
  }
}
