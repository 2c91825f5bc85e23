import type { Database } from 'better-sqlite3'
import type { TemplateId, TemplateVersion, TemplateWords, TextKind } from '../../preload/domain.ts'

export type TemplateRow = TemplateWords & {
  id: TemplateId
  uid: string
  position: number
  version: number
  usedCount: number
  lastUsedAt: number | null
  updatedAt: number
}
export type TemplateFileRow = { index: number; name: string; type: string; size: number; hash: string }
type Raw = Omit<TemplateRow, 'startsHold'> & { startsHold: 0 | 1 }

/** How many versions of the words are kept. */
const KEPT_VERSIONS = 10

const COLUMNS = `id, uid, kind, title, reading, abbreviation, folder, language, shop_id AS shopId, category, purpose,
  starts_hold AS startsHold, subject, body, position, version, used_count AS usedCount, last_used_at AS lastUsedAt,
  updated_at AS updatedAt`

/** Templates and phrases, the words they had before, and their files. */
export function createTemplateStore(db: Database) {
  const list = db.prepare<[], Raw>(`SELECT ${COLUMNS} FROM template WHERE removed_at IS NULL ORDER BY position, id`)
  const get = db.prepare<[number], Raw>(`SELECT ${COLUMNS} FROM template WHERE id = ? AND removed_at IS NULL`)
  const byUid = db.prepare<[string], { id: TemplateId; removedAt: number | null }>(
    'SELECT id, removed_at AS removedAt FROM template WHERE uid = ?',
  )
  const ofPurpose = db.prepare<[string], Raw>(
    `SELECT ${COLUMNS} FROM template WHERE purpose = ? AND removed_at IS NULL ORDER BY position, id`,
  )
  const nextPosition = db.prepare<[string], { next: number }>(
    'SELECT COALESCE(MAX(position) + 1, 0) AS next FROM template WHERE kind = ?',
  )
  const insert = db.prepare<Record<string, unknown>>(`
    INSERT INTO template (uid, kind, title, reading, abbreviation, folder, language, shop_id, category, purpose, starts_hold, subject, body, position, updated_at)
    VALUES (@uid, @kind, @title, @reading, @abbreviation, @folder, @language, @shopId, @category, @purpose, @startsHold, @subject, @body, @position, @at)`)
  const update = db.prepare<Record<string, unknown>>(`
    UPDATE template SET title = @title, reading = @reading, abbreviation = @abbreviation, folder = @folder, language = @language,
      shop_id = @shopId, category = @category, purpose = @purpose, starts_hold = @startsHold, subject = @subject, body = @body,
      version = @version, updated_at = @at
    WHERE id = @id`)
  const setRemoved = db.prepare('UPDATE template SET removed_at = ? WHERE id = ?')
  const place = db.prepare('UPDATE template SET folder = ?, position = ? WHERE id = ?')
  const shift = db.prepare('UPDATE template SET position = position + ? WHERE kind = ? AND position >= ?')
  const renameFolder = db.prepare('UPDATE template SET folder = @to WHERE kind = @kind AND folder = @from')
  const used = db.prepare('UPDATE template SET used_count = used_count + 1, last_used_at = ? WHERE id = ?')
  const addVersion = db.prepare(`
    INSERT INTO template_version (template_id, version, title, subject, body, saved_at)
    SELECT id, version, title, subject, body, updated_at FROM template WHERE id = ?`)
  const dropVersions = db.prepare(
    `DELETE FROM template_version WHERE template_id = @id AND version <= (SELECT MAX(version) FROM template_version WHERE template_id = @id) - ${KEPT_VERSIONS}`,
  )
  const versions = db.prepare<[number], TemplateVersion>(
    'SELECT version, title, subject, body, saved_at AS savedAt FROM template_version WHERE template_id = ? ORDER BY version DESC',
  )
  const files = db.prepare<[number], TemplateFileRow>(
    'SELECT idx AS "index", name, type, size, hash FROM template_file WHERE template_id = ? ORDER BY idx',
  )
  const everyFile = db.prepare<[], TemplateFileRow & { id: TemplateId }>(
    'SELECT template_id AS id, idx AS "index", name, type, size, hash FROM template_file ORDER BY template_id, idx',
  )
  const addFile = db.prepare(`
    INSERT INTO template_file (template_id, idx, name, type, size, hash)
    SELECT @id, COALESCE(MAX(idx) + 1, 0), @name, @type, @size, @hash FROM template_file WHERE template_id = @id`)
  const removeFile = db.prepare('DELETE FROM template_file WHERE template_id = ? AND idx = ?')

  return {
    list: () => list.all().map(toRow),
    get(id: TemplateId): TemplateRow | null {
      const row = get.get(id)
      return row ? toRow(row) : null
    },
    /** Also one that was removed. */
    byUid: (uid: string) => byUid.get(uid) ?? null,
    ofPurpose: (purpose: string) => ofPurpose.all(purpose).map(toRow),
    insert(words: TemplateWords, uid: string, at: number): TemplateId {
      const { next } = nextPosition.get(words.kind)!
      const row = { ...words, uid, at, position: next, startsHold: words.startsHold ? 1 : 0 }
      const id = Number(insert.run(row).lastInsertRowid) as TemplateId
      addVersion.run(id)
      return id
    },
    /** A change of title, subject or body is a new version; of anything else is none. */
    update(id: TemplateId, words: TemplateWords, at: number): void {
      const before = get.get(id)!
      const isNew = before.title !== words.title || before.subject !== words.subject || before.body !== words.body
      const version = before.version + (isNew ? 1 : 0)
      update.run({ ...words, id, at, version, startsHold: words.startsHold ? 1 : 0 })
      if (!isNew) return
      addVersion.run(id)
      dropVersions.run({ id })
    },
    setRemoved: (id: TemplateId, at: number | null) => void setRemoved.run(at, id),
    /** Puts them into the folder in this order, where the first one of them was. */
    arrange(kind: TextKind, ids: readonly TemplateId[], folder: string): void {
      const first = Math.min(...ids.map((id) => get.get(id)?.position ?? Infinity))
      if (!Number.isFinite(first)) return
      shift.run(ids.length, kind, first)
      for (const [index, id] of ids.entries()) place.run(folder, first + index, id)
    },
    renameFolder: (kind: TextKind, from: string, to: string) => void renameFolder.run({ kind, from, to }),
    used: (id: TemplateId, at: number) => void used.run(at, id),
    versions: (id: TemplateId) => versions.all(id),
    files: (id: TemplateId) => files.all(id),
    everyFile: () => everyFile.all(),
    addFile: (id: TemplateId, file: Omit<TemplateFileRow, 'index'>) => void addFile.run({ id, ...file }),
    removeFile: (id: TemplateId, index: number) => void removeFile.run(id, index),
  }
}

const toRow = ({ startsHold, ...row }: Raw): TemplateRow => ({ ...row, startsHold: startsHold === 1 })
