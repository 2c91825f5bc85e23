import type { Language, TemplateId, TextKind } from '../../../preload/domain.ts'
import { foldForSearch } from '../../core/japanese-text.ts'
import type { TemplateRow } from '../../store/templates.ts'

type Folded = { updatedAt: number; names: readonly string[]; titles: readonly string[]; rest: string; codes: string }
/** KY-02, KY02 and ＫＹ－０２ are one product: every dash is this sign once a text is folded. */
const DASH = 'ー'
const CODE = /^[a-z0-9ー]*[0-9][a-z0-9ー]*$/
/** Whose answer it is to be: what fits it comes first. */
export type Wanted = { kind: TextKind; shopId: number | null; category: string | null; language: Language }

/** What the texts the program brings are about; one that a person gave a category goes by that. */
const CATEGORIES: Partial<Record<string, readonly string[]>> = {
  'return-goods': ['return', 'exchange'],
  defect: ['defect'],
  'wrong-item': ['wrong-item', 'missing-item'],
  'order-change': ['order-change'],
  'shipping-status': ['tracking', 'ship-time'],
  'payment-request': ['payment'],
  receipt: ['documents'],
  'call-back': ['call-back'],
  question: ['spec', 'size', 'stock'],
}
const isAbout = ({ category, purpose }: TemplateRow, wanted: string): boolean =>
  category === null ? (CATEGORIES[purpose ?? '']?.includes(wanted) ?? false) : category === wanted

/** Finds templates as the search finds mails: folded, every word of the query somewhere in it. */
export function createTemplateFinder() {
  /** Folding a thousand texts at every key would be felt. */
  const memo = new Map<TemplateId, Folded>()

  function folded(row: TemplateRow): Folded {
    const known = memo.get(row.id)
    if (known?.updatedAt === row.updatedAt) return known
    const fresh = {
      updatedAt: row.updatedAt,
      names: row.abbreviation.split(/[\s、,]+/).map(foldForSearch),
      titles: [foldForSearch(row.title), foldForSearch(row.reading)],
      rest: foldForSearch(`${row.folder}\n\n${row.subject}\n\n${row.body}`),
      codes: foldForSearch(`${row.title}\n\n${row.subject}\n\n${row.body}`).replaceAll(DASH, ''),
    }
    memo.set(row.id, fresh)
    return fresh
  }

  /** 0 for the abbreviation itself, more the further from it; null for no hit. */
  function distance(row: TemplateRow, word: string): number | null {
    const { names, titles, rest, codes } = folded(row)
    if (names.includes(word)) return 0
    if (names.some((name) => name.startsWith(word))) return 1
    if (titles.some((title) => title.startsWith(word))) return 2
    if (titles.some((title) => title.includes(word))) return 3
    const isFound = rest.includes(word) || (CODE.test(word) && codes.includes(word.replaceAll(DASH, '')))
    return isFound ? 4 : null
  }

  return function find(rows: readonly TemplateRow[], query: string, wanted: Wanted): TemplateId[] {
    const words = foldForSearch(query).split(' ').filter(Boolean)
    const found: { row: TemplateRow; key: readonly number[] }[] = []
    for (const row of rows) {
      if (row.kind !== wanted.kind || (row.shopId !== null && row.shopId !== wanted.shopId)) continue
      const distances = words.map((word) => distance(row, word))
      if (distances.includes(null)) continue
      const fits = wanted.category !== null && isAbout(row, wanted.category)
      const key = [Math.max(0, ...(distances as number[])), row.language === wanted.language ? 0 : 1, fits ? 0 : 1]
      found.push({ row, key: [...key, -row.usedCount, row.position] })
    }
    return found.sort((a, b) => compare(a.key, b.key)).map(({ row }) => row.id)
  }
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [index, value] of a.entries()) if (value !== b[index]) return value - b[index]!
  return 0
}
