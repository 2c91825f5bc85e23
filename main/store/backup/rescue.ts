import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { searchTextOf } from '../../core/search-text.ts'
import { AppError } from '../../../preload/errors.ts'
import { migrate, NEWEST_VERSION, schemaVersion } from '../migrations/index.ts'
import { createSearchIndex } from '../search.ts'
import type { Recipients } from '../messages.ts'
import { makeSafe } from './prepare.ts'
import { READY, type ReadyInfo } from './swap.ts'

/** Rows that could be read, and whether some of a table could not. */
export type Rescued = { tickets: number; messages: number; isComplete: boolean }

const UNFINISHED = 'rescue-unfinished'
/** Made anew from the texts: what points into a damaged index finds nothing or the wrong thing. */
const IS_INDEX = /^(?:message_fts|search_word)/

/**
 * Copies what can be read of a damaged database into a new one, which takes its place at the next start; the damaged file is
 * kept aside. What was lost is fetched again where it still lies on a server. Throws AppError `store-corrupt` where not even
 * the list of tables can be read, `store-newer`.
 */
export function rescueDatabase(dataDir: string, at: number, nativeBinding?: string): Rescued {
  const binding = nativeBinding ? { nativeBinding } : {}
  const place = join(dataDir, UNFINISHED)
  rmSync(place, { recursive: true, force: true })
  mkdirSync(place)
  const path = join(place, 'madoguchi.db')
  const damaged = openDamaged(join(dataDir, 'madoguchi.db'), binding)
  const fresh = new Database(path, binding)
  let rescued: Rescued
  try {
    const version = schemaVersion(damaged)
    if (version > NEWEST_VERSION) throw new AppError('store-newer', 'The data is of a newer program.')
    migrate(fresh, version === 0 ? NEWEST_VERSION : version)
    const isComplete = copyTables(damaged, fresh)
    dropLoose(fresh)
    indexAgain(fresh)
    // What is missing here may still lie on the server; what has a receipt is passed over.
    fresh.exec('UPDATE account SET cursor = NULL')
    const count = (table: string) => fresh.prepare(`SELECT COUNT(*) FROM ${table}`).pluck().get() as number
    rescued = { tickets: count('ticket'), messages: count('message'), isComplete }
  } finally {
    fresh.close()
    damaged.close()
  }
  makeSafe(path, join(dataDir, 'none'), at, [], nativeBinding)
  const info: ReadyInfo = { setAside: `damaged-${at}`, at }
  writeFileSync(join(place, 'info.json'), JSON.stringify(info), { flush: true })
  rmSync(join(dataDir, READY), { recursive: true, force: true })
  renameSync(place, join(dataDir, READY))
  return rescued
}

function openDamaged(path: string, binding: { nativeBinding?: string }): Database.Database {
  try {
    if (!existsSync(path)) throw new Error('It is not there.')
    // Not read-only: what lies in its log belongs to it.
    const db = new Database(path, binding)
    db.pragma('writable_schema = ON')
    db.prepare('SELECT COUNT(*) FROM sqlite_schema').get()
    return db
  } catch (cause) {
    throw new AppError('store-corrupt', 'Nothing of the data can be read.', { cause })
  }
}

function tablesOf(db: Database.Database): string[] {
  return db
    .prepare<[], string>(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND sql NOT LIKE 'CREATE VIRTUAL%'`,
    )
    .pluck()
    .all()
    .filter((name) => !IS_INDEX.test(name))
}

/** True when every row of every table was read. */
function copyTables(from: Database.Database, to: Database.Database): boolean {
  to.pragma('foreign_keys = OFF')
  const known = new Set(tablesOf(from))
  let isComplete = true
  for (const table of tablesOf(to)) {
    if (!known.has(table)) continue
    const columns = columnsOf(to, table).filter((name) => columnsOf(from, table).includes(name))
    // What a new file begins with (the first profile) comes from the damaged one.
    if (table !== 'journal') to.exec(`DELETE FROM ${table}`)
    isComplete = copyTable(from, to, table, columns) && isComplete
  }
  return isComplete
}

const columnsOf = (db: Database.Database, table: string) =>
  (db.pragma(`table_xinfo(${table})`) as { name: string; hidden: number }[])
    .filter(({ hidden }) => hidden === 0)
    .map(({ name }) => name)

/** From the front until a page cannot be read, then from the back: what lies between two damaged pages is lost. */
function copyTable(from: Database.Database, to: Database.Database, table: string, columns: string[]): boolean {
  const insert = to.prepare(
    `INSERT OR IGNORE INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  )
  const keys = keysOf(from, table)
  const copy = (direction: 'ASC' | 'DESC') => {
    try {
      const order = keys.map((key) => `${key} ${direction}`).join(', ')
      const rows = from
        .prepare(`SELECT ${columns.join(', ')} FROM ${table} NOT INDEXED ORDER BY ${order}`)
        .raw()
        .iterate()
      to.exec('BEGIN')
      try {
        for (const row of rows) insert.run(...(row as unknown[]))
      } finally {
        to.exec('COMMIT')
      }
      return true
    } catch {
      return false
    }
  }
  return copy('ASC') || (copy('DESC'), false)
}

function keysOf(db: Database.Database, table: string): string[] {
  const keys = (db.pragma(`table_xinfo(${table})`) as { name: string; pk: number }[])
    .filter(({ pk }) => pk > 0)
    .sort((a, b) => a.pk - b.pk)
    .map(({ name }) => name)
  return keys.length > 0 ? keys : ['rowid']
}

/** Rows that point to lost ones go, and then those that pointed to them. */
function dropLoose(db: Database.Database): void {
  for (;;) {
    const loose = db.pragma('foreign_key_check') as { table: string; rowid: number | null }[]
    if (loose.length === 0) return
    for (const { table, rowid } of loose) {
      if (rowid === null) db.exec(`DELETE FROM ${table} WHERE ${looseWhere(db, table)}`)
      else if (table !== 'journal') db.prepare(`DELETE FROM ${table} WHERE rowid = ?`).run(rowid)
    }
    if (loose.every(({ table }) => table === 'journal')) return
  }
}

/** Of a table without row numbers: every row with a foreign key that leads nowhere. */
function looseWhere(db: Database.Database, table: string): string {
  const keys = db.pragma(`foreign_key_list(${table})`) as { table: string; from: string; to: string | null }[]
  return keys
    .map(
      ({ table: parent, from, to }) =>
        `(${from} IS NOT NULL AND ${from} NOT IN (SELECT ${to ?? 'rowid'} FROM ${parent}))`,
    )
    .join(' OR ')
}

type Found = { id: number; subject: string; body: string; recipients: string; files: string }

function indexAgain(db: Database.Database): void {
  db.exec('DELETE FROM message_text')
  const index = createSearchIndex(db)
  const messages = db.prepare<[number], Found>(`
    SELECT id, subject, text_body AS body, recipients,
      COALESCE((SELECT group_concat(name, char(10)) FROM attachment WHERE message_id = message.id), '') AS files
    FROM message WHERE id > ? ORDER BY id LIMIT 500`)
  for (let last = 0; ;) {
    const page = messages.all(last)
    if (page.length === 0) return
    db.transaction(() => {
      for (const { id, subject, body, recipients, files } of page) {
        const { from, to, cc, replyTo } = JSON.parse(recipients) as Recipients
        const senders = [...(from ? [from] : []), ...replyTo]
        const names = files === '' ? [] : files.split('\n')
        index.add(id, searchTextOf({ subject, body, senders, recipients: [...to, ...cc], files: names }))
      }
      index.write()
    })()
    last = page.at(-1)!.id
  }
}
