import type { Database } from 'better-sqlite3'
import type { AccountId } from '../../preload/domain.ts'

/** Which conversations are settled on their network. One without a row is not. */
export function createNetworkStateStore(db: Database) {
  const known = db.prepare(`
    INSERT INTO network_state (account_id, conversation, is_settled) VALUES (?, ?, ?)
    ON CONFLICT DO UPDATE SET is_settled = excluded.is_settled`)
  // Settled here: none of its tickets is open. A conversation has several when one was settled long ago.
  const differing = db.prepare<[number, number], { conversation: string; isSettled: 0 | 1 }>(`
    SELECT p.conversation, MIN(t.status = 'resolved') AS isSettled
    FROM post p JOIN message m ON m.id = p.message_id JOIN ticket t ON t.id = m.ticket_id
    LEFT JOIN network_state s ON s.account_id = p.account_id AND s.conversation = p.conversation
    WHERE p.account_id = ? GROUP BY p.conversation
    HAVING isSettled <> COALESCE(MAX(s.is_settled), 0) ORDER BY MAX(p.message_id) DESC LIMIT ?`)
  return {
    set: (id: AccountId, conversation: string, isSettled: boolean) =>
      void known.run(id, conversation, isSettled ? 1 : 0),
    /** Conversations whose tickets stand otherwise than the network, newest first, and whether they are settled here. */
    differing: (id: AccountId, limit: number) =>
      differing.all(id, limit).map((row) => ({ ...row, isSettled: row.isSettled === 1 })),
  }
}
