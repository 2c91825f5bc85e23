/** What a contact form or cart wrote about its visitor, read from labelled lines. */
export type FormFields = {
  /** Lower case. */
  email: string | null
  name: string | null
  kana: string | null
  phone: string | null
  /** At least three different fields stand in the text: it was laid out by a form. */
  isForm: boolean
}

type Field = 'email' | 'name' | 'kana' | 'phone' | 'matter'

/** Labels of Japanese and English forms; the order matters (お名前(フリガナ) is kana, not a name). */
const labels: readonly [Field, RegExp][] = [
  [
    'email',
    /^(?:(?:ご|お客様の?|お客さまの?|ご?連絡先の?|返信先の?)?(?:メール|e-?メール|電子メール|mail|e-?mail)(?:アドレス| ?address)?|(?:your )?e-?mail(?: ?address)?|reply-?to|返信先)(?:\(確認(?:用)?\))?$/i,
  ],
  ['kana', /^(?:(?:お?名前|ご?氏名|お客様名)?\(?(?:フリガナ|ふりがな|カナ|かな|ヨミガナ|よみがな|kana)\)?)$/i],
  [
    'name',
    /^(?:(?:お|ご)?(?:名前|氏名|芳名)|お客[様さ]ま?の?(?:お?名前|氏名|名)|ご?(?:担当者|注文者|購入者|依頼者|連絡者)(?:名|氏名|様)?|(?:your |full |first |last )?name|姓名)(?:\(漢字\))?$/i,
  ],
  [
    'phone',
    /^(?:(?:お|ご)?(?:電話|携帯電話|携帯|連絡先電話|連絡先)(?:番号)?|tel(?:ephone)?|phone(?: ?number)?|mobile)\.?$/i,
  ],
  [
    'matter',
    /^(?:(?:お|ご)?(?:問い?合わ?せ|質問|相談|要望|用件|注文)(?:の?(?:内容|種別|項目|件名|詳細|番号))?|内容|件名|本文|メッセージ|コメント|備考|message|your message|body|comments?|subject|inquiry|題名|会社名|貴社名|ご?住所|郵便番号|company)$/i,
  ],
]

const maxLines = 400
const maxLine = 400
const mailAddress = /[a-z0-9._%+'/=~?!#$&*^{|}-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}/i

const nothing: FormFields = { email: null, name: null, kana: null, phone: null, isForm: false }
/** Nearly all mail is no form; one look spares it the reading line by line. */
const fieldLabel =
  /(?:^|\n)[^>＞\n]{0,14}?(?:mail|ｍａｉｌ|メール|ﾒｰﾙ|連絡先|返信先|reply-?to|名前|氏名|name|お客様名|担当者)/i

/** Reads `label: value` lines, also with the value on the line below the label. Quoted lines are somebody else's form. */
export function readFormFields(text: string): FormFields {
  if (!fieldLabel.test(text.slice(0, maxLines * maxLine))) return nothing
  const lines = text
    .slice(0, maxLines * maxLine)
    .split('\n', maxLines)
    .map(tidy)
  const values = new Map<Field, string>()
  const seen = new Set<string>()
  lines.forEach((line, index) => {
    const pair = splitLine(line)
    const field = pair && fieldOf(pair.label)
    if (!field) return
    seen.add(pair.label)
    const value = pair.value || nextValue(lines, index)
    if (!values.has(field) && isValue(field, value)) values.set(field, value)
    if (pair.label === '連絡先' || pair.label === 'ご連絡先') keepMail(values, value)
  })
  return {
    email: mailAddress.exec(values.get('email') ?? '')?.[0].toLowerCase() ?? null,
    name: withoutHonorific(values.get('name')),
    kana: withoutHonorific(values.get('kana')),
    phone: values.get('phone') ?? null,
    isForm: seen.size >= 3 && values.has('email'),
  }
}

/** A line as it is compared: cut to a sensible length, full-width forms folded. */
export function tidy(line: string) {
  return line.slice(0, maxLine).normalize('NFKC').trim()
}

/** `■お名前: 山田`, `[お名前] 山田`, `お名前 = 山田`, `お名前	山田`. */
export function splitLine(line: string): { label: string; value: string } | null {
  if (line.startsWith('>') || line.length < 2) return null
  const bare = line.replace(/^[\s■□●○◆◇★☆▼▽・*+_#|-]{1,6}/, '')
  const boxed = /^[[【<「《〔]\s?([^\]】>」》〕]{1,30})[\]】>」》〕]\s{0,8}[:=]?\s{0,8}(.*)$/.exec(bare)
  if (boxed) return { label: tidyLabel(boxed[1]!), value: boxed[2]!.trim() }
  const plain = /^([^:=\t|→]{1,40})[:=\t|→](.*)$/.exec(bare) ?? /^(\S{1,20}(?: \S{1,10})?) {2,}(.*)$/.exec(bare)
  if (plain) return { label: tidyLabel(plain[1]!), value: plain[2]!.trim() }
  return bare.length <= 30 ? { label: tidyLabel(bare), value: '' } : null
}

function tidyLabel(label: string) {
  return label
    .replace(/[(（[【]?(?:必須|任意|required|※)[)）\]】]?/gi, '')
    .replace(/[\s:*_-]+$/, '')
    .trim()
}

function fieldOf(label: string): Field | null {
  return labels.find(([, pattern]) => pattern.test(label))?.[0] ?? null
}

function nextValue(lines: readonly string[], index: number) {
  const next = lines[index + 1] || lines[index + 2] || ''
  const pair = splitLine(next)
  return pair && pair.value === '' && fieldOf(pair.label) ? '' : next
}

function isValue(field: Field, value: string) {
  if (value === '') return false
  if (field === 'email') return mailAddress.test(value)
  if (field === 'phone') return value.replace(/\D/g, '').length >= 9 && value.length <= 40
  return value.length <= 80 && !mailAddress.test(value)
}

function keepMail(values: Map<Field, string>, value: string) {
  if (!values.has('email') && mailAddress.test(value)) values.set('email', value)
}

function withoutHonorific(name: string | undefined) {
  return name?.replace(/\s*(?:様|さま|殿)$/, '') || null
}
