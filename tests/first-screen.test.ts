import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { createApp } from '../main/app.ts'
import { createFirstScreen } from '../main/first-screen.ts'
import { openData } from '../main/open-data.ts'
import { firstQuestions } from '../preload/first-questions.ts'
import { START, createPorts, mailSettings, readHere } from './services/world.ts'
import { createFakeClock } from './support/fake-clock.ts'

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

function setup() {
  const dataDir = mkdtempSync(join(tmpdir(), 'madoguchi-first-'))
  const clock = createFakeClock(START)
  const ports = createPorts()
  const log = { info: () => {}, error: () => {} }
  const data = openData({ dataDir })
  const bugs: string[] = []
  const origin = { store: data.store, secretBox: ports.secretBox, version: '1.2.3', dataDir, isDemo: false }
  const first = createFirstScreen(origin, clock, (question) => bugs.push(question))
  const reader = { read: readHere, close: () => Promise.resolve() }
  const program = createApp({ dataDir, data, clock, ports, reader, log, version: '1.2.3' })
  closers.push(async () => {
    await program.close()
    rmSync(dataDir, { recursive: true })
  })
  return { first, program, bugs, data }
}

describe('what the window asks before its first rows', () => {
  it('is answered as by the whole program, in an empty shop and in one with settings, an account and a ticket', async () => {
    const { first, program } = setup()
    const bothAgree = async () => {
      for (const [question, input] of Object.entries(firstQuestions)) {
        const answer = await program.route(question, input)
        expect(answer).toMatchObject({ ok: true })
        expect(await first.answer(question, { ...input })).toEqual(answer)
      }
    }
    await bothAgree()
    await program.route('settings.set', { language: 'en', theme: 'dark' })
    const { id } = program.services.accounts.add('shop', mailSettings('shop@example.jp'), {
      imapPassword: 'pw',
      smtpPassword: 'pw',
    })
    await program.route('replies.begin', { accountId: id, to: [{ name: '', address: 'a@example.com' }] })
    await bothAgree()
    expect(await first.answer('settings.get', {})).toMatchObject({ value: { language: 'en' } })
    expect(await first.answer('app.info', {})).toMatchObject({ value: { isFirstRun: false } })
  })

  it.each([
    ['tickets.list', { ...firstQuestions['tickets.list'], limit: 1e9 }],
    ['tickets.list', { ...firstQuestions['tickets.list'], more: true }],
    ['tickets.list', { ...firstQuestions['tickets.list'], view: 'all' }],
    ['tickets.list', null],
    ['settings.get', undefined],
    ['settings.set', { language: 'en' }],
    ['shops.list', {}],
    ['__proto__', {}],
    ['constructor', {}],
    [undefined, {}],
    [{ toString: (): string => 'settings.get' }, {}],
  ])('is nothing else: %j with %j waits for the program', (method, input) => {
    expect(setup().first.answer(method, input)).toBeNull()
  })

  it('is refused without the text of a bug', async () => {
    const { first, bugs, data } = setup()
    data.store.settings.get = () => {
      throw new Error('secret')
    }
    expect(await first.answer('settings.get', {})).toMatchObject({ ok: false, error: { code: 'bug' } })
    expect(JSON.stringify(await first.answer('settings.get', {}))).not.toContain('secret')
    expect(bugs).toEqual(['settings.get', 'settings.get'])
  })
})
