import Database from 'better-sqlite3'
import { AppError } from '../../../preload/errors.ts'
import { explained } from '../open.ts'
import { createStatsStore } from '../stats.ts'

/** Copied between two looks at whether somebody waits for the thread to end. */
const PAGES_A_STEP = 500

export type SnapshotFacts = {
  schema: number
  tickets: number
  messages: number
  newestAt: number | null
  packs: { pack: number; length: number; stamp: number }[]
}

/** The setting that says in which packs something was erased, and when: see services/erasing. */
export const ERASED_PACKS = 'sources.erasedPacks'

/**
 * Copies the database of a running program page by page and checks the copy. One read transaction around all steps keeps the
 * state of one instant and keeps SQLite from starting over whenever the program writes. Passwords stay out of the copy.
 * Throws AppError `store-full`, `store-corrupt`.
 */
export async function takeSnapshot(from: string, to: string, nativeBinding?: string): Promise<SnapshotFacts> {
  const binding = nativeBinding ? { nativeBinding } : {}
  const source = explained(() => new Database(from, { ...binding, readonly: true, fileMustExist: true }))
  try {
    source.exec('BEGIN')
    const facts = explained(() => readFacts(source))
    await source.backup(to, { progress: () => PAGES_A_STEP }).catch((error: unknown) =>
      explained(() => {
        throw error
      }),
    )
    source.exec('COMMIT')
    checkCopy(to, binding)
    return facts
  } finally {
    source.close()
  }
}

function readFacts(db: Database.Database): SnapshotFacts {
  const counts = createStatsStore(db).dataFacts()
  const packs = db
    .prepare<[], { pack: number; length: number }>(
      'SELECT pack, MAX(start + length) AS length FROM source GROUP BY pack ORDER BY pack',
    )
    .all()
  const erased = db.prepare<[string], { value: string }>('SELECT value FROM setting WHERE key = ?').get(ERASED_PACKS)
  const stamps = (erased ? JSON.parse(erased.value) : {}) as Partial<Record<string, number>>
  return {
    schema: db.pragma('user_version', { simple: true }) as number,
    ...counts,
    packs: packs.map((pack) => ({ ...pack, stamp: stamps[pack.pack] ?? 0 })),
  }
}

function checkCopy(path: string, binding: { nativeBinding?: string }): void {
  const copy = new Database(path, binding)
  try {
    explained(() => {
      // One file, without a log beside it.
      copy.pragma('journal_mode = DELETE')
      copy.pragma('secure_delete = ON')
      copy.exec('DELETE FROM secret')
      if (copy.pragma('quick_check(1)', { simple: true }) !== 'ok')
        throw new AppError('store-corrupt', 'The copy of the data is damaged.')
    })
  } finally {
    copy.close()
  }
}
