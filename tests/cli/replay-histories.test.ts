import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { eml } from '../services/world.ts'

const cli = fileURLToPath(new URL('../../main/cli.ts', import.meta.url))

type Mail = NonNullable<Parameters<typeof eml>[0]>
type History = {
  /** What comes after the first question `q` and our answer `a` to it, each under its key. */
  next: Record<string, Mail>
  /** Another first question. */
  question?: Mail
  /** The mails of one ticket, a ticket each. */
  tickets: string[]
}

const ANSWERED = 'In-Reply-To: {{a.messageId}}'
const EVE = 'eve@example.net'
const answer = (mail: Mail): Mail => ({ subject: 'Re: 返品について', headers: [ANSWERED], ...mail })
const notice = (mail: Mail): Mail => ({ from: 'MAILER-DAEMON@mx.example.net', subject: 'failure notice', ...mail })
const relay = (name: string): Mail => ({
  from: `${name} via X <relay@x.example>`,
  headers: [`Reply-To: ${name}@example.com`],
})
const form = (number: number): Mail => ({
  from: '青葉屋 <shop@example.jp>',
  subject: 'お問い合わせ',
  body: `お名前: 客${number}\nメールアドレス: c${number}@example.com\nお問い合わせ内容: 在庫`,
})

const histories: Record<string, History> = {
  'prefixes of many programs': {
    next: {
      b: answer({ subject: 'Re[2]: 返品について' }),
      c: answer({ subject: 'AW: RE: 返品について' }),
      d: answer({ subject: '【返信】返品について' }),
      e: answer({ subject: '回复: 返品について' }),
    },
    tickets: ['q a b c d e'],
  },
  'subjects that a phone emptied, cut or broke': {
    next: {
      b: answer({ subject: '' }),
      c: answer({ subject: 'Re:' }),
      d: answer({ subject: '無題' }),
      e: answer({ subject: 'Re: ????' }),
      f: answer({ subject: 'Re: 返品に' }),
    },
    tickets: ['q a b c d e f'],
  },
  'an id among words, and behind three hundred others': {
    next: {
      b: answer({ headers: ['In-Reply-To: Your message of Friday {{a.messageId}}'] }),
      c: answer({
        headers: [`References: ${Array.from({ length: 300 }, (_, at) => `<r${at}@x>`).join(' ')} {{a.messageId}}`],
      }),
    },
    tickets: ['q a b c'],
  },
  'an address in capitals, a date that is none, a date of 2099': {
    question: { from: 'Aiko@Example.COM' },
    next: {
      b: answer({ from: 'aiko@example.com' }),
      c: answer({ date: 'garbage', from: 'aiko@example.com' }),
      d: answer({ date: 'Fri, 20 Nov 2099 10:00:00 +0900', from: 'aiko@example.com' }),
    },
    tickets: ['q a b c d'],
  },
  'a stranger with our id, our subject, our name for her, or a forwarded mail': {
    next: {
      b: answer({ from: EVE }),
      c: { from: EVE, subject: '{{a.subject}}' },
      d: answer({ from: '"aiko@example.com" <mallory@example.net>' }),
      e: { from: 'bob@example.net', subject: 'Fwd: 返品について', headers: ['References: {{a.messageId}}'] },
    },
    tickets: ['q a', 'b', 'c', 'd', 'e'],
  },
  'a stranger who writes twice': {
    next: { b: answer({ from: EVE }), c: answer({ from: EVE, body: 'もう一度書きます。' }) },
    tickets: ['q a', 'b c'],
  },
  'a colleague who was in copy, and one who was not': {
    question: { cc: 'Bob <bob@example.net>' },
    next: { b: answer({ from: 'bob@example.net' }), c: answer({ from: 'carol@example.net' }) },
    tickets: ['q a b', 'c'],
  },
  'people behind one relay': {
    question: relay('aiko'),
    next: { b: relay('ben'), c: { ...relay('eve'), headers: ['Reply-To: eve@example.com', ANSWERED] } },
    tickets: ['q a', 'b', 'c'],
  },
  'forms in the name of the shop': {
    question: form(1),
    next: { b: form(2), c: form(3), d: answer({ from: 'c1@example.com' }), e: answer({ from: 'c2@example.com' }) },
    tickets: ['q a d', 'b', 'c', 'e'],
  },
  'a notice that returns our mail as text, and one that names only the address': {
    next: {
      b: notice({
        body: '<aiko@example.com>:\nuser unknown\n\n--- Below this line is a copy of the message.\n\nMessage-ID: {{a.messageId}}',
      }),
      c: notice({ body: '<aiko@example.com>:\nuser unknown' }),
    },
    tickets: ['q a b c'],
  },
  'an absence and a receipt': {
    next: {
      b: answer({ subject: '自動応答: Re: 返品について', headers: [ANSWERED, 'Auto-Submitted: auto-replied'] }),
      c: answer({ subject: '開封済み: Re: 返品について' }),
    },
    tickets: ['q a b c'],
  },
  'an id that begins like ours, and a thread index': {
    question: { headers: ['Thread-Index: AdQ1xyz'] },
    next: {
      b: { from: EVE, headers: ['Thread-Index: AdQ1xyz'] },
      c: { from: EVE, headers: ['In-Reply-To: <q@example.com.evil>'] },
    },
    tickets: ['q a', 'b', 'c'],
  },
  'the same words twice, from one and from two customers': {
    next: { b: {}, c: { from: EVE }, d: { from: EVE, subject: '', body: '注文番号 20261180' }, e: { subject: '' } },
    tickets: ['q a', 'b', 'c', 'd', 'e'],
  },
}

type Line = { ok: boolean; tickets: Record<string, number> }
let dir: string
const played = new Map<string, Line>()

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'madoguchi-histories-'))
  const files = Object.values(histories).map(({ question = {}, next }, at) => {
    const steps = [
      { op: 'in', key: 'q', eml: eml({ id: 'q', ...question }) },
      { op: 'reply', key: 'a', ticketOf: 'q', body: '承りました。' },
      ...Object.entries(next).map(([key, mail]) => ({ op: 'in', key, eml: eml(mail) })),
    ]
    const file = join(dir, `${at}.json`)
    writeFileSync(file, JSON.stringify({ address: 'shop@example.jp', steps }))
    return file
  })
  const { stdout } = spawnSync(process.execPath, [cli, 'replay', ...files], { encoding: 'utf8' })
  const lines = stdout.split('\n').filter(Boolean)
  Object.keys(histories).forEach((name, at) => played.set(name, JSON.parse(lines[at]!) as Line))
}, 60_000)
afterAll(() => rmSync(dir, { recursive: true, force: true }))

it.each(Object.entries(histories))('%s stand where they belong', (name, { tickets }) => {
  const line = played.get(name)!
  expect(line).toMatchObject({ ok: true })
  const byTicket = Map.groupBy(Object.keys(line.tickets), (key) => line.tickets[key]!)
  expect([...byTicket.values()].map((keys) => keys.join(' '))).toEqual(tickets)
})
