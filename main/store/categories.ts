import type { Database } from 'better-sqlite3'
import type { ChecklistId } from '../../preload/domain.ts'

/** `label` is null where the words of the language stand. */
export type CategoryRow = {
  key: string
  parentKey: string | null
  label: string | null
  isPreventable: boolean
  removedAt: number | null
}
export type StepRow = { key: string | null; label: string | null }
export type ChecklistRow = {
  id: ChecklistId
  key: string | null
  categoryKey: string | null
  name: string | null
  steps: StepRow[]
  removedAt: number | null
}
type RawCategory = Omit<CategoryRow, 'isPreventable'> & { isPreventable: 0 | 1 }
type RawChecklist = Omit<ChecklistRow, 'steps'> & { steps: string }

/** What inquiries are about, and the checklists that belong to some of them. */
export function createCategoryStore(db: Database) {
  const list = db.prepare<[], RawCategory>(`
    SELECT c.key, c.parent_key AS parentKey, c.label, c.is_preventable AS isPreventable, c.removed_at AS removedAt
    FROM category c LEFT JOIN category p ON p.key = c.parent_key
    ORDER BY COALESCE(p.position, c.position), c.parent_key IS NOT NULL, c.position, c.key`)
  const insert = db.prepare(`
    INSERT INTO category (key, parent_key, label, is_preventable, position)
    SELECT @key, @parentKey, @label, @isPreventable, COALESCE(MAX(position), 0) + 10 FROM category`)
  const update = db.prepare(
    'UPDATE category SET parent_key = @parentKey, label = @label, is_preventable = @isPreventable WHERE key = @key',
  )
  const remove = db.prepare('UPDATE category SET removed_at = ? WHERE key = ?')
  const count = db.prepare<[], { count: number }>('SELECT COUNT(*) AS count FROM category')

  const CHECKLIST = 'SELECT id, key, category_key AS categoryKey, name, steps, removed_at AS removedAt FROM checklist'
  const checklists = db.prepare<[], RawChecklist>(`${CHECKLIST} ORDER BY id`)
  const insertChecklist = db.prepare('INSERT INTO checklist (category_key, name, steps) VALUES (?, ?, ?)')
  const updateChecklist = db.prepare('UPDATE checklist SET category_key = ?, name = ?, steps = ? WHERE id = ?')
  const removeChecklist = db.prepare('UPDATE checklist SET removed_at = ? WHERE id = ?')

  return {
    /** Large ones, each before its small ones. */
    list: (): CategoryRow[] => list.all().map((row) => ({ ...row, isPreventable: row.isPreventable === 1 })),
    /** How many there are and were: no key is given twice. */
    count: () => count.get()!.count,
    insert: ({ isPreventable, ...row }: Omit<CategoryRow, 'removedAt'>) =>
      void insert.run({ ...row, isPreventable: isPreventable ? 1 : 0 }),
    update: ({ isPreventable, ...row }: Omit<CategoryRow, 'removedAt'>) =>
      void update.run({ ...row, isPreventable: isPreventable ? 1 : 0 }),
    setRemoved: (key: string, at: number | null) => void remove.run(at, key),

    checklists: (): ChecklistRow[] =>
      checklists.all().map((row) => ({ ...row, steps: JSON.parse(row.steps) as StepRow[] })),
    insertChecklist: (categoryKey: string | null, name: string | null, steps: readonly StepRow[]) =>
      Number(insertChecklist.run(categoryKey, name, JSON.stringify(steps)).lastInsertRowid) as ChecklistId,
    updateChecklist: (id: ChecklistId, categoryKey: string | null, name: string | null, steps: readonly StepRow[]) =>
      void updateChecklist.run(categoryKey, name, JSON.stringify(steps), id),
    setChecklistRemoved: (id: ChecklistId, at: number | null) => void removeChecklist.run(at, id),
  }
}
