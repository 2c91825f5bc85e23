import type { Database } from 'better-sqlite3'
import type { MessageId } from '../../preload/domain.ts'

/** `reminder`: the second mail of a waiting order, which goes by itself. */
export type AutoMailCause = 'after-hours' | 'rule' | 'reminder'

/** What was sent without a person, and what must not be answered so. */
export function createAutoMailStore(db: Database) {
  const insert = db.prepare('INSERT INTO auto_mail (address, cause, at) VALUES (?, ?, ?)')
  const answersTo = db.prepare<[string, number], { at: number }>(
    `SELECT at FROM auto_mail WHERE address = ? AND at > ? AND cause <> 'reminder'`,
  )
  const count = db.prepare<[number, number], { count: number }>(
    'SELECT COUNT(*) AS count FROM auto_mail WHERE at > ? AND id > ?',
  )
  const lastId = db.prepare<[], { id: number | null }>('SELECT MAX(id) AS id FROM auto_mail')
  const forget = db.prepare('DELETE FROM auto_mail WHERE at < ?')
  const silence = db.prepare('INSERT INTO silent_message (message_id) VALUES (?) ON CONFLICT DO NOTHING')
  const isSilent = db.prepare<[number], { id: number }>(
    'SELECT message_id AS id FROM silent_message WHERE message_id = ?',
  )
  return {
    add: (address: string, cause: AutoMailCause, at: number) => void insert.run(address, cause, at),
    /** When this address was answered by itself after `since`. */
    answersTo: (address: string, since: number) => answersTo.all(address, since).map(({ at }) => at),
    /** Automatic mail of every kind after `since`, those up to `afterId` left out. */
    countSince: (since: number, afterId: number) => count.get(since, afterId)!.count,
    lastId: () => lastId.get()!.id ?? 0,
    forgetBefore: (at: number) => void forget.run(at),
    /** No machine may answer this message. */
    silence: (id: MessageId) => void silence.run(id),
    isSilent: (id: MessageId) => isSilent.get(id) !== undefined,
  }
}
