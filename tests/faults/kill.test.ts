import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { afterEach, expect, it } from 'vitest'
import { startDovecot } from '../support/dovecot.ts'
import { startSmtp } from '../support/smtp.ts'
import { eml } from '../services/world.ts'
import { checkAfterwards } from './checker.ts'

/** `KILL_ROUNDS=300` for a long look. */
const ROUNDS = Number(process.env.KILL_ROUNDS ?? 25)
const MAILS_A_ROUND = 6
/** A slow machine is no fault; standing still for so long is. */
const STANDSTILL_MS = 120_000
const victim = fileURLToPath(new URL('./victim.ts', import.meta.url))

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

it(
  'a program killed at any moment loses no mail and no typed word, doubles none, and sends no answer twice',
  async () => {
    const [dovecot, smtp] = [await startDovecot(), await startSmtp()]
    const dir = mkdtempSync(join(tmpdir(), 'madoguchi-kill-'))
    closing.push(dovecot.close, smtp.close, () => rmSync(dir, { recursive: true, force: true }))
    const delivered: string[] = []
    const typed = new Set<string>()
    let number = 0

    function deliver(): void {
      for (let index = 0; index < MAILS_A_ROUND; index++) {
        number += 1
        const raw = eml({
          id: `kill-${number}`,
          from: `customer${number}@example.com`,
          subject: `件 ${number}`,
          body: `本文 ${number}\r\n`.repeat(50),
        })
        delivered.push(raw)
        dovecot.deliver('shop', raw)
      }
    }

    async function run(live: () => Promise<void>): Promise<void> {
      const child = spawn(process.execPath, [victim, dir, String(dovecot.port), String(smtp.port)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      child.stdout.on('data', (said: Buffer) => {
        for (const [, id] of said.toString().matchAll(/typed (\d+)/g)) typed.add(`返事 ${id}`)
      })
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
      closing.push(() => child.kill('SIGKILL'))
      await ready(child)
      await live()
      child.kill('SIGKILL')
      await ended
      expect(lostWords()).toEqual([])
    }

    /** Answers that were typed and stand neither in a draft nor in a message. */
    function lostWords(): string[] {
      const db = new Database(join(dir, 'madoguchi.db'))
      const isThere = db.prepare<[string, string]>(
        `SELECT 1 FROM draft WHERE body = ? UNION ALL SELECT 1 FROM message WHERE text_body = ?`,
      )
      const lost = [...typed].filter((words) => isThere.get(words, words) === undefined)
      db.close()
      return lost
    }

    /** Until every mail is in and each answer has left, waits for a person or is in the hands of the server. */
    async function untilDone(): Promise<void> {
      const db = new Database(join(dir, 'madoguchi.db'), { readonly: true })
      closing.push(() => db.close())
      const left = db.prepare<[number], { count: number }>(`
      SELECT (SELECT COUNT(*) FROM outbox WHERE state IN ('queued', 'sending'))
        + (SELECT ? - COUNT(*) FROM message WHERE direction = 'inbound')
        + (SELECT COUNT(*) FROM ticket WHERE status = 'new' AND NOT EXISTS (
            SELECT 1 FROM message m JOIN outbox o ON o.message_id = m.id WHERE m.ticket_id = ticket.id)) AS count`)
      let [before, stoodFor] = [Infinity, 0]
      for (let now = left.get(number)!.count; now > 0; now = left.get(number)!.count) {
        stoodFor = now === before ? stoodFor + 500 : 0
        before = now
        if (stoodFor >= STANDSTILL_MS) throw new Error(`${now} mails and answers are left, and nothing moves any more`)
        await sleep(500)
      }
      // What is sent twice by mistake would come now.
      await sleep(2_000)
    }

    for (let round = 0; round < ROUNDS; round++) {
      deliver()
      // Spread over connecting, reading, storing, sending and filing.
      await run(() => sleep(Math.random() * 900))
    }
    await run(untilDone)

    await checkAfterwards({ dataDir: dir, delivered, sent: smtp.received, secrets: ['pw-shop'] })
    const db = new Database(join(dir, 'madoguchi.db'), { readonly: true })
    closing.push(() => db.close())
    const sent = smtp.received.map(({ raw }) => /^Message-ID: <(.*)>/im.exec(raw.toString())![1]!)
    const answers = db
      .prepare<[], { mid: string; state: string; to: string }>(
        `SELECT m.mid, o.state, m.recipients AS "to" FROM outbox o JOIN message m ON m.id = o.message_id`,
      )
      .all()
    expect(answers.length).toBeGreaterThan(0)
    // What a kill interrupted waits for a person; everything else has left.
    const states = new Set(answers.map(({ state }) => state))
    expect([...states].filter((state) => !['accepted', 'filed', 'unclear'].includes(state))).toEqual([])
    for (const { mid, state } of answers) if (state === 'filed' || state === 'accepted') expect(sent).toContain(mid)
    // No customer hears the same answer twice under two ids.
    const to = smtp.received.map((mail) => mail.to[0]!)
    expect(to.length).toBe(new Set(to).size)
  },
  (ROUNDS + 2) * STANDSTILL_MS,
)

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.stdout!.once('data', () => resolve())
    child.once('exit', (code) => reject(new Error(`The program ended by itself: ${code}`)))
  })
}
