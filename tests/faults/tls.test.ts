import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import tls from 'node:tls'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { ja } from '../../preload/locales/ja.ts'
import { reasons } from '../../preload/locales/ja/problems.ts'
import { makeAuthority, type Certificate } from '../support/certificates.ts'
import { makeCertificate } from '../support/dovecot.ts'
import { startFakeImap } from '../support/fake-imap.ts'
import { startScriptedSmtp } from '../support/scripted-smtp.ts'
import { MINUTE } from '../services/world.ts'
import { inBase64 } from './checker.ts'
import { HASTY, mailOf, openFaultyShop, passwordOf } from './shop.ts'

const dir = mkdtempSync(join(tmpdir(), 'madoguchi-tls-'))
const usual = tls.getCACertificates()
let authority: ReturnType<typeof makeAuthority>
beforeAll(() => {
  authority = makeAuthority(join(dir, 'authority'))
  tls.setDefaultCACertificates([...usual, authority.pem])
})
afterAll(() => {
  tls.setDefaultCACertificates(usual)
  rmSync(dir, { recursive: true })
})

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const password = passwordOf('shop')
/** Any form in which the password crosses a wire. */
const tells = (bytes: string) => [password, ...inBase64(password)].filter((form) => bytes.includes(form))
const questions = () => [{ uid: 1, source: mailOf(1) }]

describe('a certificate', () => {
  const bad: [string, () => Certificate][] = [
    ['that has run out', () => authority.issue({ to: '20210101000000Z' })],
    ['that is for another host', () => authority.issue({ host: 'DNS:mail.example.com' })],
    ['that nobody vouches for', () => makeCertificate(dir)],
  ]
  it.each(bad)(
    '%s gets no password; it is told at once and in words, and all goes on when it is put right',
    async (_, make) => {
      const good = authority.issue()
      const imap = await startFakeImap({ mails: questions(), tls: good })
      const smtp = await startScriptedSmtp({ tls: good })
      const shop = openFaultyShop()
      closing.push(imap.close, smtp.close, shop.discard)
      const place = { host: '127.0.0.1', tls: 'implicit' as const }
      const account = shop.add('shop', { imap: { ...place, port: imap.port }, smtp: { ...place, port: smtp.port } })
      await shop.look(account)
      expect(shop.accountOf(account)).toMatchObject({ state: 'idle', errorReason: null })
      const logins = imap.commands.filter((command) => command.startsWith('LOGIN')).length

      const certificate = make()
      imap.present(certificate)
      smtp.present(certificate)
      const { id } = shop.answer(shop.ticketOf(account), '承りました。')
      await shop.settle(2)
      expect(shop.stateOf(id)).toBe('held')
      expect(ja.outbox.groups.held.next).toContain('設定を直すと')
      imap.dropAll()
      await shop.look(account)
      await shop.look(account)
      expect(shop.seenOf(account)).toMatchObject({ state: 'error', means: 'パスワードはまだ送っていません。' })
      await shop.throughTime(MINUTE)
      expect(shop.alertKinds().filter((kind) => kind === 'account-trouble')).toHaveLength(1)
      expect(imap.commands.filter((command) => command.startsWith('LOGIN'))).toHaveLength(logins)
      expect(smtp.logins()).toBe(0)

      imap.present(good)
      smtp.present(good)
      await shop.throughTime(10 * MINUTE)
      expect(shop.accountOf(account)).toMatchObject({ state: 'idle', errorReason: null })
      expect(shop.stateOf(id)).toBe('filed')
      await shop.check([mailOf(1)], smtp.received)
    },
  )
})

describe('the offer of encryption, taken out by somebody on the way', () => {
  const imaps: [string, Parameters<typeof startFakeImap>[0]][] = [
    ['is not there', { capabilities: 'IMAP4rev1 AUTH=PLAIN' }],
    ['is taken back when it is taken up', { capabilities: 'IMAP4rev1 STARTTLS AUTH=PLAIN', startTls: 'NO not now' }],
    [
      'is answered with words smuggled in behind it',
      { capabilities: 'IMAP4rev1 STARTTLS', startTls: 'OK go\r\n* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] in' },
    ],
    [
      'is replaced by a greeting that calls us logged in',
      { greeting: '* PREAUTH welcome', capabilities: 'IMAP4rev1 STARTTLS' },
    ],
  ]
  it.each(imaps)('%s: reading stops, and not one byte of the password crosses the wire', async (_, options) => {
    const imap = await startFakeImap({ mails: questions(), ...options })
    const shop = openFaultyShop({ timeouts: HASTY })
    closing.push(imap.close, shop.discard)
    const account = shop.add('shop', { imap: { port: imap.port, tls: 'starttls' } })
    for (let look = 0; look < 3; look++) await shop.look(account)
    expect(shop.seenOf(account)).toMatchObject({ state: 'error', says: reasons['tls-not-offered'].what })
    expect(tells(imap.bytes())).toEqual([])
    await shop.check([])
  })

  const smtps: [string, Parameters<typeof startScriptedSmtp>[0]][] = [
    ['is not there', { offers: 'AUTH PLAIN LOGIN' }],
    ['is taken back when it is taken up', { offers: 'STARTTLS\r\n250 AUTH PLAIN', startTls: '454 4.7.0 not now' }],
    [
      'is answered with words smuggled in behind it',
      { offers: 'STARTTLS\r\n250 AUTH PLAIN', startTls: '220 go\r\n235 welcome' },
    ],
  ]
  it.each(smtps)(
    '%s: no answer leaves, and not one byte of the password or the text crosses the wire',
    async (_, options) => {
      const imap = await startFakeImap({ mails: questions() })
      const smtp = await startScriptedSmtp(options)
      const shop = openFaultyShop({ timeouts: HASTY })
      closing.push(imap.close, smtp.close, shop.discard)
      const account = shop.add('shop', { imap: { port: imap.port }, smtp: { port: smtp.port, tls: 'starttls' } })
      await shop.look(account)
      const { id } = shop.answer(shop.ticketOf(account), 'himitsu-answer')
      await shop.settle(2)
      expect(['held', 'queued']).toContain(shop.stateOf(id))
      expect(smtp.received).toEqual([])
      expect(tells(smtp.bytes())).toEqual([])
      expect(smtp.bytes()).not.toContain('himitsu-answer')
      await shop.check([mailOf(1)])
    },
  )
})
