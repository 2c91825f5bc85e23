import type { Database } from 'better-sqlite3'
import type { Rule, RuleDraft, RuleId, RuleInfo } from '../../preload/domain.ts'

type Row = { id: RuleId; name: string; isOn: 0 | 1; position: number; definition: string }
type Used = { ruleId: RuleId; count: number; at: number }

const COLUMNS = 'id, name, is_on AS isOn, position, definition'

/** The rules a person wrote, in their order. */
export function createRuleStore(db: Database) {
  const list = db.prepare<[], Row>(`SELECT ${COLUMNS} FROM rule WHERE removed_at IS NULL ORDER BY position, id`)
  const get = db.prepare<[number], Row>(`SELECT ${COLUMNS} FROM rule WHERE id = ? AND removed_at IS NULL`)
  const insert = db.prepare(`
    INSERT INTO rule (name, is_on, definition, created_at, position)
    VALUES (?, ?, ?, ?, (SELECT COALESCE(MAX(position), 0) + 1 FROM rule))`)
  const update = db.prepare('UPDATE rule SET name = ?, is_on = ?, definition = ? WHERE id = ? AND removed_at IS NULL')
  const setPosition = db.prepare('UPDATE rule SET position = ? WHERE id = ?')
  const remove = db.prepare('UPDATE rule SET removed_at = ? WHERE id = ? AND removed_at IS NULL')
  const restore = db.prepare('UPDATE rule SET removed_at = NULL WHERE id = ? AND removed_at IS NOT NULL')
  const used = db.prepare<[], Used>(
    'SELECT rule_id AS ruleId, COUNT(DISTINCT ticket_id) AS count, MAX(at) AS at FROM rule_effect GROUP BY rule_id',
  )

  return {
    list: (): Rule[] => list.all().map(toRule),
    get(id: RuleId): Rule | null {
      const row = get.get(id)
      return row ? toRule(row) : null
    },
    /** With how much each has done. Reads every effect. */
    listWithUses(): RuleInfo[] {
      const uses = new Map(used.all().map((row) => [row.ruleId, row]))
      return list.all().map((row) => {
        const use = uses.get(row.id)
        return { ...toRule(row), usedCount: use?.count ?? 0, lastUsedAt: use?.at ?? null }
      })
    },
    /** As the last one. */
    insert: ({ name, isOn, ...definition }: RuleDraft, at: number) =>
      Number(insert.run(name, isOn ? 1 : 0, JSON.stringify(definition), at).lastInsertRowid) as RuleId,
    /** False when there is none. */
    update: (id: RuleId, { name, isOn, ...definition }: RuleDraft) =>
      update.run(name, isOn ? 1 : 0, JSON.stringify(definition), id).changes > 0,
    setPosition: (id: RuleId, position: number) => void setPosition.run(position, id),
    remove: (id: RuleId, at: number) => remove.run(at, id).changes > 0,
    restore: (id: RuleId) => restore.run(id).changes > 0,
  }
}

function toRule({ isOn, definition, ...row }: Row): Rule {
  return { ...row, isOn: isOn === 1, ...(JSON.parse(definition) as Omit<RuleDraft, 'name' | 'isOn'>) }
}
