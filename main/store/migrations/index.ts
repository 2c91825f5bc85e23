import type { Database } from 'better-sqlite3'
import { AppError } from '../../../preload/errors.ts'
import * as counter from './0001-counter.ts'
import * as waiting from './0002-waiting.ts'
import * as together from './0003-together.ts'
import * as samePerson from './0004-same-person.ts'

type Migration = { version: number; sql: string }

/** Oldest first. A released migration is never edited; a mistake is repaired by a later one. */
export const migrations: readonly Migration[] = [counter, waiting, together, samePerson]

export const NEWEST_VERSION = migrations.at(-1)!.version

export function schemaVersion(db: Database): number {
  return db.pragma('user_version', { simple: true }) as number
}

/** Brings the schema to `target`, each step in its own transaction together with `user_version`. */
export function migrate(db: Database, target = NEWEST_VERSION): void {
  const current = schemaVersion(db)
  if (current > NEWEST_VERSION) {
    throw new AppError('store-newer', `The data is at version ${current}; this program knows ${NEWEST_VERSION}.`)
  }
  for (const { version, sql } of migrations) {
    if (version <= current || version > target) continue
    db.transaction(() => {
      db.exec(sql)
      db.pragma(`user_version = ${version}`)
    })()
  }
}
