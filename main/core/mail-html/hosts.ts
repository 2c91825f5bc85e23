/** What a person should know about the name of a host before going there. */

/** Second-level labels under which anybody registers, for two-letter country domains (jprs.jp, nominet.uk; read 2026-11). */
const SECOND_LEVEL = new Set('ac ad co com ed edu go gov gr lg mil ne net nom or org'.split(' '))

/** The part of a host that one owner registered: `shop.example.co.jp` → `example.co.jp`. A guess for rare domains. */
export function registrableDomain(host: string): string {
  const labels = host.toLowerCase().replace(/\.$/, '').split('.')
  const isCountry = labels.at(-1)?.length === 2
  const size = isCountry && labels.length > 2 && SECOND_LEVEL.has(labels.at(-2)!) ? 3 : 2
  return labels.slice(-size).join('.')
}

export function isIpHost(host: string): boolean {
  return host.startsWith('[') || /^\d+(?:\.\d+){3}$/.test(host)
}

/** The host as people write it: `xn--` labels decoded (RFC 3492); a label that cannot be decoded stays. */
export function unicodeHost(host: string): string {
  return host
    .split('.')
    .map((label) => (label.startsWith('xn--') ? (decodePunycode(label.slice(4)) ?? label) : label))
    .join('.')
}

/**
 * True for a name whose letters can pass for others: scripts mixed within a label, or letters of another alphabet
 * alone. Kana and kanji with ASCII are how Japanese names are written, and no look-alikes of Latin.
 */
export function looksLikeAnother(unicode: string): boolean {
  return unicode.split('.').some((label) => !/^[\u0000-\u007f]*$/.test(label) && !JAPANESE_LABEL.test(label))
}

const JAPANESE_LABEL = /^[a-z0-9\-々〆ー\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+$/u

function decodePunycode(input: string): string | null {
  const basicEnd = input.lastIndexOf('-')
  const output = basicEnd > 0 ? Array.from(input.slice(0, basicEnd)) : []
  let [n, i, bias] = [128, 0, 72]
  let at = basicEnd > 0 ? basicEnd + 1 : 0
  if (input.length > 63) return null
  while (at < input.length) {
    const before = i
    for (let weight = 1, k = 36; ; k += 36) {
      const digit = digitOf(input.charCodeAt(at))
      at += 1
      if (digit < 0) return null
      i += digit * weight
      const threshold = Math.min(26, Math.max(1, k - bias))
      if (digit < threshold) break
      weight *= 36 - threshold
      if (weight > 0xffffffff) return null
    }
    const size = output.length + 1
    bias = adapt(i - before, size, before === 0)
    n += Math.floor(i / size)
    i %= size
    if (n > 0x10ffff) return null
    output.splice(i, 0, String.fromCodePoint(n))
    i += 1
  }
  return output.join('')
}

function digitOf(code: number): number {
  if (code >= 48 && code <= 57) return code - 22
  if (code >= 97 && code <= 122) return code - 97
  return -1
}

function adapt(change: number, size: number, isFirst: boolean): number {
  let delta = Math.floor(change / (isFirst ? 700 : 2))
  delta += Math.floor(delta / size)
  let k = 0
  for (; delta > 455; k += 36) delta = Math.floor(delta / 35)
  return k + Math.floor((36 * delta) / (delta + 38))
}
