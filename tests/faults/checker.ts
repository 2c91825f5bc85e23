import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect } from 'vitest'
import { createStore } from '../../main/store/index.ts'
import { openDatabase } from '../../main/store/open.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

type Facts = {
  dataDir: string
  /** Raw mails as they were put into the mailboxes. */
  delivered: readonly string[]
  /** What a mail server took from us. */
  sent?: readonly { raw: Buffer; to: string[] }[]
  /** Passwords: they may stand in no file, in no form. */
  secrets: readonly string[]
}

/**
 * What must hold after whatever happened, once the program was closed: nothing lost, nothing doubled, sent once, the
 * database sound, no secret told.
 */
export async function checkAfterwards({ dataDir, delivered, sent = [], secrets }: Facts): Promise<void> {
  const db = openDatabase(join(dataDir, 'madoguchi.db'))
  const store = createStore(db, join(dataDir, 'sources'))
  try {
    expect(store.isSound()).toBe(true)
    expect(db.pragma('foreign_key_check')).toEqual([])
    const stored = db.prepare<[], string>(`SELECT source_hash FROM message WHERE direction = 'inbound'`).pluck().all()
    expect(stored.sort()).toEqual(delivered.map(sha256).sort())
    expect(await store.sources.listUnreadable()).toEqual([])
    for (const raw of delivered)
      expect(sha256(Buffer.from(await store.sources.read(sha256(raw))).toString())).toBe(sha256(raw))
    expect(store.messages.countUnindexed()).toBe(0)
    const ids = sent.map(({ raw }) => /^Message-ID: <(.*)>/im.exec(raw.toString())![1]!)
    expect(doubled(ids)).toEqual([])
    // Nor under another id.
    expect(doubled(sent.map(({ raw, to }) => `${to.join()} ${textOf(raw)}`))).toEqual([])
    expect(toldIn(dataDir, secrets)).toEqual([])
  } finally {
    await store.sources.close()
    db.close()
  }
}

const doubled = (all: readonly string[]) => all.filter((one, index) => all.indexOf(one) !== index)

const textOf = (raw: Buffer) =>
  raw
    .toString()
    .split(/\r?\n\r?\n/)
    .slice(1)
    .join()

/** Files that name a secret, as it is or as it crosses a wire. */
function toldIn(dir: string, secrets: readonly string[]): string[] {
  const forms = secrets.flatMap((secret) => [secret, ...inBase64(secret)])
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => {
      const bytes = readFileSync(file)
      return forms.some((form) => bytes.includes(form))
    })
    .map((file) => relative(dir, file))
}

/** Shorter ones stand in every large file by chance. */
const LONG_ENOUGH = 8

/** What every base64 text holds that has the secret somewhere in it, wherever its three bytes begin. */
export function inBase64(secret: string): string[] {
  const forms = [0, 1, 2].map((shift) => {
    const text = Buffer.from(`${'\0'.repeat(shift)}${secret}`).toString('base64')
    return text.slice(shift === 0 ? 0 : shift + 1, -4)
  })
  return forms.filter(({ length }) => length >= LONG_ENOUGH)
}
