import type { Language } from '../../../preload/domain.ts'
import { findPlaceholders, findUnfilled, SLOTS } from '../../../preload/domain/placeholders.ts'
import type { HoursPolicy } from '../hours-policy.ts'
import { dateOn, readStep, stepFrom, writeDate, writeTime } from './dates.ts'
import { keyOf, variableOf } from '../../../preload/domain/template-variables.ts'

/**
 * By the name of the variable, in either language. A number is an instant (ms UTC) and is written as a date of the shop's
 * calendar where the variable is one, else as a number; null or '' is not known.
 */
export type Values = { readonly [name: string]: string | number | null | undefined }
/** What the text is filled in for: the shop's clock and calendar, and the language its dates are written in. */
export type FillContext = { now: number; hours: HoursPolicy; language: Language }
export type Unfilled = { name: string; field: 'subject' | 'body'; start: number; end: number }
export type FilledText = {
  subject: string
  body: string
  /** What nobody knew, and ○○ or 〇月〇日 of the text itself: it may not leave like this. */
  unfilled: Unfilled[]
  /** Places for a personal line in the body. They may stay empty. */
  slots: { start: number; end: number }[]
}

const VARIABLE = /(?:\{\{|｛｛)([^{}｛｝\n]{0,80})(?:\}\}|｝｝)/g
/** What a text puts behind a name by itself. */
const HONORIFIC = /^[ 　]?(?:様|さま|さん|御中|殿)/
const HONORIFIC_AT_END = /[\s　]*(?:様|さま|さん|殿)$/
const COMPANY_AT_END = /[\s　]*御中$/

/** Puts the values into a text. What is not known stays as it stands, so that it is seen and can be found. */
export function fill(text: { subject: string; body: string }, values: Values, context: FillContext): FilledText {
  const known = new Map(Object.entries(values).map(([name, value]) => [canonical(name), value]))
  const subject = fillOne(text.subject, known, context).replace(/\s*\n\s*/g, ' ')
  const body = fillOne(text.body, known, context)
  return {
    subject,
    body,
    unfilled: [...unfilledIn('subject', subject), ...unfilledIn('body', body)],
    slots: findPlaceholders(body)
      .filter(({ kind }) => kind === 'slot')
      .map(({ start, end }) => ({ start, end })),
  }
}

const canonical = (name: string) => variableOf(name)?.name ?? keyOf(name)

function unfilledIn(field: Unfilled['field'], text: string): Unfilled[] {
  return findUnfilled(text).map(({ name, start, end }) => ({ name, field, start, end }))
}

type Known = ReadonlyMap<string, Values[string]>

function fillOne(text: string, known: Known, context: FillContext): string {
  let out = ''
  let from = 0
  for (const match of text.matchAll(VARIABLE)) {
    out += text.slice(from, match.index)
    from = match.index + match[0].length
    const asked = readExpression(match[1]!)
    const kind = variableOf(asked.name)?.kind
    if (kind === 'slot') {
      const personal = known.get('ひとこと')
      out += typeof personal === 'string' && personal !== '' ? personal : SLOTS[context.language]
      continue
    }
    if (kind === 'person') {
      const honorific = HONORIFIC.exec(text.slice(from))?.[0] ?? ''
      const person = writePerson(String(known.get('お客さま名') ?? '') || asked.fallback, honorific, context.language)
      out += person.name
      if (person.hasHonorific) from += honorific.length
      continue
    }
    out += valueOf(asked, known, context) ?? (asked.fallback || match[0])
  }
  return out + text.slice(from)
}

type Expression = { name: string; fallback: string; withTime: boolean }

/** `商品名`, `商品名|ご注文の商品`, `商品名 | default: "…"`, `回答期限 | 時刻`. */
function readExpression(inner: string): Expression {
  const [name, ...filters] = inner.normalize('NFKC').split('|')
  const expression: Expression = { name: name!.trim(), fallback: '', withTime: false }
  for (const filter of filters.map((one) => one.trim())) {
    if (/^(?:時刻|time)$/i.test(filter)) expression.withTime = true
    else expression.fallback = filter.replace(/^(?:default|既定)\s*:\s*/i, '').replace(/^["「](.*)["」]$/, '$1')
  }
  return expression
}

function valueOf({ name, withTime }: Expression, known: Known, context: FillContext): string | null {
  const today = dateOn(context.now, context.hours)
  const step = readStep(name)
  if (step) {
    const base = step.base === '' ? context.now : known.get(canonical(step.base))
    if (typeof base !== 'number') return null
    const date = stepFrom(dateOn(base, context.hours), step, context.hours)
    return date === null ? null : writeDate(date, today, context.language)
  }
  const value = known.get(canonical(name))
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'string') return value
  if (variableOf(name)?.kind !== 'date') return String(value)
  const date = writeDate(dateOn(value, context.hours), today, context.language)
  if (!withTime) return date
  const time = writeTime(value, context.hours.timeZone)
  return context.language === 'ja' ? `${date}${time}` : `${date} at ${time}`
}

/**
 * A name with one honorific, never two: 佐藤様 before さま becomes 佐藤さま, 青葉商店御中 keeps 御中. An address is nobody's
 * name: who gave none is お客さま.
 */
function writePerson(value: string, honorific: string, language: Language): { name: string; hasHonorific: boolean } {
  const name = value.includes('@') ? '' : value.replace(/\s+/g, ' ').trim()
  if (name === '') {
    if (language === 'en' && honorific === '') return { name: 'customer', hasHonorific: false }
    return { name: honorific === '' ? 'お客さま' : 'お客', hasHonorific: false }
  }
  if (honorific === '') return { name, hasHonorific: false }
  if (COMPANY_AT_END.test(name)) return { name, hasHonorific: true }
  const bare = name.replace(HONORIFIC_AT_END, '')
  return { name: bare === '' ? name : bare, hasHonorific: bare === '' }
}
