import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { AccountId } from '../../preload/domain.ts'
import { connectMail, createMailLogin, mailChannel, mailSettings } from '../../main/channels/mail/index.ts'
import { signInToMail } from '../../main/channels/mail/oauth.ts'
import { startDovecot, type Dovecot } from '../support/dovecot.ts'
import { createFakeClock } from '../support/fake-clock.ts'
import { startMailProvider, type MailProvider } from '../support/mail-oauth.ts'
import { startSmtp, type SmtpTestServer } from '../support/smtp.ts'
import { PATIENT } from '../channels/mail/world.ts'
import { HOUR, eml, openWorld, type World } from './world.ts'

const ADDRESS = 'shop@example.jp'

let provider: MailProvider
let imap: Dovecot
let smtp: SmtpTestServer
let world: World

beforeAll(async () => {
  provider = await startMailProvider()
  imap = await startDovecot({ extraConfig: provider.dovecotConfig() })
  smtp = await startSmtp({ takesToken: provider.isGood })
})
afterAll(() => Promise.all([imap.close(), smtp.close(), provider.close()]))

/** A person whose browser opens the page and agrees, unless they close it. */
let isAgreeing = true
const signIn: typeof signInToMail = (oauth, address, secret, tools, signal) => {
  const openUrl = (url: string) => void (isAgreeing && fetch(provider.agree(url)))
  return signInToMail(oauth, address, secret, { ...tools, openUrl }, signal, provider.providers)
}
const channel: typeof mailChannel = {
  ...mailChannel,
  connect(settings, secrets, tools) {
    const parsed = mailSettings.parse(settings)
    const login = createMailLogin(parsed, secrets, tools, provider.providers)
    return connectMail(parsed, login, tools, PATIENT)
  },
}
beforeEach(() => {
  isAgreeing = true
  smtp.received.length = 0
  world = openWorld({ channel, clock: createFakeClock(new Date().toISOString()), signInToMail: signIn })
})
afterEach(async () => {
  provider.refuseRefresh(false)
  await world.close()
})

const oauth = () => ({ provider: 'microsoft' as const, clientId: provider.clientId })

/** A mailbox whose owner has signed in by the browser. */
async function connect() {
  const { services } = world
  const ticket = await services.mailSetup.signIn(oauth(), ADDRESS, '')
  const server = (port: number) => ({ host: '127.0.0.1', port, tls: 'none' as const, user: 'shop' })
  const settings = {
    address: ADDRESS,
    name: '青葉屋',
    imap: server(imap.port),
    smtp: server(smtp.port),
    sinceDays: null,
    watchJunk: false,
    trustedFingerprint: null,
    allowInsecure: true,
    oauth: oauth(),
  }
  const { id } = services.accounts.add('青葉屋', settings, { signIn: ticket })
  await services.accounts.pollNow(id)
  return { id, state: () => services.accounts.list()[0]!.state }
}
/** An open connection stays open over the end of a token: only the next one shows it. */
async function lookAnew(id: AccountId): Promise<void> {
  await world.services.accounts.pause(id, true)
  await world.services.accounts.pause(id, false)
  await world.services.accounts.pollNow(id)
}
const troubles = () => world.store.alerts.listRecent().filter(({ kind }) => kind === 'account-trouble').length

describe('a mailbox connected by the browser', () => {
  it('works with what the sign-in brought, and its tokens lie nowhere in the open', async () => {
    const { id, state } = await connect()
    expect(state()).toBe('idle')
    expect(world.services.accounts.settings(id)).toMatchObject({ oauth: oauth() })
    expect(JSON.stringify(world.services.accounts.settings(id))).not.toMatch(/access-|refresh-/)
    expect(world.store.accounts.secrets(id).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['oauthAccess', 'oauthRefresh', 'oauthExpiresAt']),
    )
  })

  it('stays connected over the hours, and keeps each new refresh token', async () => {
    const { id, state } = await connect()
    for (let hour = 0; hour < 3; hour += 1) {
      provider.expireAccess()
      await world.clock.advance(HOUR)
      await lookAnew(id)
      expect(state()).toBe('idle')
    }
    const sealed = world.store.accounts.secrets(id).find(({ name }) => name === 'oauthRefresh')!
    expect(new TextDecoder().decode(sealed.box)).toContain(provider.issued('refresh'))
  })

  it('whose leave was withdrawn says so once, keeps its outbox, and goes on after ログインし直す', async () => {
    const { id, state } = await connect()
    const { ticketId } = await world.arrive(id, eml({ id: 'q' }))
    provider.expireAccess()
    provider.refuseRefresh(true)
    await world.clock.advance(HOUR)
    await lookAnew(id)
    const item = world.answer(ticketId, '承りました。')
    await world.settle()
    expect(state()).toBe('needs-login')
    expect(world.services.accounts.list()[0]).toMatchObject({ errorReason: 'token-refused' })
    expect(world.stateOf(item.id)).toBe('held')
    world.services.accounts.syncNow(null)
    await world.settle()
    expect(troubles()).toBe(1)
    expect(smtp.received).toEqual([])

    provider.refuseRefresh(false)
    await world.services.mailSetup.signInAgain(id)
    await world.services.accounts.pollNow(id)
    await world.settle()
    expect(state()).toBe('idle')
    expect(smtp.received).toHaveLength(1)
    expect(troubles()).toBe(1)
  })

  it('stays as it was when the person gives the browser up', async () => {
    const { id, state } = await connect()
    isAgreeing = false
    const again = world.services.mailSetup.signInAgain(id)
    world.services.mailSetup.stop()
    await expect(again).rejects.toMatchObject({ code: 'offline', reason: 'stopped' })
    await world.services.accounts.pollNow(id)
    expect(state()).toBe('idle')
  })

  it('cannot be added with a sign-in that is not the newest', async () => {
    const { services } = world
    const first = await services.mailSetup.signIn(oauth(), ADDRESS, '')
    await services.mailSetup.signIn(oauth(), ADDRESS, '')
    const settings = mailSettings.parse({ address: ADDRESS, name: '', imap: place, smtp: place })
    expect(() => services.accounts.add('青葉屋', settings, { signIn: first })).toThrow(
      expect.objectContaining({ code: 'auth-expired' }),
    )
  })
})

const place = { host: 'imap.example.jp', port: 993, tls: 'implicit', user: ADDRESS } as const
