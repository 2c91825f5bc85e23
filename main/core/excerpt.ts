import { splitQuoted } from './quoting.ts'

const LENGTH = 140

/** The beginning of what a person wrote, in one line, for the list. */
export function excerptOf(text: string): string {
  const { own } = splitQuoted(text.slice(0, 4000))
  const line = (own.trim() || text.slice(0, 1000)).replace(/\s+/g, ' ').trim()
  return [...line.slice(0, LENGTH * 2)].slice(0, LENGTH).join('')
}
