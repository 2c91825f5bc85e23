import type { Database } from 'better-sqlite3'
import type { StaffId, TicketChecklist, TicketId, TicketWork } from '../../preload/domain.ts'
import { countSteps } from '../core/checklists.ts'

export type WorkRow = {
  category: string | null
  categorySetBy: TicketWork['categorySetBy']
  assigneeId: StaffId | null
  isPreventable: boolean | null
  checklists: TicketChecklist[]
}
type Raw = Omit<WorkRow, 'isPreventable' | 'checklists'> & { isPreventable: 0 | 1 | null; checklists: string }

/** What people make of a ticket: its category, who has it, what is ticked off. */
export function createTicketWorkStore(db: Database) {
  const get = db.prepare<[number], Raw>(`
    SELECT category, category_set_by AS categorySetBy, assignee_id AS assigneeId, is_preventable AS isPreventable, checklists
    FROM ticket WHERE id = ?`)
  const setCategory = db.prepare('UPDATE ticket SET category = ?, category_set_by = ? WHERE id = ?')
  const setPreventable = db.prepare('UPDATE ticket SET is_preventable = ? WHERE id = ?')
  const assign = db.prepare('UPDATE ticket SET assignee_id = ? WHERE id = ?')
  const setPolicy = db.prepare('UPDATE ticket SET policy_id = ? WHERE id = ?')
  const setChecklists = db.prepare('UPDATE ticket SET checklists = ?, steps_done = ?, steps_total = ? WHERE id = ?')
  const draftBy = db.prepare<[number], { staffId: StaffId | null }>(
    'SELECT staff_id AS staffId FROM draft WHERE ticket_id = ?',
  )
  const writer = db.prepare<[number], { staffId: StaffId | null }>(
    `SELECT staff_id AS staffId FROM draft WHERE ticket_id = ? AND trim(body) <> ''`,
  )
  const setDraftBy = db.prepare('UPDATE draft SET staff_id = ? WHERE ticket_id = ?')

  return {
    get(id: TicketId): WorkRow | null {
      const row = get.get(id)
      if (!row) return null
      return {
        ...row,
        isPreventable: row.isPreventable === null ? null : row.isPreventable === 1,
        checklists: JSON.parse(row.checklists) as TicketChecklist[],
      }
    },
    setCategory: (id: TicketId, key: string | null, by: WorkRow['categorySetBy']) => void setCategory.run(key, by, id),
    setPreventable: (id: TicketId, isPreventable: boolean | null) =>
      void setPreventable.run(isPreventable === null ? null : isPreventable ? 1 : 0, id),
    assign: (id: TicketId, staffId: StaffId | null) => void assign.run(staffId, id),
    setPolicy: (id: TicketId, policyId: string | null) => void setPolicy.run(policyId, id),
    setChecklists(id: TicketId, lists: readonly TicketChecklist[]): void {
      const { done, total } = countSteps(lists)
      setChecklists.run(JSON.stringify(lists), done, total, id)
    },
    draftBy: (id: TicketId) => draftBy.get(id)?.staffId ?? null,
    /** Whose words are in the draft; null where it is empty or nobody's. */
    writer: (id: TicketId) => writer.get(id)?.staffId ?? null,
    setDraftBy: (id: TicketId, staffId: StaffId | null) => void setDraftBy.run(staffId, id),
  }
}
