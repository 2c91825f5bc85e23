import { type Field, fieldOf, tidyLabel, withoutLead } from './form-labels.ts'

/** What a contact form or cart wrote about its visitor, read from labelled lines. */
export type FormFields = {
  /** Lower case. */
  email: string | null
  name: string | null
  kana: string | null
  phone: string | null
  /** At least three different fields stand in the text, and what it is about: a form laid it out, it is no signature. */
  isForm: boolean
}

const maxLines = 400
const maxLine = 400
const mailAddress = /[a-z0-9._%+'/=~?!#$&*^{|}-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}/i

const nothing: FormFields = { email: null, name: null, kana: null, phone: null, isForm: false }
/** A piece of every label, so that ordinary lines cost one look. */
const mayLead =
  /mail|メール|name|ネーム|reply|返信|名|フリガナ|ふりがな|[カか][ナな]|[ガが][ナな]|kana|姓|セイ|せい|メイ|めい|苗字|tel|電話|携帯|連絡|phone|mobile|問|相談|要望|用件|注文|内容|本文|メッセージ|コメント|備考|message|body|comment|subject|inquiry|受注|支払|配送|希望|読み|住所|郵便|company|差出人|送信者|質問/i
/** Signs, a label of forty characters and its brackets. */
const longestLead = 60

/** How forms begin. Below it a signature is none. */
const announcement =
  /(?:フォーム|ホームページ|サイト|店舗ページ)(?:より|から)|(?:お?問い?合わ?せ|ご?注文|お?申し?込み?|ご?予約|ご?応募|資料請求)(?:が|を|の?メールが)(?:あり|受け?付|いただ|頂|届)|form submission|contact form|has been submitted/i

/** Nearly all mail is no form; one look spares it the reading line by line. */
const fieldLabel =
  /(?:^|\n)[^>＞\n]{0,14}?(?:mail|ｍａｉｌ|メール|ﾒｰﾙ|連絡先|返信先|reply-?to|名前|氏名|name|お客様名|担当者|差出人|送信者)/i

/** Reads `label: value` lines, also with the value on the line below the label. Quoted lines are somebody else's form. */
export function readFormFields(text: string): FormFields {
  if (!fieldLabel.test(text.slice(0, maxLines * maxLine))) return nothing
  const lines = text
    .slice(0, maxLines * maxLine)
    .split('\n', maxLines)
    .map(tidy)
  const values = new Map<Field, string>()
  const seen = new Set<string>()
  let isAsked = false
  lines.forEach((line, index) => {
    if (!mayLead.test(line.slice(0, longestLead))) return
    const pair = splitLine(line)
    const field = pair && fieldOf(pair.label)
    if (!field) return
    seen.add(pair.label)
    isAsked ||= field === 'matter'
    const value = pair.value || nextValue(lines, index)
    if (!values.has(field) && isValue(field, value)) values.set(field, value)
    if (pair.label === '連絡先' || pair.label === 'ご連絡先') keepMail(values, value)
  })
  // Forwarded mail names its writer so too; a form says at its foot what it is.
  const writer = /フォームから送信/.test(text) ? (values.get('writer') ?? '') : ''
  return {
    email: mailAddress.exec(values.get('email') ?? writer)?.[0].toLowerCase() ?? null,
    name: withoutHonorific(
      values.get('name') ?? nameBeside(writer) ?? together(values.get('family'), values.get('given')),
    ),
    kana: withoutHonorific(values.get('kana') ?? together(values.get('familyKana'), values.get('givenKana'))),
    phone: values.get('phone') ?? null,
    isForm: seen.size >= 3 && values.has('email') && (isAsked || announcement.test(text.slice(0, maxLines * maxLine))),
  }
}

/** A line as it is compared: cut to a sensible length, full-width forms folded. */
export function tidy(line: string) {
  return line.slice(0, maxLine).normalize('NFKC').trim()
}

/** Signs that stand on both sides of a label, so that nothing else parts it from its value. */
const closed = /^([^*◆◇■□●○★☆]{1,30})[*◆◇■□●○★☆]\s{0,8}(.*)$/
const parted = /^([^:=\t|→⇒]{1,40}?)\s{0,8}(?:[:=\t|→⇒]|\.{3,40}|・{2,40}|-{2,10}>?)\s{0,8}[.・|]{0,40}(.*)$/
const columns = /^(\S{1,20}(?: \S{1,10})?) {2,}(.*)$/

/** `■お名前: 山田`, `[お名前] 山田`, `お名前 = 山田`, `1. お名前 … 山田`, `◆お名前◆`. */
export function splitLine(line: string): { label: string; value: string } | null {
  if (line.startsWith('>') || line.length < 2) return null
  const bare = withoutLead(line)
  const boxed = /^[[【<「《〔]\s?([^\]】>」》〕]{1,30})[\]】>」》〕]\s{0,8}[:=]?\s{0,8}(.*)$/.exec(bare)
  const found = boxed ?? parted.exec(bare) ?? columns.exec(bare) ?? closed.exec(bare)
  if (found) return { label: tidyLabel(found[1]!), value: found[2]!.replace(/\|\s*$/, '').trim() }
  return bare.length <= 30 ? { label: tidyLabel(bare), value: '' } : null
}

/** What stands below a label, behind a line that is only drawn. */
function nextValue(lines: readonly string[], index: number) {
  const next =
    lines.slice(index + 1, index + 4).find((line) => line !== '' && !/^[-=_*~─━—…・.|+]{3,}$/.test(line)) ?? ''
  const pair = splitLine(next)
  return pair && fieldOf(pair.label) ? '' : next
}

function isValue(field: Field, value: string) {
  if (value === '') return false
  if (field === 'email' || field === 'writer') return mailAddress.test(value)
  if (field === 'phone') return value.replace(/\D/g, '').length >= 9 && value.length <= 40
  return value.length <= 80 && !mailAddress.test(value)
}

function keepMail(values: Map<Field, string>, value: string) {
  if (!values.has('email') && mailAddress.test(value)) values.set('email', value)
}

/** `山田 <yamada@example.jp>` or `山田 yamada@example.jp`. */
function nameBeside(writer: string) {
  return (
    writer
      .replace(mailAddress, '')
      .replace(/[<>()[\]]/g, '')
      .trim() || undefined
  )
}

/** Family name first, as it is said in Japanese; Latin letters are a foreigner's. */
function together(family: string | undefined, given: string | undefined) {
  if (family === undefined) return undefined
  const names = /^[\x20-\x7e]+$/.test(family) ? [given, family] : [family, given]
  return names.filter(Boolean).join(' ')
}

function withoutHonorific(name: string | undefined) {
  return name?.replace(/\s*(?:様|さま|殿)$/, '') || null
}
