import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { toTokens } from '../../main/core/japanese-text.ts'
import { SEARCH_SCHEMA } from '../../main/store/search-schema.ts'
import { createSearchIndex } from '../../main/store/search.ts'

const MAILS = 1_500

/** An index that took in mails of some hundred words each, so many a transaction. */
function filled(mailsATransaction = 1) {
  const db = new Database(':memory:')
  db.exec(`
    CREATE TABLE ticket (id INTEGER PRIMARY KEY, status TEXT NOT NULL);
    CREATE TABLE message (id INTEGER PRIMARY KEY, ticket_id INTEGER NOT NULL, at INTEGER NOT NULL, account_id INTEGER NOT NULL);
    ${SEARCH_SCHEMA}`)
  const index = createSearchIndex(db)
  const added: number[] = []
  const pagesOf = db.prepare<[], number>('SELECT total_changes()').pluck()
  const add = (id: number) => {
    const body = Array.from({ length: 120 }, (_, place) => `word${(id * 31 + place * place * 17) % 9_000}`).join(' ')
    const fields = { subject: `mail${id}`, body: toTokens(body), sender: '', recipients: '', files: '' }
    index.add(id, { text: fields, tokens: fields })
  }
  for (let first = 1; first <= MAILS; first += mailsATransaction) {
    const before = pagesOf.get()!
    db.transaction(() => {
      for (let id = first; id < first + mailsATransaction; id++) add(id)
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

  it('is merged to a few segments once nothing else is to be done', () => {
    const resting = filled(60)
    const count = resting.db.prepare<[], number>('SELECT count(DISTINCT segid) FROM message_fts_idx').pluck()
    const before = count.get()!
    while (resting.index.tidy());
    expect(count.get()!).toBeLessThan(before / 2)
    resting.db.prepare(`INSERT INTO message_fts (message_fts) VALUES ('integrity-check')`).run()
  })

  it('says in words of ours that the disk has no room for merging', () => {
    const full = filled(60)
    const pages = full.db.pragma('page_count', { simple: true }) as number
    full.db.pragma(`max_page_count = ${pages}`)
    expect(() => {
      while (full.index.tidy());
    }).toThrow(expect.objectContaining({ code: 'store-full' }))
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
