/** A text of the set that a new shop finds. `key` stays the same for ever: it tells whether the shop still has it. */
export type DefaultText = {
  key: string
  kind: 'template' | 'phrase'
  title: string
  reading: string
  abbreviation: string
  folder: string
  /** What the program uses it for, or null. */
  purpose: string | null
  startsHold: boolean
  subject: string
  body: string
}
type Template = Omit<DefaultText, 'kind' | 'startsHold' | 'key'> & { startsHold?: true }

export function numbered(prefix: string, templates: readonly Template[]): DefaultText[] {
  return templates.map((one, index) => ({
    startsHold: false,
    ...one,
    kind: 'template',
    key: `${prefix}-template-${index + 1}`,
  }))
}

export type PhraseLine = readonly [folder: string, abbreviation: string, text: string, reading?: string]

export function phrases(prefix: string, lines: readonly PhraseLine[]): DefaultText[] {
  return lines.map(([folder, abbreviation, body, reading = ''], index) => ({
    key: `${prefix}-phrase-${index + 1}`,
    kind: 'phrase',
    title: '',
    reading,
    abbreviation,
    folder,
    purpose: null,
    startsHold: false,
    subject: '',
    body,
  }))
}
