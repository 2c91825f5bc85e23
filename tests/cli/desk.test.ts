import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startDovecot, type Dovecot } from '../support/dovecot.ts'
import { eml } from '../services/world.ts'

const cli = fileURLToPath(new URL('../../main/cli.ts', import.meta.url))
let dir: string
let dovecot: Dovecot

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'madoguchi-cli-'))
  dovecot = await startDovecot()
})
afterAll(async () => {
  await dovecot.close()
  rmSync(dir, { recursive: true, force: true })
})

type Line = Record<string, unknown>

/** As `npm run -s desk -- …` calls it. Every line of standard output must be one JSON object. */
async function desk(args: string[], input = ''): Promise<{ lines: Line[]; code: number | null; words: string }> {
  const child = spawn(process.execPath, [cli, ...args], { stdio: 'pipe' })
  child.stdin.end(input)
  let [out, words] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (out += chunk))
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (words += chunk))
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return {
    lines: out
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Line),
    code,
    words,
  }
}

function file(name: string, content: string): string {
  const path = join(dir, name)
  writeFileSync(path, content)
  return path
}

describe('desk intake', () => {
  const FIELDS =
    'from to cc replyTo sender subject date messageId inReplyTo references textBody htmlBody attachments kind orderNumbers isAutoReply isBounce bounceFor suppressAutoReply ms'

  it('says what each file is, one line a file, also for the one that is not there', async () => {
    const good = file('good.eml', eml({ id: 'q', subject: '注文番号 2026-11802 について' }))
    const undated = file('undated.eml', eml().replace(/^Date: .*\r\n/m, ''))
    const { lines, code } = await desk(['intake', good, join(dir, 'missing.eml'), undated])
    const of = (path: string) => lines.find((line) => line.file === path)!

    expect([lines.length, code]).toEqual([3, 0])
    expect(of(join(dir, 'missing.eml'))).toMatchObject({ ok: false, reason: expect.stringContaining('ENOENT') })
    expect(of(undated)).toMatchObject({ ok: true, date: null })
    for (const field of FIELDS.split(' ')) expect(of(good)).toHaveProperty(field)
    expect(of(good)).toMatchObject({
      ok: true,
      from: [{ name: '山田 愛子', address: 'aiko@example.com' }],
      sender: 'aiko@example.com',
      date: '2026-11-23T23:59:00.000Z',
      messageId: expect.stringContaining('q@example.com'),
      kind: 'ticket',
      isBounce: false,
    })
  })

  it('takes the names of files from standard input', async () => {
    const names = [1, 2, 3].map((number) => file(`s${number}.eml`, eml({ subject: `件 ${number}` })))
    const { lines } = await desk(['intake', '--stdin-list'], `${names.join('\n')}\n`)
    expect(lines.map(({ subject }) => String(subject)).toSorted()).toEqual(['件 1', '件 2', '件 3'])
  })
})

describe('desk replay', () => {
  it('threads by what our own answer said of itself, keeps strangers out, and knows a mail that comes twice', async () => {
    const from = 'Aiko <aiko@example.com>'
    const first = eml({ id: 'q1', from })
    const steps = [
      { op: 'in', key: 'q1', eml: first },
      { op: 'reply', key: 'a1', ticketOf: 'q1', body: '承りました。' },
      {
        op: 'in',
        key: 'byId',
        eml: eml({ from, headers: ['In-Reply-To: {{a1.messageId}}'], subject: '{{a1.subject}}' }),
      },
      { op: 'in', key: 'byToken', eml: eml({ from, subject: '質問 {{a1.marker}}' }) },
      {
        op: 'in',
        key: 'stranger',
        eml: eml({ from: 'eve@example.net', headers: ['In-Reply-To: <{{a1.messageId}}>'], body: '{{a1.body}}' }),
      },
      { op: 'in', key: 'again', eml: first },
    ]
    const script = file('thread.json', JSON.stringify({ steps }))
    const broken = file('broken.json', JSON.stringify({ steps: [{ op: 'in', key: 'x', eml: '{{nobody.messageId}}' }] }))
    const { lines, code } = await desk(['replay', script, broken])
    expect(code).toBe(0)
    expect(lines[1]).toMatchObject({ file: broken, ok: false, reason: expect.stringContaining('nobody') })
    const { ok, tickets, messages, why } = lines[0] as { ok: boolean } & Record<string, Record<string, unknown>>
    expect(ok).toBe(true)
    expect([tickets!.a1, tickets!.byId, tickets!.byToken, tickets!.again]).toEqual(Array(4).fill(tickets!.q1))
    expect(tickets!.stranger).not.toBe(tickets!.q1)
    expect(messages!.again).toBe(messages!.q1)
    expect(why).toMatchObject({ byId: 'in-reply-to', byToken: 'token', stranger: 'stranger' })
  })
})

describe('desk render', () => {
  it('prints the document of the frame, and a line for a file that is not there', async () => {
    const html = file(
      'a.html',
      '<p onclick="x()">返品</p><script>alert(1)</script><img src="https://example.com/p.gif">',
    )
    const { lines } = await desk(['render', html, join(dir, 'none.html')])
    expect(lines[0]).toMatchObject({ file: html, ok: true, html: expect.stringContaining('返品') })
    expect(lines[0]!.html).not.toMatch(/<script|onclick|example\.com\/p\.gif/)
    for (const field of ['sandbox', 'csp', 'warnings']) expect(lines[0]).toHaveProperty(field)
    expect(lines[1]).toMatchObject({ ok: false })
  })
})

