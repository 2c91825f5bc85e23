/** How many backups are kept: the newest `keepCount`, none older than `keepDays`. */
export type KeepPolicy = { keepCount: number; keepDays: number }

const DAY_MS = 86_400_000
const RETRY_MS = 60 * 60_000
/** So many stay however old they are: a PC that was off for months shall not begin by throwing its backups away. */
const ALWAYS_KEPT = 3

/** The backups to drop, given the instants of all of one store in any order. */
export function droppedBackups(
  instants: readonly number[],
  { keepCount, keepDays }: KeepPolicy,
  now: number,
): number[] {
  return instants
    .toSorted((a, b) => b - a)
    .filter((at, index) => index >= Math.max(1, keepCount) || (index >= ALWAYS_KEPT && at < edgeOf({ keepDays }, now)))
}

/** What is older is too old. */
export const edgeOf = ({ keepDays }: Pick<KeepPolicy, 'keepDays'>, now: number): number => now - keepDays * DAY_MS

export type BackupHistory = { lastSuccessAt: number | null; lastTryAt: number | null }

/** When the next daily backup is due. An instant that lies ahead means that the clock was set back since: it does not count. */
export function nextBackupAt({ lastSuccessAt, lastTryAt }: BackupHistory, now: number): number {
  const past = (at: number | null) => (at === null || at > now ? null : at)
  const [success, tried] = [past(lastSuccessAt), past(lastTryAt)]
  const due = success === null ? 0 : success + DAY_MS
  return tried !== null && tried > (success ?? -1) ? Math.max(due, tried + RETRY_MS) : due
}
