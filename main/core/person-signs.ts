import { addressesIn, phonesIn } from './contact-ways.ts'
import type { FormFields } from './form-fields.ts'
import { foldForSearch } from './japanese-text.ts'
import type { ReadMessage } from './message.ts'
import { digitsOf } from './phone-number.ts'
import { splitQuoted } from './quoting.ts'

/**
 * What in somebody's words tells who they are, on whatever network they write. `home` is a postcode with a name: either
 * alone is shared by too many.
 */
export type PersonSign = { kind: 'mail' | 'phone' | 'home' | 'order'; value: string }

/** Nobody names more of themselves. */
const MOST_SIGNS = 12
/** Who writes more says who they are before; newsletters are long, and this is asked of each mail. */
const LOOKED_THROUGH = 6_000

/** A Japanese postcode: marked as one, or before the name of a prefecture. */
const POSTCODE =
  /(?:〒|郵便番号)[\s:]{0,3}(\d{3})-?(\d{4})(?!\d)|(?<![\d-])(\d{3})-(\d{4})(?![\d-])(?=\s{0,3}(?:北海道|東京都|京都府|大阪府|\p{sc=Han}{2,3}県))/gu
/** A line that may be somebody's name: short, without digits and marks. */
const NAME_LINE =
  /^\s*(?:(?:お?名前|氏名|お?宛名|お届け先)\s*:?\s*)?([\p{sc=Han}々ヶ\p{sc=Hiragana}\p{sc=Katakana}ー]{1,8}[ ]?[\p{sc=Han}々ヶ\p{sc=Hiragana}\p{sc=Katakana}ー]{1,8})\s*(?:様)?\s*$/u

/** Signs in what the writer wrote now; what is quoted below may be anybody's, ours too. Order numbers are found elsewhere. */
export function personSignsIn(
  { textBody, from }: Pick<ReadMessage, 'textBody' | 'from'>,
  form: Pick<FormFields, 'email' | 'phone' | 'name' | 'kana'>,
): PersonSign[] {
  const { own, signature } = splitQuoted(textBody.slice(0, LOOKED_THROUGH))
  const text = `${own}\n${signature}`
  if (!/[@＠\p{Nd}]/u.test(text)) return []
  const plain = text.normalize('NFKC').replaceAll(/[‐‑–—−]/g, '-')
  const mails = [...addressesIn(plain), ...(form.email === null ? [] : [form.email.toLowerCase()])]
  const phones = [...phonesIn(plain), ...(form.phone === null ? [] : [form.phone])].map(digitsOf)
  const names = [from[0]?.name ?? '', form.name ?? '', form.kana ?? '']
  const signs: PersonSign[] = [
    ...mails.map((value) => ({ kind: 'mail' as const, value })),
    ...phones.filter((value) => value.length >= 10).map((value) => ({ kind: 'phone' as const, value })),
    ...homesIn(plain, names).map((value) => ({ kind: 'home' as const, value })),
  ]
  return [...new Map(signs.map((sign) => [`${sign.kind} ${sign.value}`, sign])).values()].slice(0, MOST_SIGNS)
}

/** Every postcode with every name that may belong to it: the writer's, and the lines beside it. */
function homesIn(plain: string, names: readonly string[]): string[] {
  const found = [...plain.matchAll(POSTCODE)].slice(0, 2)
  return found.flatMap((match) => {
    const before = plain.slice(0, match.index).split('\n').slice(-3, -1)
    const after = plain.slice(match.index).split('\n').slice(1, 4)
    const beside = [...before, ...after].flatMap((line) => NAME_LINE.exec(line)?.[1] ?? [])
    const postcode = `${match[1] ?? match[3]}${match[2] ?? match[4]}`
    return [...names, ...beside]
      .map(foldName)
      .filter((name) => name.length > 1)
      .map((name) => `${postcode} ${name}`)
  })
}

/** Names as they are compared: spaces, widths, kana and old forms of characters aside. */
export const foldName = (name: string): string => foldForSearch(name).replaceAll(/[\s　・]+/gu, '')
