/** Rakuten's clock is Japan's, all year. */
const JST_MS = 9 * 3_600_000
export const DAY_MS = 86_400_000

/** As the parameters want it: `yyyy-MM-ddTHH:mm:ss` in Japan (inquiries.get, 2026-11-22). */
export const toJst = (at: number): string => new Date(at + JST_MS).toISOString().slice(0, 19)

/** ms UTC of `yyyy-MM-dd'T'HH:mm:ss+09:00`; also without the offset, which some answers leave out. `otherwise` where there is none. */
export function fromJst(date: string | null | undefined, otherwise: number): number {
  if (!date) return otherwise
  const at = Date.parse(/(?:Z|[+-]\d{2}:?\d{2})$/.test(date) ? date : `${date}+09:00`)
  return Number.isFinite(at) ? at : otherwise
}
