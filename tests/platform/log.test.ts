import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createApp } from '../../main/app.ts'
import { createLog } from '../../main/platform/log.ts'
import { createFakeClock } from '../support/fake-clock.ts'
import { startFakeImap } from '../support/fake-imap.ts'
import { createPorts, eml, mailSettings, readHere, START } from '../services/world.ts'

/** Planted in mails, passwords, addresses and answers; none may ever stand in the log. */
const MARKS = ['himitsu-body', 'himitsu-subject', 'himitsu-password', 'hanako.himitsu@example.com', 'himitsu-answer']

it('the log of a run full of trouble holds no text, subject, address or password', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'madoguchi-log-'))
  const source = eml({ from: '花子 <hanako.himitsu@example.com>', subject: 'himitsu-subject', body: 'himitsu-body' })
  const server = await startFakeImap({ mails: [{ uid: 1, source }] })
  const app = createApp({
    dataDir,
    clock: createFakeClock(START),
    ports: createPorts(),
    // A reader that fails with what it read, as a bug would.
    reader: {
      async read(sources, signal) {
        await readHere(sources, signal)
        throw new Error(`cannot read ${Buffer.from(sources[0]!).toString()} "himitsu-body"`)
      },
      close: () => Promise.resolve(),
    },
    log: createLog(dataDir, false),
    version: '0.0.0',
  })
  try {
    const imap = { host: '127.0.0.1', port: server.port, tls: 'none' as const, user: 'hanako.himitsu@example.com' }
    const secrets = { imapPassword: 'himitsu-password', smtpPassword: 'himitsu-password' }
    const { id } = app.services.accounts.add('青葉屋', { ...mailSettings('shop@example.jp'), imap }, secrets)
    await app.services.accounts.pollNow(id)
    await app.route('messages.html', { id: 99, allowRemote: false })
    await app.route('drafts.save', { ticketId: 99, draft: { body: 'himitsu-answer' } })
    await app.services.backups.run().catch(() => {})
    const log = readFileSync(join(dataDir, 'log', 'madoguchi.log'), 'utf8')
    expect(log).toContain('reading failed')
    expect(MARKS.filter((mark) => log.includes(mark))).toEqual([])
  } finally {
    await app.close()
    await server.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
})
