import { foldForSearch } from './japanese-text.ts'

const NAME =
  /((?:[\p{sc=Han}々ヶ]{1,8}|[ァ-ヴー]{2,12}|[A-Za-z][A-Za-z.'-]{1,20})(?:[ 　](?:[\p{sc=Han}々]{1,5}|[\p{sc=Hiragana}]{2,6}|[ァ-ヴー]{2,12}|[A-Za-z][A-Za-z'-]{1,20}))?)[ 　]?(?:様(?![々子式態相])|さま(?!ざま))/gu
/** What stands before 様 without being anybody's name. */
const NO_NAME =
  /^(?:御?客|皆々?|同|多|仕|模|一|異|何|神|王|有|貴|両|先|各|子|母|父|奥|嬢|姉|兄|弟|妹|孫|娘|息子|主人|旦那|殿|姫|陰|御?陰|疲|苦労|馳走|互|世話|先方|得意|取引先|御?社|貴社|弊社|各社|他社|第三者|本人|人|方|友人|家族|女王|母親|父親|親|外国人|法人|個人)$/u
const ROLE =
  /(?:者|業者|会社|企業|客|店舗|担当|ユーザー|オーナー|スタッフ|メーカー|モニター|ショップ|ストア|センター|メンバー|ゲスト|サポーター|ドライバー|クライアント)$/u
const LEAD = /^(?:本日|昨日|今回|先日|以前|今後|追伸|宛名|一方|通常|現在|株式会社|有限会社|合同会社)/u

/** Names behind Mr, Ms and their like (not Dr, which brands have), and whom a greeting at the beginning of a line is for. */
const TITLED = /\b(?:Mr|Mrs|Ms|Miss|Mx)\.?[ \u00a0]+(\p{Lu}[\p{L}'’-]{1,30}(?:[ \u00a0]\p{Lu}[\p{L}'’-]{1,30})?)/gu
const GREETED =
  /^[ \t]*(?:Dear|Hello|Hi|Hey|Good (?:morning|afternoon|evening))[ \u00a0]+(\p{Lu}[\p{L}'’-]{1,30}(?:[ \u00a0]\p{Lu}[\p{L}'’-]{1,30})?)[ \t]*(?:[,.!:–-]|$)/gmu
/** Whom one greets without knowing a name. */
const NOBODY =
  /^(?:sir|madam|all|team|customer|client|friend|there|everyone|everybody|folks|colleagues?|valued|support|guest|reader|mr|mrs|ms|miss|mx|dr|prof)\b/iu

const latinNames = (text: string): string[] =>
  [...text.matchAll(TITLED), ...text.matchAll(GREETED)].map((match) => match[1]!).filter((name) => !NOBODY.test(name))

/** Who is addressed or named with 様 or さま, as written. Words like お客様 or 同様 name nobody. In English: behind Mr, Ms, Dear or Hello. */
export function findNames(text: string): string[] {
  const withHonorific = [...text.matchAll(NAME)].map((match) => match[1]!.replace(LEAD, '').trim()).filter(isName)
  return [...withHonorific, ...latinNames(text)]
}

const isName = (name: string) => name !== '' && !NO_NAME.test(name) && !ROLE.test(name)

/** Whether a name is the customer's, or stands in what the customer wrote. Old and new forms of a character are one. */
export function isOwnName(name: string, { names, heard }: { names: readonly string[]; heard: string }): boolean {
  const found = fold(name)
  if (found === '' || fold(heard).includes(found)) return true
  return names.some((one) => isSame(found, one))
}

/** 山田 is 山田花子, and ご予約の山田花子 ends with her; 田中花子 is somebody else. */
function isSame(found: string, known: string): boolean {
  const whole = fold(known)
  if (whole === '') return false
  const parts = known.split(/[\s　・,]+/u).map(fold)
  if (parts.includes(found) || whole === found || whole.startsWith(found) || found.endsWith(whole)) return true
  // The beginning of an address or of a Latin name may be a family name.
  return parts.length > 1 && parts.toReversed().join('') === found
}

const fold = (text: string) => foldForSearch(text).replace(/[\s　・]+/gu, '')
