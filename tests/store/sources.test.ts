import { createHash } from 'node:crypto'
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../../main/store/open.ts'
import { createSourceStore } from '../../main/store/sources.ts'

const folders: string[] = []
afterEach(() => {
  for (const dir of folders.splice(0)) rmSync(dir, { recursive: true, force: true })
})

function setup() {
  const dir = mkdtempSync(join(tmpdir(), 'madoguchi-sources-'))
  folders.push(dir)
  const packs = join(dir, 'sources')
  const db = openDatabase(join(dir, 'a.db'))
  const open = () => createSourceStore(db, packs)
  return { db, packs, open }
}

function item(text: string | Uint8Array) {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
  return { hash: createHash('sha256').update(bytes).digest('hex'), bytes }
}

const coded = (code: string) => expect.objectContaining({ code })

describe('a raw source', () => {
  it('is read back byte for byte, whatever it holds and however many are written at once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 5 }), { maxLength: 5 }),
        async (batches) => {
          const { db, open } = setup()
          const sources = open()
          const items = batches.map((batch) => batch.map(item))
          await Promise.all(items.map(async (batch) => sources.record(await sources.append(batch))))
          for (const { hash, bytes } of items.flat()) expect(await sources.read(hash)).toEqual(bytes)
          await sources.close()
          db.close()
        },
      ),
      { numRuns: 30 },
    )
  })

  it('that was written ahead is not written again before the database names it', async () => {
    const { db, open, packs } = setup()
    const sources = open()
    const mail = item('先に書いたメール')
    await sources.append([mail])
    sources.record(await sources.append([mail]))
    expect(await sources.read(mail.hash)).toEqual(mail.bytes)
    await sources.close()
    expect(readFileSync(join(packs, readdirSync(packs)[0]!))).toHaveLength(mail.bytes.length)
    db.close()
  })

  it('is written once, however often it comes', async () => {
    const { db, open, packs } = setup()
    const sources = open()
    const mail = item('同じメール')
    sources.record(await sources.append([mail]))
    expect(await sources.append([mail])).toEqual([])
    await sources.close()
    expect(db.prepare('SELECT COUNT(*) FROM source').pluck().get()).toBe(1)
    expect(readdirSync(packs)).toHaveLength(1)
    db.close()
  })

  it('is not found before the transaction that mentions it', async () => {
    const { open, db } = setup()
    const sources = open()
    const mail = item('a')
    await sources.append([mail])
    await expect(sources.read(mail.hash)).rejects.toThrow(coded('not-found'))
    await sources.close()
    db.close()
  })

  it('written after a crash in the middle of another lies behind it, whole', async () => {
    const { open, packs, db } = setup()
    const before = open()
    const kept = item('届いたメール')
    before.record(await before.append([kept]))
    await before.close()
    const [pack] = readdirSync(packs)
    appendFileSync(join(packs, pack!), 'half a ma')

    const after = open()
    const next = item('次のメール')
    after.record(await after.append([next]))
    expect([await after.read(kept.hash), await after.read(next.hash)]).toEqual([kept.bytes, next.bytes])
    expect(await after.listUnreadable()).toEqual([])
    await after.close()
    db.close()
  })

  it('whose pack is gone or cut is named, and the others are still read', async () => {
    const { open, packs, db } = setup()
    const mails = ['first', 'second', 'third'].map(item)
    for (const mail of mails) {
      const sources = open()
      sources.record(await sources.append([mail]))
      await sources.close()
    }
    const names = readdirSync(packs).sort()
    rmSync(join(packs, names[0]!))
    truncateSync(join(packs, names[1]!), 2)
    const sources = open()
    expect((await sources.listUnreadable()).sort()).toEqual([mails[0]!.hash, mails[1]!.hash].sort())
    await expect(sources.read(mails[0]!.hash)).rejects.toThrow(coded('store-corrupt'))
    await expect(sources.read(mails[1]!.hash)).rejects.toThrow(coded('store-corrupt'))
    expect(await sources.read(mails[2]!.hash)).toEqual(mails[2]!.bytes)
    await sources.close()
    db.close()
  })

  it('that the disk does not take is told, and the next one is taken when it does', async () => {
    const { open, packs, db } = setup()
    writeFileSync(packs, 'a file where the folder should be')
    const sources = open()
    await expect(sources.append([item('a')])).rejects.toThrow(coded('store-full'))
    rmSync(packs)
    sources.record(await sources.append([item('a')]))
    expect(await sources.read(item('a').hash)).toEqual(item('a').bytes)
    expect(existsSync(packs)).toBe(true)
    await sources.close()
    db.close()
  })
})
