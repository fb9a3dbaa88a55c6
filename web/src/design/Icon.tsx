import { ICONS, type IconName } from "./icons";

/** An icon by its name in our set, or by a pack's name for one; it is never the only thing that says something. */
export function Icon({ name, small = false }: { name: IconName | (string & {}); small?: boolean }) {
  const path = Object.hasOwn(ICONS, name) ? ICONS[name as IconName] : ICONS.cube;
  return (
    <svg className={small ? "i s" : "i"} viewBox="0 0 16 16" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}

/** Fresnel's mark: a lamp in its lens. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 24 24" aria-hidden="true">
      <circle className="lamp" cx="12" cy="12" r="2.4" />
      <circle cx="12" cy="12" r="5.1" strokeWidth="2.1" />
      <circle cx="12" cy="12" r="8.3" strokeWidth="1.4" opacity=".75" />
      <circle cx="12" cy="12" r="10.9" strokeWidth=".9" opacity=".5" />
    </svg>
  );
}
