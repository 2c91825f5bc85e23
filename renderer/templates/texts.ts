import type { TemplateInfo } from '../../preload/domain.ts'

/** What it is called: its title, or the beginning of a phrase. */
export const nameOf = ({ title, body }: Pick<TemplateInfo, 'title' | 'body'>): string =>
  title || body.replace(/\s+/g, ' ').slice(0, 80)

/** Where the quoted words of the customer begin at the end of a text; its length where there are none. */
export function quoteStart(text: string): number {
  const lines = text.split('\n')
  let first = lines.length
  while (first > 0 && /^(?:[>＞]|\s*$)/.test(lines[first - 1]!)) first -= 1
  const quoted = lines.slice(first)
  if (!quoted.some((line) => /^[>＞]/.test(line))) return text.length
  const whose = /\S.*[:：]\s*$/.test(lines[first - 1] ?? '') ? first - 1 : first
  return lines.slice(0, whose).join('\n').length + (whose > 0 ? 1 : 0)
}

export type Abbreviated = { start: number; end: number; template: TemplateInfo }

const TYPED = /[;；]([^\s;；]{1,30})$/

/**
 * The abbreviation that ends at the cursor, as `;thx`. With two of the same name the one used more often counts. A `;`
 * after a letter belongs to that word and begins none.
 */
export function abbreviationBefore(text: string, cursor: number, texts: readonly TemplateInfo[]): Abbreviated | null {
  const match = TYPED.exec(text.slice(Math.max(0, cursor - 32), cursor))
  if (!match) return null
  const start = cursor - match[0].length
  if (/[A-Za-z0-9]/.test(text[start - 1] ?? '')) return null
  const typed = plain(match[1]!)
  const named = texts.filter(({ abbreviation }) => namesOf(abbreviation).includes(typed))
  const template = named.sort((a, b) => b.usedCount - a.usedCount || a.position - b.position)[0]
  return template ? { start, end: cursor, template } : null
}

export const namesOf = (abbreviation: string): string[] =>
  abbreviation
    .split(/[\s、,]+/)
    .filter(Boolean)
    .map(plain)

const plain = (name: string) =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60))
