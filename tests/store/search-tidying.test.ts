import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { toTokens } from '../../main/core/japanese-text.ts'
import { SEARCH_SCHEMA } from '../../main/store/search-schema.ts'
import { createSearchIndex } from '../../main/store/search.ts'

const MAILS = 1_500

/** An index that took in mails of some hundred words each, one transaction a mail. */
function filled() {
  const db = new Database(':memory:')
  db.exec(`
    CREATE TABLE ticket (id INTEGER PRIMARY KEY, status TEXT NOT NULL);
    CREATE TABLE message (id INTEGER PRIMARY KEY, ticket_id INTEGER NOT NULL, at INTEGER NOT NULL, account_id INTEGER NOT NULL);
    ${SEARCH_SCHEMA}`)
  const index = createSearchIndex(db)
  const added: number[] = []
  const pagesOf = db.prepare<[], number>('SELECT total_changes()').pluck()
  for (let id = 1; id <= MAILS; id++) {
    const body = Array.from({ length: 120 }, (_, place) => `word${(id * 31 + place * place * 17) % 9_000}`).join(' ')
    const fields = { subject: `mail${id}`, body: toTokens(body), sender: '', recipients: '', files: '' }
    const before = pagesOf.get()!
    db.transaction(() => {
      index.add(id, { text: fields, tokens: fields })
      index.write()
    })()
    added.push(pagesOf.get()! - before)
  }
  return { db, index, added }
}

describe('the search index of an import', () => {
  const { db, index, added } = filled()

  it('is merged a little in each transaction and never all at once', () => {
    const segments = db.prepare<[], number>('SELECT count(DISTINCT segid) FROM message_fts_idx').pluck().get()!

    expect(segments).toBeLessThan(24)
    // Rows written by one mail: new words, its own segment, and one step. FTS5 alone comes to 787.
    expect(Math.max(...added)).toBeLessThan(400)
  })

  it('holds every word of every mail while segments are half merged', () => {
    db.prepare(`INSERT INTO message_fts (message_fts) VALUES ('integrity-check')`).run()
    const found = (id: number) =>
      db.prepare<[string], number>('SELECT rowid FROM message_fts WHERE message_fts MATCH ?').pluck().all(`mail${id}`)
    for (const id of [1, 2, 700, MAILS - 1, MAILS]) expect(found(id)).toEqual([id])
    expect(index.countWaiting()).toBe(0)
  })

  it('takes its settings again after a transaction that was undone', () => {
    const tokens = { subject: 'a', body: 'b', sender: '', recipients: '', files: '' }
    const fresh = new Database(':memory:')
    fresh.exec(
      `CREATE TABLE message (id INTEGER PRIMARY KEY, ticket_id INTEGER NOT NULL, at INTEGER NOT NULL); ${SEARCH_SCHEMA}`,
    )
    const search = createSearchIndex(fresh)
    const undone = fresh.transaction(() => {
      search.add(1, { text: tokens, tokens })
      search.write()
      throw new Error('no')
    })
    expect(undone).toThrow('no')
    search.undone(0)
    search.add(2, { text: tokens, tokens })

    const automerge = fresh.prepare(`SELECT v FROM message_fts_config WHERE k = 'automerge'`).pluck()
    expect(automerge.get()).toBe(0)
  })
})
