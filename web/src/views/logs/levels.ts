import type { LogDataLevel } from "../../protocol/generated/messages";
import { LEVELS } from "../../shell/logPlace";

/** Levels as they are chosen, worst first. */
export const GROUPS = {
  error: ["fatal", "error"],
  warn: ["warn"],
  info: ["info"],
  debug: ["debug", "trace"],
  none: ["none"],
} as const satisfies Record<string, readonly LogDataLevel[]>;

export type Group = keyof typeof GROUPS;

export const GROUP_NAMES = Object.keys(GROUPS) as Group[];

/** How many lines a group has. */
export function countOf(counts: Partial<Record<LogDataLevel, number>>, group: Group): number {
  return GROUPS[group].reduce((sum, level) => sum + (counts[level] ?? 0), 0);
}

/** Whether lines of a group are shown; no levels are all. */
export function isShown(levels: readonly LogDataLevel[], group: Group): boolean {
  return levels.length === 0 || levels.includes(GROUPS[group][0]);
}

/** The levels after a group was switched; all of them, and none of them, are no wish. */
export function switched(levels: readonly LogDataLevel[], group: Group): LogDataLevel[] {
  const now = levels.length === 0 ? LEVELS : levels;
  const of: readonly LogDataLevel[] = GROUPS[group];
  const next = isShown(levels, group)
    ? now.filter((level) => !of.includes(level))
    : LEVELS.filter((level) => now.includes(level) || of.includes(level));
  return next.length === LEVELS.length ? [] : next;
}
