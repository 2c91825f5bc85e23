import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { connectMail, createMailLogin, testAccount, type MailSettings } from '../../../main/channels/mail/index.ts'
import { signInToMail } from '../../../main/channels/mail/oauth.ts'
import { systemClock } from '../../../main/jobs/clock.ts'
import { startDovecot, type Dovecot } from '../../support/dovecot.ts'
import { createFakeClock } from '../../support/fake-clock.ts'
import { startMailProvider, type MailProvider } from '../../support/mail-oauth.ts'
import { startSmtp, type SmtpTestServer } from '../../support/smtp.ts'
import { drain, never } from '../conformance.ts'
import { mail, outbound, PATIENT, readNothing, settingsFor, SMALL_PAGES, subjects } from './world.ts'

let provider: MailProvider
let imap: Dovecot
let smtp: SmtpTestServer

/** Servers that ask the provider whose a token is, and take no password. */
beforeAll(async () => {
  provider = await startMailProvider()
  imap = await startDovecot({ extraConfig: provider.dovecotConfig() })
  smtp = await startSmtp({ takesToken: provider.isGood })
})
afterAll(() => Promise.all([imap.close(), smtp.close(), provider.close()]))
beforeEach(() => imap.deliver('shop', mail(1)))
afterEach(() => {
  provider.refuseRefresh(false)
  smtp.received.length = 0
})

const oauth = () => ({ provider: 'microsoft' as const, clientId: provider.clientId })

/** A mailbox whose owner has signed in: with a token that is good for an hour. */
function setup(change: { expiresInMs?: number; secrets?: Record<string, string> } = {}) {
  const clock = createFakeClock(new Date().toISOString())
  const settings: MailSettings = { ...settingsFor(imap.port, smtp.port), oauth: oauth() }
  const { access_token, refresh_token } = provider.issue()
  const stored = {
    oauthAccess: access_token,
    oauthRefresh: refresh_token,
    oauthExpiresAt: String(clock.now() + (change.expiresInMs ?? 3_600_000)),
    ...change.secrets,
  }
  const saved: Record<string, string>[] = []
  const tools = {
    clock,
    fetch: globalThis.fetch,
    saveSecrets: (secrets: Record<string, string>) => void saved.push(secrets),
  }
  const login = createMailLogin(settings, stored, tools, provider.providers)
  const adapter = connectMail(settings, login, { clock: systemClock, read: readNothing }, PATIENT, SMALL_PAGES)
  return { clock, settings, stored, saved, login, adapter }
}
const logins = () => provider.asked.filter(({ path }) => path === '/token').length

describe('a mailbox with a sign-in by the browser', () => {
  it('is read and answered with the token, at servers that check it', async () => {
    const { adapter, saved } = setup()
    expect(subjects((await drain(adapter, null)).flatMap(({ messages }) => messages))).toContain('mail 1')
    expect(await adapter.send(outbound(), never)).toMatchObject({ outcome: 'accepted' })
    expect(smtp.received).toHaveLength(1)
    expect(saved).toEqual([])
    await adapter.close()
  })

  it('gets a new token before the old one ends, and keeps what replaced the refresh token', async () => {
    const { adapter, saved } = setup({ expiresInMs: 60_000 })
    await drain(adapter, null)
    expect(saved).toMatchObject([{ oauthAccess: provider.issued('access'), oauthRefresh: provider.issued('refresh') }])
    expect(Number(saved[0]!['oauthExpiresAt'])).toBeGreaterThan(Date.now())
    await adapter.close()
  })

  it('gets a new one where the servers refuse a token before its time, and sends once', async () => {
    const { adapter, saved } = setup()
    provider.expireAccess()
    expect(await adapter.send(outbound(), never)).toMatchObject({ outcome: 'accepted' })
    await drain(adapter, null)
    expect(saved).toHaveLength(1)
    expect(smtp.received).toHaveLength(1)
    await adapter.close()
  })

  it('spends its refresh token once, however many connections want a new token', async () => {
    const { login } = setup({ expiresInMs: 0 })
    const before = logins()
    await Promise.all([login.secrets(never), login.secrets(never), login.secrets(never)])
    expect(logins() - before).toBe(1)
  })

  it('whose owner must sign in anew is an expired login, and the message is not sent', async () => {
    const { adapter, saved } = setup({ expiresInMs: 0 })
    provider.refuseRefresh(true)
    const refused = { code: 'auth-expired', reason: 'token-refused' }
    await expect(drain(adapter, null)).rejects.toMatchObject(refused)
    await expect(adapter.send(outbound(), never)).rejects.toMatchObject(refused)
    expect(smtp.received).toEqual([])
    expect(saved).toEqual([])
    await adapter.close()
  })

  it('that has lost its tokens is an expired login', async () => {
    const { adapter } = setup({ secrets: { oauthAccess: '', oauthRefresh: '' } })
    await expect(drain(adapter, null)).rejects.toMatchObject({ code: 'auth-expired', reason: 'token-refused' })
    await adapter.close()
  })

  it('is checked in the wizard, and no error shows a token', async () => {
    const { settings, login, stored } = setup()
    expect(await testAccount(settings, login, never, systemClock, PATIENT)).toMatchObject({
      imap: { ok: true },
      smtp: { ok: true },
    })
    provider.expireAccess()
    provider.refuseRefresh(true)
    const result = await testAccount(settings, login, never, systemClock, PATIENT)
    expect(result).toMatchObject({ imap: { reason: 'token-refused' }, smtp: { reason: 'token-refused' } })
    expect(JSON.stringify(result)).not.toContain(stored.oauthAccess)
    expect(JSON.stringify(result)).not.toContain(stored.oauthRefresh)
  })
})

describe('signing in', () => {
  async function signIn(which: 'microsoft' | 'google', clientSecret = '') {
    const own = await startMailProvider(clientSecret === '' ? {} : { clientSecret })
    let opened = ''
    const openUrl = (url: string) => {
      opened = url
      void fetch(own.agree(url))
    }
    const tools = { clock: systemClock, fetch: globalThis.fetch, openUrl }
    const client = { provider: which, clientId: own.clientId }
    const secrets = await signInToMail(client, 'info@aoba.example', clientSecret, tools, never, own.providers)
    await own.close()
    return { secrets, asked: new URL(opened).searchParams }
  }

  it('at Microsoft proposes the address, proves itself by PKCE and brings tokens', async () => {
    const { secrets, asked } = await signIn('microsoft')
    expect(asked.get('login_hint')).toBe('info@aoba.example')
    expect(asked.get('code_challenge_method')).toBe('S256')
    expect(asked.get('redirect_uri')).toMatch(/^http:\/\/localhost:\d+\/$/)
    expect(secrets).toMatchObject({ oauthAccess: 'access-1', oauthRefresh: 'refresh-1' })
  })

  it("at Google takes the owner's own client with its secret, which is kept with the tokens", async () => {
    const { secrets } = await signIn('google', 'himitsu')
    expect(secrets).toMatchObject({ oauthAccess: 'access-1', oauthClientSecret: 'himitsu' })
  })
})
