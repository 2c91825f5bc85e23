/**
 * What in a text still waits to be filled in. `variable`: {{発送予定日}}. `blank`: ○○, △△, 〇月〇日. `slot`: the place for
 * a personal line, which may stay empty. Offsets are UTF-16.
 */
export type Placeholder = { kind: 'variable' | 'blank' | 'slot'; name: string; start: number; end: number }

/** The slot for a personal line, as it stands in a text of the language. */
export const SLOTS = { ja: '{{ひとこと}}', en: '{{personal_note}}' } as const
const SLOT_NAMES = new Set(['ひとこと', 'personal_note', 'personal note'])

/** Both kinds of braces: an IME that is on writes the wide ones. */
const VARIABLE = /(?:\{\{|｛｛)([^{}｛｝\n]{0,80})(?:\}\}|｝｝)/g
/**
 * Circles and triangles for what has to be put in. After a kanji digit 〇 is a zero (二〇二六年), and one circle alone is a
 * mark (○をつける): it counts only in a date or before a unit.
 */
const BLANK = new RegExp(
  [
    '[○〇◯●△×XxＸｘ]{1,2}月[○〇◯●△×XxＸｘ]{1,2}日',
    '(?<![一二三四五六七八九十百千万〇○◯0-9０-９])[○〇◯△]{2,}',
    '(?<![一二三四五六七八九十百千万〇○◯0-9０-９])[○〇◯△](?=[月日時円]|様|さま)',
  ].join('|'),
  'g',
)
/** Everything in it that is not filled in, in order. What a customer wrote and is quoted with > is not ours to fill. */
export function findPlaceholders(text: string): Placeholder[] {
  const found: Placeholder[] = []
  for (const { line, start } of ownLines(text)) {
    for (const match of line.matchAll(VARIABLE)) {
      const name = match[1]!.normalize('NFKC').trim()
      const at = start + match.index
      found.push({ kind: isSlotName(name) ? 'slot' : 'variable', name, start: at, end: at + match[0].length })
    }
    for (const match of line.matchAll(BLANK)) {
      const at = start + match.index
      if (found.some((other) => other.start <= at && at < other.end)) continue
      found.push({ kind: 'blank', name: match[0], start: at, end: at + match[0].length })
    }
  }
  return found.sort((a, b) => a.start - b.start)
}

/** What must be filled in before the text may leave. */
export const findUnfilled = (text: string): Placeholder[] =>
  findPlaceholders(text).filter(({ kind }) => kind !== 'slot')

/** The text without empty slots; a line that held nothing else goes with it, and no second empty line stays behind. */
export function withoutSlots(text: string): string {
  const slots = findPlaceholders(text).filter(({ kind }) => kind === 'slot')
  let rest = text
  for (const { start, end } of slots.reverse()) rest = cutSlot(rest, start, end)
  return rest
}

function cutSlot(text: string, start: number, end: number): string {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1
  const lineBreak = text.indexOf('\n', end)
  const lineEnd = lineBreak === -1 ? text.length : lineBreak
  const isAlone = text.slice(lineStart, start).trim() === '' && text.slice(end, lineEnd).trim() === ''
  if (!isAlone) return text.slice(0, start) + text.slice(end)
  const above = text.slice(0, lineStart)
  const below = text.slice(Math.min(lineEnd + 1, text.length))
  if (/(?:^|\n)\s*\n$/.test(above) || above === '') return above + below.replace(/^[ \t　]*\n/, '')
  return above + below
}

const isSlotName = (name: string): boolean => SLOT_NAMES.has(name.toLowerCase())

function ownLines(text: string): { line: string; start: number }[] {
  const lines: { line: string; start: number }[] = []
  let start = 0
  for (const line of text.split('\n')) {
    if (!/^\s*[>＞]/.test(line)) lines.push({ line, start })
    start += line.length + 1
  }
  return lines
}
