import type { MeteredUse, NetworkId } from './networks.ts'

/** What X takes in US dollars, pay-per-use (docs.x.com, xdevplatform/docs@2871328, read 2026-08-22). */
const X_DOLLARS: Record<MeteredUse, number> = {
  'owned-read': 0.001,
  read: 0.005,
  user: 0.01,
  'dm-read': 0.01,
  post: 0.015,
  'post-with-link': 0.2,
  'dm-send': 0.015,
}
/** What a dollar is taken for where the owner has not said otherwise: rather too much, because a budget is a limit. */
export const YEN_PER_DOLLAR = 160

/** Yen for one use; 0 where the network wants nothing. */
export const yenFor = (channel: string, what: MeteredUse, yenPerDollar: number = YEN_PER_DOLLAR): number =>
  channel === ('x' satisfies NetworkId) ? X_DOLLARS[what] * yenPerDollar : 0

/** What the owner of an account says that a dollar costs; the usual where that is no sensible number. */
export function yenPerDollarOf(settings: unknown): number {
  const { yenPerDollar } = (settings ?? {}) as { yenPerDollar?: unknown }
  const rate = typeof yenPerDollar === 'string' ? Number(yenPerDollar.normalize('NFKC')) : NaN
  return rate >= 1 && rate <= 10_000 ? rate : YEN_PER_DOLLAR
}

/** What a link in an answer costs more than the answer without it, in yen; null where nothing. */
export function linkYen(channel: string): number | null {
  const more = yenFor(channel, 'post-with-link') - yenFor(channel, 'post')
  return more > 0 ? Math.round(more) : null
}
