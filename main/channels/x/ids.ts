/** Ids of X are numbers of up to 19 digits, rising with time: kept as text, because they pass 2^53. */

/** Snowflake ids count milliseconds from here (2010-11-04T01:42:54.657Z). Source: github.com/twitter-archive/snowflake. */
const EPOCH_MS = 1_288_834_974_657n
const TIME_SHIFT = 22n

export const isId = (text: string): boolean => /^\d{1,19}$/.test(text)

/** Negative when `a` is older than `b`. Both are ids. */
export function compareIds(a: string, b: string): number {
  const [left, right] = [BigInt(a), BigInt(b)]
  return left < right ? -1 : left > right ? 1 : 0
}

export const newestOf = (ids: readonly string[]): string | null => ids.toSorted(compareIds).at(-1) ?? null
export const oldestOf = (ids: readonly string[]): string | null => ids.toSorted(compareIds)[0] ?? null

/** When the network made this id (ms UTC), to the millisecond. */
export const timeOfId = (id: string): number => Number((BigInt(id) >> TIME_SHIFT) + EPOCH_MS)
