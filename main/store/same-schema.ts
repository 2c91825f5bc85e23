import Database from 'better-sqlite3'
import { migrate } from './migrations/index.ts'

const COLUMNS = `
  SELECT t.name, c.name FROM pragma_table_list t JOIN pragma_table_xinfo(t.name) c
  WHERE t.schema = 'main' AND t.name NOT LIKE 'sqlite_%' ORDER BY 1, 2`

/** Whether the file at `path` has the tables that this program makes. False too where it cannot be read or is no database. */
export function hasSameSchema(path: string, nativeBinding?: string): boolean {
  const made = new Database(':memory:', nativeBinding ? { nativeBinding } : {})
  try {
    migrate(made)
    const found = new Database(path, {
      readonly: true,
      fileMustExist: true,
      ...(nativeBinding ? { nativeBinding } : {}),
    })
    try {
      const columns = (db: Database.Database) => JSON.stringify(db.prepare(COLUMNS).raw().all())
      return columns(found) === columns(made)
    } finally {
      found.close()
    }
  } catch {
    return false
  } finally {
    made.close()
  }
}
