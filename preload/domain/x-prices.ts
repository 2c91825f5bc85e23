import type { MeteredUse } from './networks.ts'

/**
 * What X charges, in US dollars: a read for each thing it hands out, a write for each request. Source: docs.x.com/x-api/
 * getting-started/pricing (xdevplatform/docs@2871328 of 2026-08-22, read 2026-11-22). `owned-read`: our own mentions and posts,
 * where the account owns the developer app. `post` is the plain price; an answer to somebody who mentioned us may cost $0.010.
 */
export const X_PRICES_USD: Readonly<Record<MeteredUse, number>> = {
  read: 0.005,
  'owned-read': 0.001,
  user: 0.01,
  'dm-read': 0.01,
  post: 0.015,
  'post-with-link': 0.2,
  'dm-send': 0.015,
}

/** Until the owner says what a dollar costs. On the high side, so that a budget ends too early rather than too late. */
export const DEFAULT_YEN_PER_DOLLAR = 160

/** In yen, with their fractions: a single mention costs a seventh of one. */
export function xCostInYen(what: MeteredUse, count: number, yenPerDollar: number = DEFAULT_YEN_PER_DOLLAR): number {
  return X_PRICES_USD[what] * count * yenPerDollar
}
