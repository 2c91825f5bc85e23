import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
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
  /** Passwords: they may stand in no log. */
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
    expect(ids.length - new Set(ids).size).toBe(0)
    const log = join(dataDir, 'log', 'madoguchi.log')
    const text = existsSync(log) ? readFileSync(log, 'utf8') : ''
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([])
  } finally {
    await store.sources.close()
    db.close()
  }
}
