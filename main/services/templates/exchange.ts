import { createHash, randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { z } from 'zod'
import { TemplateWords, type TemplateId } from '../../../preload/domain.ts'
import { AppError } from '../../../preload/errors.ts'
import type { Clock } from '../../jobs/clock.ts'
import type { Store } from '../../store/index.ts'
import type { TemplateRow } from '../../store/templates.ts'
import type { Desktop } from '../ports.ts'

const FORMAT = 'madoguchi-templates'
const FileEntry = z.object({ name: z.string().min(1).max(255), type: z.string().max(200), base64: z.string() })
/** A shop is named, not numbered: its number differs from one PC to the next. */
const Entry = TemplateWords.omit({ shopId: true }).extend({
  uid: z.string().min(1).max(100),
  shop: z.string().max(100).nullable(),
  files: z.array(FileEntry).max(20),
})
const Content = z.object({ format: z.literal(FORMAT), version: z.literal(1), texts: z.array(Entry).max(5000) })
type Entry = z.infer<typeof Entry>

type Tools = {
  store: Store
  clock: Clock
  desktop: Pick<Desktop, 'askSavePath'>
  ready: () => void
  note: (what: string, ids: readonly TemplateId[]) => void
}

/** All templates and phrases as one file, so that another PC has the same. */
export function createExchange({ store, clock, desktop, ready, note }: Tools) {
  async function entryOf(row: TemplateRow): Promise<Entry> {
    const { id, shopId, position: _p, version: _v, usedCount: _c, lastUsedAt: _l, updatedAt: _u, ...words } = row
    const files: Entry['files'] = []
    for (const { name, type, hash } of store.templates.files(id))
      files.push({ name, type, base64: Buffer.from(await store.sources.read(hash)).toString('base64') })
    return { ...words, shop: shopId === null ? null : (store.accounts.shop(shopId)?.name ?? null), files }
  }

  /** The one it is here already: under its uid, or word for word the same. */
  function twinOf(entry: Entry, here: readonly TemplateRow[]): TemplateRow | undefined {
    return (
      here.find(({ uid }) => uid === entry.uid) ??
      here.find((row) => row.kind === entry.kind && row.title === entry.title && isSameText(row, entry))
    )
  }

  function takeIn(entry: Entry, here: readonly TemplateRow[]): { id: TemplateId; what: 'added' | 'updated' | 'same' } {
    const { uid, shop, files: _, ...rest } = entry
    const words = { ...rest, shopId: shop === null ? null : (store.accounts.shopByName(shop)?.id ?? null) }
    const twin = twinOf(entry, here)
    if (twin && isSameText(twin, entry) && twin.title === entry.title) return { id: twin.id, what: 'same' }
    if (twin) {
      store.templates.update(twin.id, words, clock.now())
      return { id: twin.id, what: 'updated' }
    }
    const removed = store.templates.byUid(uid)
    return { id: store.templates.insert(words, removed ? randomUUID() : uid, clock.now()), what: 'added' }
  }

  async function readFiles(entries: readonly Entry[]) {
    const files = new Map<string, { name: string; type: string; size: number; hash: string }[]>()
    for (const { uid, files: encoded } of entries) {
      const read = encoded.map(({ name, type, base64 }) => {
        const bytes = new Uint8Array(Buffer.from(base64, 'base64'))
        return { name, type, bytes, hash: createHash('sha256').update(bytes).digest('hex') }
      })
      if (read.length === 0) continue
      const locations = await store.sources.append(read.map(({ hash, bytes }) => ({ hash, bytes })))
      store.transaction(() => store.sources.record(locations))
      files.set(
        uid,
        read.map(({ bytes, ...file }) => ({ ...file, size: bytes.byteLength })),
      )
    }
    return files
  }

  function addMissingFiles(
    id: TemplateId,
    files: readonly { name: string; type: string; size: number; hash: string }[],
  ) {
    const there = store.templates.files(id)
    for (const file of files)
      if (!there.some(({ hash, name }) => hash === file.hash && name === file.name)) store.templates.addFile(id, file)
  }

  return {
    async write(): Promise<{ path: string; count: number } | null> {
      ready()
      const rows = store.templates.list()
      const path = await desktop.askSavePath('madoguchi-templates.json')
      if (path === null) return null
      const texts: Entry[] = []
      for (const row of rows) texts.push(await entryOf(row))
      const content: z.infer<typeof Content> = { format: FORMAT, version: 1, texts }
      await writeFile(path, `${JSON.stringify(content, null, 2)}\n`).catch((cause: unknown) => {
        throw new AppError('store-full', 'The file could not be written.', { cause })
      })
      return { path, count: texts.length }
    },
    /** The words of a text that is known under its uid become its newest version; the earlier ones stay to go back to. */
    async read({ content }: { content: string }) {
      ready()
      const { texts } = parseContent(content)
      const files = await readFiles(texts)
      return store.transaction(() => {
        const added: TemplateId[] = []
        const updated: TemplateId[] = []
        const here = store.templates.list()
        for (const entry of texts) {
          const { id, what } = takeIn(entry, here)
          addMissingFiles(id, files.get(entry.uid) ?? [])
          if (what === 'added') {
            added.push(id)
            here.push(store.templates.get(id)!)
          }
          if (what === 'updated') updated.push(id)
        }
        if (added.length + updated.length > 0) note('imported', [...added, ...updated])
        return { added, updated, unchanged: texts.length - added.length - updated.length }
      })
    },
  }
}

const isSameText = (row: TemplateRow, entry: Entry) => row.subject === entry.subject && row.body === entry.body

function parseContent(content: string): z.infer<typeof Content> {
  let json: unknown
  try {
    json = JSON.parse(content)
  } catch (cause) {
    throw new AppError('invalid-input', 'This is no file of templates.', { cause, reason: 'not-templates' })
  }
  const parsed = Content.safeParse(json)
  if (parsed.success) return parsed.data
  throw new AppError('invalid-input', 'This is no file of templates.', { cause: parsed.error, reason: 'not-templates' })
}
