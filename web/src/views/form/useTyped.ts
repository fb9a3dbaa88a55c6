import { useEffect, useRef, useState } from "react";

/** The text of a field while somebody types in it: what comes back of it from the server does not disturb them. */
export function useTyped<E extends HTMLElement>(value: string, onValue: (value: string) => void) {
  const [text, setText] = useState(value);
  const field = useRef<E>(null);
  useEffect(() => {
    if (document.activeElement !== field.current) {
      setText(value);
    }
  }, [value]);
  return {
    ref: field,
    value: text,
    onChange: (next: string) => {
      setText(next);
      onValue(next);
    },
  };
}
