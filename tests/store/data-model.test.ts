import { readFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { migrate } from '../../main/store/migrations/index.ts'

const words = readFileSync(new URL('../../docs/data-model.md', import.meta.url), 'utf8')

it('every table of the data file is explained in docs/data-model.md', () => {
  const db = new Database(':memory:')
  migrate(db)
  const tables = db
    .prepare<[], string>(
      // The inner tables of a search index belong to it.
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type <> 'shadow' AND name NOT LIKE 'sqlite%'`,
    )
    .pluck()
    .all()
  db.close()
  expect(tables.length).toBeGreaterThan(30)
  expect(tables.filter((name) => !words.includes(`\`${name}\``))).toEqual([])
})
