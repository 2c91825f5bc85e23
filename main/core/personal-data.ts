import { addressesIn, phonesIn } from './contact-ways.ts'

const PREFECTURE =
  '(?:北海道|東京都|京都府|大阪府|(?:青森|岩手|宮城|秋田|山形|福島|茨城|栃木|群馬|埼玉|千葉|神奈川|新潟|富山|石川|福井|山梨|長野|岐阜|静岡|愛知|三重|滋賀|兵庫|奈良|和歌山|鳥取|島根|岡山|広島|山口|徳島|香川|愛媛|高知|福岡|佐賀|長崎|熊本|大分|宮崎|鹿児島|沖縄)県)'
/** A postcode, or a place named down to its numbers. 大阪府にお住まい is none. */
const PLACE = new RegExp(
  `〒\\s?\\d{3}-?\\d{4}|${PREFECTURE}[^\\s、。]{1,12}?[市区町村郡][^、。\\n]{0,20}?\\d[\\d-]*(?:丁目|番地?|号)?|[一-龠ぁ-んァ-ヶ]{1,8}[市区町村][一-龠ぁ-んァ-ヶ\\d]{1,14}?\\d+(?:-\\d+)+`,
  'gu',
)
/** Somebody's name on a server of Mastodon or Misskey looks like a mail address. */
const HANDLE = /@[\w.-]+@[\w.-]+/g

/** What identifies or reaches a person and should stand in no public answer: telephone numbers, mail addresses, places. */
export function personalDataIn(text: string): string[] {
  const plain = text
    .normalize('NFKC')
    .replaceAll(HANDLE, ' ')
    .replaceAll(/[‐‑–—−]/g, '-')
  const places = [...plain.matchAll(PLACE)].map(([place]) => place.trim())
  return [...new Set([...phonesIn(plain), ...addressesIn(plain), ...places])]
}
