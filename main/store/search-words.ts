import type { Database } from 'better-sqlite3'
import { MOST_WORDS, SHORTEST_INSIDE } from '../core/search-match.ts'

/** Between blanks, longer than what is looked for inside. */
const LONG = new RegExp(`[^ ]{${SHORTEST_INSIDE + 1},}`, 'g')
/** A few megabytes at most. */
const MOST_KNOWN = 50_000

/** The words of letters and digits in all messages, each once, to find those that hold a part. */
export function createWordIndex(db: Database) {
  const insertWord = db.prepare('INSERT OR IGNORE INTO search_word (word) VALUES (?)')
  const insertParts = db.prepare('INSERT INTO search_word_fts (rowid, word) VALUES (?, ?)')
  const inside = db
    .prepare<[string, string], string>(
      `SELECT w.word FROM search_word_fts f CROSS JOIN search_word w ON w.id = f.rowid
       WHERE f.search_word_fts MATCH ? AND instr(substr(w.word, 2), ?) LIMIT ${MOST_WORDS + 1}`,
    )
    .pluck()
  const insideByReading = db
    .prepare<[string], string>(`SELECT word FROM search_word WHERE instr(substr(word, 2), ?) LIMIT ${MOST_WORDS + 1}`)
    .pluck()

  const idOf = db.prepare<[string], number>('SELECT id FROM search_word WHERE word = ?').pluck()
  const isUsed = db.prepare<[string], number>('SELECT 1 FROM message_fts WHERE message_fts MATCH ? LIMIT 1').pluck()
  const dropParts = db.prepare(`INSERT INTO search_word_fts (search_word_fts, rowid, word) VALUES ('delete', ?, ?)`)
  const dropWord = db.prepare('DELETE FROM search_word WHERE id = ?')

  /** Words that are in the table already: most of a mail's, so that most need not be asked for. */
  const known = new Set<string>()

  return {
    /** Takes the index words of a message, a field each. */
    add(tokens: Record<string, string>): void {
      for (const word of longWords(Object.values(tokens))) {
        if (known.has(word)) continue
        const { changes, lastInsertRowid } = insertWord.run(word)
        if (changes > 0) insertParts.run(lastInsertRowid, word)
        if (known.size === MOST_KNOWN) known.clear()
        known.add(word)
      }
    },
    /** Takes away the words of these texts that no message has any more. Names are among them. */
    forgetUnused(texts: readonly string[]): void {
      for (const word of longWords(texts.map((text) => text.replace(/[^\p{L}\p{N}]+/gu, ' ')))) {
        const id = idOf.get(word)
        if (id === undefined || isUsed.get(`"${word}"`) !== undefined) continue
        dropParts.run(id, word)
        dropWord.run(id)
        known.delete(word)
      }
    },
    /** After a transaction that was undone: what it added is not in the table. */
    forget: () => known.clear(),
    /** Words with `part` inside, also where they begin with it too; one more than `MOST_WORDS` when there are more. */
    findInside(part: string): string[] {
      const letters = [...part]
      if (letters.length < SHORTEST_INSIDE) return insideByReading.all(part)
      const parts = letters.slice(2).map((letter, i) => `"${letters[i]}${letters[i + 1]}${letter}"`)
      return inside.all([...new Set(parts)].join(' AND '), part)
    },
  }
}

/** Words that may hold another one. Pairs of Japanese characters are shorter. */
const longWords = (fields: string[]): Set<string> => new Set(fields.flatMap((field) => field.match(LONG) ?? []))
