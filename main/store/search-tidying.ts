import type { Database } from 'better-sqlite3'
import { explained } from './open.ts'

/** Pages of 4 KB that one step rewrites at most: a millisecond or two. */
const PAGES_A_STEP = 16
/** The same with a commit of its own: some ten milliseconds. */
const PAGES_AT_REST = 24
/**
 * FTS5 left to itself merges segments inside whichever commit filled another 64 pages, all that is due at once: 15 to 20 ms of an
 * import's stall, and a quarter of what its commits cost (fts5_index.c, fts5IndexAutomerge, read 2026-11-22). Where the steps
 * fall behind, more segments are merged at once and each is rewritten less often.
 */
const OURS = { automerge: 0, crisismerge: 64 } as const
const INDEXES = ['message_fts', 'search_word_fts'] as const

/** Merges the segments of the search indexes a little in each transaction that adds to them. */
export function createTidying(db: Database) {
  const indexes = INDEXES.map((index) => ({
    setTo: db.prepare<[string], number>(`SELECT v FROM ${index}_config WHERE k = ?`).pluck(),
    tell: db.prepare<[string, bigint]>(`INSERT INTO ${index} (${index}, rank) VALUES (?, ?)`),
  }))
  const changes = db.prepare<[], number>('SELECT total_changes()').pluck()
  let isSet = false

  /** The file keeps these settings; a file of before has those of FTS5. */
  function set(): void {
    for (const { setTo, tell } of indexes)
      for (const [name, value] of Object.entries(OURS)) if (setTo.get(name) !== value) tell.run(name, BigInt(value))
    isSet = true
  }

  return {
    /** Inside a transaction, before words are added: behind them it would have FTS5 write them out early. */
    step(): void {
      if (!isSet) set()
      for (const { tell } of indexes) tell.run('merge', BigInt(PAGES_A_STEP))
    },
    /**
     * One step by itself, outside of a transaction; false once there is nothing to merge, which a step tells by fewer than two
     * changes (sqlite.org/fts5.html, "The 'merge' Command", read 2026-11-22). Throws AppError `store-full`.
     */
    rest(): boolean {
      return indexes.some(({ tell }) => {
        const before = changes.get()!
        explained(() => tell.run('merge', BigInt(PAGES_AT_REST)))
        return changes.get()! - before >= 2
      })
    },
    /** To be called when a transaction was undone: what it set is not in the file. */
    forget: () => void (isSet = false),
  }
}
