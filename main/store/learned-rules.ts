import type { Database } from 'better-sqlite3'
import type { LearnedRuleInfo } from '../../preload/domain.ts'

type NewRule = Pick<LearnedRuleInfo, 'from' | 'subjectIncludes' | 'as' | 'createdAt'>

/** What a person taught about senders. */
export function createLearnedRuleStore(db: Database) {
  const list = db.prepare<[], Omit<LearnedRuleInfo, 'usedCount'>>(`
    SELECT id, sender AS "from", subject_includes AS subjectIncludes, files_as AS "as", created_at AS createdAt
    FROM learned_rule WHERE removed_at IS NULL ORDER BY created_at DESC, id DESC`)
  const put = db.prepare<NewRule, { id: number }>(`
    INSERT INTO learned_rule (sender, subject_includes, files_as, created_at) VALUES (@from, @subjectIncludes, @as, @createdAt)
    ON CONFLICT (sender, subject_includes) DO UPDATE SET files_as = excluded.files_as, created_at = excluded.created_at,
      removed_at = NULL
    RETURNING id`)
  const remove = db.prepare('UPDATE learned_rule SET removed_at = ? WHERE id = ? AND removed_at IS NULL')
  const restore = db.prepare('UPDATE learned_rule SET removed_at = NULL WHERE id = ? AND removed_at IS NOT NULL')
  const used = db.prepare<[], { rule: string; count: number }>(`
    SELECT rule, COUNT(*) AS count FROM message WHERE rule >= 'learned:' AND rule < 'learned;' GROUP BY rule`)

  return {
    /** The newest word first. */
    list: () => list.all(),
    /** One rule a sender and subject: teaching the contrary changes it. */
    put: (rule: NewRule) => put.get(rule)!.id,
    /** False when there was none. */
    remove: (id: number, at: number) => remove.run(at, id).changes > 0,
    /** False when it was not forgotten. */
    restore: (id: number) => restore.run(id).changes > 0,
    /** Messages a rule has decided, by `learned:ID`. */
    countUses: () => new Map(used.all().map(({ rule, count }) => [rule, count])),
  }
}
