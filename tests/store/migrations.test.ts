import { createHash } from 'node:crypto'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import * as counter from '../../main/store/migrations/0001-counter.ts'
import * as waiting from '../../main/store/migrations/0002-waiting.ts'
import * as together from '../../main/store/migrations/0003-together.ts'
import * as samePerson from '../../main/store/migrations/0004-same-person.ts'
import { migrate } from '../../main/store/migrations/index.ts'

const fingerprint = (sql: string) => createHash('sha256').update(sql).digest('hex')

it('a schema that somebody may have is never written anew: what it lacks comes with the next version', () => {
  expect(fingerprint(counter.sql)).toBe('c8ea7d783cb7730a8488ed00d08dabb35acc3a7fa489465e1a9a5c8b15b54f47')
  expect(fingerprint(waiting.sql)).toBe('3ffe4ef450beceead026620ee5f903be85de1be8dd85565e7730ff688969f9d0')
  expect(fingerprint(together.sql)).toBe('01a0c000b280d2fedea5ecb3ea05b2dcbeaf6d19de82fd03093aaa9ade2a487a')
  expect(fingerprint(samePerson.sql)).toBe('e7c7ef9f3ddc08049bfb119eacc0cdf302f5a622deb0f6fb4148562c897dd6e8')
})

/** A colleague, an order, a popup and the notice of it. */
function storeOfVersion2(extra = ''): Database.Database {
  const db = new Database(':memory:')
  db.pragma('foreign_keys = ON')
  migrate(db, 2)
  db.exec(`
    INSERT INTO staff (id, name, color, created_at) VALUES (7, '山田', '#335577', 1);
    INSERT INTO alert (id, key, kind, at, shown_at, away_at) VALUES (41, 'missed:1', 'missed', 100, 110, 120), (43, 'rule:2', 'rule', 130, NULL, NULL);
    INSERT INTO staff_notice (id, key, event, alert_id, recipients, at, noted_at) VALUES (5, 'a', 'missed', 41, '[7]', 100, 101);
    ${extra}
  `)
  return db
}

const rows = (db: Database.Database, sql: string) => db.prepare(sql).raw().all()

describe('a store of version 2', () => {
  it('keeps its popups and the notices that name them', () => {
    const db = storeOfVersion2()
    migrate(db)
    expect(rows(db, 'SELECT id, key, kind, at, staff_id, shown_at, away_at FROM alert ORDER BY id')).toEqual([
      [41, 'missed:1', 'missed', 100, null, 110, 120],
      [43, 'rule:2', 'rule', 130, null, null, null],
    ])
    expect(rows(db, 'SELECT id, key, alert_id, recipients, noted_at FROM staff_notice')).toEqual([
      [5, 'a', 41, '[7]', 101],
    ])
    expect(db.pragma('foreign_key_check')).toEqual([])
    expect(() => db.exec('DELETE FROM alert WHERE id = 41')).toThrow(/FOREIGN KEY/)
  })

  it('can then call a colleague, whose popup follows the last one', () => {
    const db = storeOfVersion2()
    migrate(db)
    const { lastInsertRowid } = db
      .prepare(`INSERT INTO alert (key, kind, at, staff_id) VALUES ('mention:1:7', 'mention', 200, 7)`)
      .run()
    expect(lastInsertRowid).toBe(44)
  })

  it('that was made when the new tables still belonged to it keeps what is in them', () => {
    const db = storeOfVersion2(`
      ALTER TABLE alert ADD COLUMN staff_id INTEGER REFERENCES staff (id);
      UPDATE alert SET staff_id = 7 WHERE id = 43;
      CREATE TABLE group_draft (id INTEGER PRIMARY KEY CHECK (id = 1), key TEXT NOT NULL, text TEXT NOT NULL, saved_at INTEGER NOT NULL) STRICT;
      CREATE TABLE group_draft_mail (ticket_id INTEGER PRIMARY KEY REFERENCES ticket (id), position INTEGER NOT NULL, own TEXT NOT NULL) STRICT;
      CREATE TABLE order_before (order_id INTEGER PRIMARY KEY REFERENCES customer_order (id) ON DELETE CASCADE, row TEXT) STRICT;
      INSERT INTO group_draft VALUES (1, 'k', '{}', 9);
    `)
    migrate(db)
    expect(rows(db, 'SELECT id, staff_id FROM alert ORDER BY id')).toEqual([
      [41, null],
      [43, 7],
    ])
    expect(rows(db, 'SELECT key, saved_at FROM group_draft')).toEqual([['k', 9]])
    expect(db.pragma('foreign_key_check')).toEqual([])
  })
})

it('deadlines for all networks are those of Misskey too, and one for some of them stays theirs', () => {
  const db = new Database(':memory:')
  migrate(db, 3)
  const put = db.prepare('INSERT INTO deadline_policy (id, position, policy) VALUES (?, ?, ?)')
  const of = (channels: string[]) => JSON.stringify({ firstMinutes: 300, conditions: { channels, phrases: ['返品'] } })
  const all = ['x', 'instagram', 'facebook', 'bluesky', 'mastodon']
  put.run('all', 0, of(all))
  put.run('some', 1, of(['mastodon', 'bluesky']))
  put.run('any', 2, of([]))
  put.run('newer', 3, of(['misskey', ...all]))
  migrate(db)
  expect(rows(db, 'SELECT policy FROM deadline_policy ORDER BY position').flat()).toEqual([
    of([...all, 'misskey']),
    of(['mastodon', 'bluesky']),
    of([]),
    of(['misskey', ...all]),
  ])
})
