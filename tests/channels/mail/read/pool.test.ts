import { createHash } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { createReaderPool, type ReaderPool } from '../../../../main/channels/mail/read/pool.ts'
import { readMail } from '../../../../main/channels/mail/read/read-mail.ts'
import { systemClock } from '../../../../main/jobs/clock.ts'
import { mail, multipartMail, file, utf8, word } from '../../../fixtures/mail/build.ts'

const REAL = new URL('../../../../main/channels/mail/read/worker.ts', import.meta.url)
const MOODY = new URL('./moody-worker.ts', import.meta.url)

const letter = (subject: string, body: string) => mail(['From: hanako@example.jp', `Subject: ${subject}`], body)
const never = new AbortController().signal

let pool: ReaderPool
afterEach(() => pool.close())

function setup(url: URL, workers = 2, mailTimeoutMs = 1_500) {
  pool = createReaderPool(url, { clock: systemClock, workers, mailTimeoutMs })
  return pool
}

describe('the reader threads', () => {
  it('give back every mail in its place, with its hash and the words to find it by', async () => {
    const sources = Array.from({ length: 40 }, (_, index) => letter(`mail ${index}`, `返品 ${index}`))
    const results = await setup(REAL).read(sources, never)
    expect(results.map(({ message }) => message.subject)).toEqual(sources.map((_, index) => `mail ${index}`))
    results.forEach((result, index) => {
      expect(result.source).toBe(sources[index])
      expect(result.sourceHash).toBe(createHash('sha256').update(sources[index]!).digest('hex'))
      expect(result.message).toEqual(readMail(sources[index]!))
      expect(result.unreadable).toBe(null)
    })
    expect(results[7]!.search.text.body).toContain('返品')
    expect(results[7]!.search.tokens.body.split(' ')).toContain('返品')
  })

  it('leave the sources with the caller, also where they share one buffer', async () => {
    const both = Buffer.concat([letter('one', 'a'), letter('two', 'b')])
    const cut = letter('one', 'a').length
    const results = await setup(REAL).read([both.subarray(0, cut), both.subarray(cut)], never)
    expect(results.map(({ message }) => message.subject)).toEqual(['one', 'two'])
    expect(both.length).toBeGreaterThan(cut)
    expect(results[1]!.source.length).toBe(both.length - cut)
  })

  it('read mails of every size and in any number, and each is its own', async () => {
    const sizes = Array.from({ length: 60 }, (_, index) =>
      index % 20 === 7 ? 5_000_000 : index % 7 === 0 ? 900_000 : 300,
    )
    const sources = sizes.map((size, index) => letter(`mail ${index}`, `${'x'.repeat(size)} end ${index}`))
    const results = await setup(REAL, 1, 5_000).read(sources, never)
    expect(results.map(({ sourceHash }) => sourceHash)).toEqual(
      sources.map((source) => createHash('sha256').update(source).digest('hex')),
    )
    expect(results.map(({ message }) => message.subject)).toEqual(sources.map((_, index) => `mail ${index}`))
  }, 30_000)

  it('index people and files apart from each other', async () => {
    const source = multipartMail(
      'mixed',
      ['Content-Type: text/plain\n\nx', file(`filename="${word('utf-8', utf8('見積書.pdf'))}"`, 'pdf')],
      'Reply-To: Taro <taro@example.jp>',
    )
    const [result] = await setup(REAL).read([source], never)
    expect(result!.search.text.files).toContain('見積書')
    expect(result!.search.text.sender).toContain('taro@example.jp')
    expect(result!.search.text.sender).toContain('山田')
  })

  it.each([
    ['hangs', 'HANG'],
    ['ends', 'DIE'],
    ['eats all its memory', 'EAT'],
  ])(
    'lose nothing when one mail %s the thread: it is shown by its headers, the others are read',
    async (_what, body) => {
      const sources = Array.from({ length: 12 }, (_, index) => letter(`mail ${index}`, index === 5 ? body : 'fine'))
      const results = await setup(MOODY, 2).read(sources, never)
      expect(results.map(({ message }) => message.subject)).toEqual(sources.map((_, index) => `mail ${index}`))
      expect(results.map(({ unreadable }) => unreadable !== null)).toEqual(sources.map((_, index) => index === 5))
      expect(results[5]!.message.textBody).toBe('')
      expect(results[5]!.sourceHash).toBe(createHash('sha256').update(sources[5]!).digest('hex'))
      expect(results[5]!.search.text.subject).toContain('mail')
    },
    30_000,
  )

  it('stop at an abort and read the next mails all the same', async () => {
    const { read } = setup(MOODY, 1, 1_000)
    const abort = new AbortController()
    const reading = read([letter('a', 'HANG'), letter('b', 'fine')], abort.signal)
    abort.abort(new Error('the account was closed'))
    await expect(reading).rejects.toThrow('the account was closed')
    const [next] = await read([letter('c', 'fine')], never)
    expect(next!.message.subject).toBe('c')
  }, 30_000)

  it('say so when they cannot start, instead of calling every mail unreadable', async () => {
    const { read } = setup(new URL('./not-there.ts', import.meta.url))
    await expect(read([letter('a', 'x')], never)).rejects.toMatchObject({ code: 'bug' })
  })
})