describe('desk hours', () => {
  it('counts five open hours over a holiday Monday', async () => {
    const week = Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [['10:00', '17:00']]]))
    const policy = file(
      'hours.json',
      JSON.stringify({ timeZone: 'Asia/Tokyo', week, holidays: 'jp', closed: [], open: {} }),
    )
    const { lines } = await desk([
      'hours',
      '--policy',
      policy,
      '--from',
      '2026-11-20T16:00:00+09:00',
      '--minutes',
      '300',
    ])
    expect(lines).toEqual([
      {
        from: '2026-11-20T07:00:00.000Z',
        minutes: 300,
        at: '2026-11-24T05:00:00.000Z',
        spans: [
          ['2026-11-20T07:00:00.000Z', '2026-11-20T08:00:00.000Z'],
          ['2026-11-24T01:00:00.000Z', '2026-11-24T05:00:00.000Z'],
        ],
      },
    ])
  })
})

describe('desk on a data folder', () => {
  const account = (port: number, password = 'pw-shop') => {
    const server = { host: '127.0.0.1', port, tls: 'none', user: 'shop', password, allowInsecure: true }
    return file(
      'account.json',
      JSON.stringify({ shop: '青葉屋', address: 'shop@example.jp', imap: server, smtp: server }),
    )
  }

  it('reads a mailbox once, and everything else is asked of what was stored', async () => {
    const data = join(dir, 'data')
    for (let number = 0; number < 30; number++)
      dovecot.deliver(
        'shop',
        eml({ from: `c${number}@example.com`, subject: `返品 ${number}`, date: new Date().toUTCString() }),
      )
    const sync = await desk(['sync', '--data', data, '--account', account(dovecot.port), '--once'])
    expect([sync.code, sync.lines.at(-1)]).toEqual([
      0,
      { done: true, messages: 30, tickets: 30, quarantined: 0, ms: expect.any(Number) },
    ])
    const again = await desk(['sync', '--data', data, '--account', account(dovecot.port), '--once'])
    expect(again.lines.at(-1)).toMatchObject({ done: true, messages: 30, tickets: 30 })

    const tickets = await desk(['tickets', '--data', data, '--view', 'all', '--limit', '7'])
    expect(tickets.lines).toHaveLength(7)
    const id = tickets.lines[0]!.id as number
    const [shown] = (await desk(['show', '--data', data, String(id)])).lines
    expect(shown).toMatchObject({ ticket: { id }, messages: [{ direction: 'inbound' }] })
    const [found] = (await desk(['search', '--data', data, '返品', '--limit', '5'])).lines
    expect(found).toMatchObject({ query: '返品', total: 30, ms: expect.any(Number) })
    expect([(found!.ticketIds as unknown[]).length, (found!.messageIds as unknown[]).length]).toEqual([5, 5])
    expect((await desk(['outbox', '--data', data])).lines).toEqual([])

    const doctor = await desk(['doctor', '--data', data])
    expect(doctor.lines.map(({ check }) => check)).toEqual([
      'database',
      'totals',
      'sources',
      'search',
      'outbox',
      'account',
    ])
    expect(doctor.lines.every(({ ok }) => ok)).toBe(true)

    const in30Days = new Date(Date.now() + 30 * 86_400_000).toISOString()
    const [due] = (await desk(['due', '--data', data, '--at', in30Days])).lines as [Record<string, unknown[]>]
    expect([due.due!.length, due.warned!.length, due.missed!.length]).toEqual([0, 0, 30])
    expect(due.at).toBe(in30Days)
  }, 120_000)

  it('says why a mailbox could not be read, as a line and with an exit code', async () => {
    const { lines, code, words } = await desk([
      'sync',
      '--data',
      join(dir, 'wrong'),
      '--account',
      account(dovecot.port, 'nope'),
      '--once',
    ])
    expect(lines.at(-1)).toMatchObject({ done: false, ok: false, reason: expect.stringContaining('wrong-password') })
    expect(code).toBe(1)
    expect(`${words}${JSON.stringify(lines)}`).not.toContain('nope')
  }, 60_000)

  it('reads with the account file of today, not of last time', async () => {
    const data = join(dir, 'changed')
    await desk(['sync', '--data', data, '--account', account(1), '--once'])
    const { lines } = await desk(['sync', '--data', data, '--account', account(dovecot.port), '--once'])
    expect(lines.at(-1)).toMatchObject({ done: true })
  }, 60_000)
})

describe('a command that cannot be', () => {
  it.each([
    [['fly']],
    [['tickets']],
    [['tickets', '--data', 'X', '--view', 'everything']],
    [['tickets', '--data', 'X', '--limit', 'many']],
    [['show', '--data', 'X', 'abc']],
    [['hours', '--policy', '/nowhere.json', '--from', 'now', '--minutes', '1']],
    [['sync', '--data', 'X', '--account', '/nowhere.json', '--once']],
  ])('%j is explained in words, on standard error', async (args) => {
    const { lines, code, words } = await desk(args.map((arg) => (arg === 'X' ? join(dir, 'none') : arg)))
    expect(lines).toEqual([])
    expect(code).toBe(2)
    expect(words).not.toBe('')
    expect(words).not.toMatch(/^\s+at /m)
  })
})
