import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Adapter } from '../../../main/channels/adapter.ts'
import { facebookChannel } from '../../../main/channels/meta/facebook.ts'
import { instagramChannel } from '../../../main/channels/meta/instagram.ts'
import { createFakeClock } from '../../support/fake-clock.ts'
import { PAGE } from '../../support/networks/meta-facebook.ts'
import { type FakeMeta, startMeta, TOKEN } from '../../support/networks/meta.ts'
import { drain, messagesOf, never, toolsFor } from '../post-tools.ts'

const DAY = 24 * 3_600_000

const clock = createFakeClock('2026-11-20T03:00:00Z')
let network: FakeMeta
let saved: Record<string, string>[]

function connect(): Adapter {
  const made = toolsFor(clock)
  saved = made.saved
  return instagramChannel.connect({ host: network.url }, { token: TOKEN }, made.tools)
}
const texts = (pages: Parameters<typeof messagesOf>[0]) => messagesOf(pages).map(({ message }) => message.textBody)
const asked = (path: string) => network.asked.filter((request) => request.path.endsWith(path)).length

beforeEach(async () => {
  network = await startMeta(clock.now)
})
afterEach(() => network.close())

describe('a token of Instagram', () => {
  it('is renewed at the first look, kept at once with its new end, and then once a week', async () => {
    const adapter = connect()
    expect(adapter.expiresAt!()).toBeNull()
    await drain(adapter, null)
    expect(saved).toEqual([
      expect.objectContaining({ token: network.state.token, endsAt: String(clock.now() + 60 * DAY) }),
    ])
    expect(adapter.expiresAt!()).toBe(clock.now() + 60 * DAY)
    clock.suspend(6 * DAY)
    await drain(adapter, null)
    expect(saved).toHaveLength(1)
    clock.suspend(1 * DAY)
    await drain(adapter, null)
    expect(saved).toHaveLength(2)
  })

  it('that is younger than a day is tried again the next day', async () => {
    network.state.tokenMadeAt = clock.now()
    const adapter = connect()
    await drain(adapter, null)
    await drain(adapter, null)
    expect(asked('/refresh_access_token')).toBe(1)
    clock.suspend(DAY)
    await drain(adapter, null)
    expect(saved).toHaveLength(1)
  })

  it('that could not be renewed goes on as long as it lives', async () => {
    network.fail({ at: '/refresh_access_token', what: 'html' })
    network.instagram.tell('在庫はありますか')
    expect(texts(await drain(connect(), null))).toEqual(['在庫はありますか'])
  })
})

describe('connecting an account', () => {
  const tools = { clock, fetch, openUrl() {} }
  const check = (change: Record<string, string> = {}, secrets: Record<string, string> = {}) =>
    instagramChannel.check!({ host: network.url, ...change }, { token: TOKEN, ...secrets }, tools, never)
  const checkPage = () => facebookChannel.check!({ host: network.url }, { token: TOKEN }, tools, never)

  it('of Instagram finds out whose it is, and takes sixty days for its end', async () => {
    expect(await check()).toMatchObject({
      address: '@aobaya_tea',
      externalId: '17841400000000001',
      name: '青葉屋',
      expiresAt: clock.now() + 60 * DAY,
    })
  })

  it('of Instagram again keeps the end that is known of this token, but not of another one', async () => {
    const { secrets } = await check()
    const end = clock.now() + 60 * DAY
    clock.suspend(10 * DAY)
    expect((await check({}, secrets)).expiresAt).toBe(end)
    expect((await check({}, { ...secrets, endsOf: 'another' })).expiresAt).toBe(end + 10 * DAY)
  })

  it('says which permission is missing', async () => {
    network.closeTo('messages')
    await expect(check()).rejects.toMatchObject({ code: 'invalid-input', reason: 'meta-no-permission' })
    expect(await check({ dm: 'no' })).toMatchObject({ address: '@aobaya_tea' })
  })

  it('of Facebook takes the token of a page, not of a person', async () => {
    expect(await checkPage()).toMatchObject({ address: '@aobaya', externalId: PAGE.id, expiresAt: null })
    network.facebook.bePerson()
    await expect(checkPage()).rejects.toMatchObject({ code: 'invalid-input', reason: 'meta-not-page' })
  })

  it('of Facebook refuses a token of one hour and one without a permission, and learns when it ends', async () => {
    const scopes = ['pages_read_engagement', 'pages_read_user_content', 'pages_manage_engagement']
    network.debugAs({ expires_at: Math.floor(clock.now() / 1000) + 3600, scopes })
    await expect(checkPage()).rejects.toMatchObject({ reason: 'meta-short-token' })
    network.debugAs({ expires_at: 0, scopes: scopes.slice(0, 2) })
    await expect(checkPage()).rejects.toMatchObject({ reason: 'meta-no-permission' })
    const end = Math.floor(clock.now() / 1000) + 90 * 86_400
    network.debugAs({ expires_at: 0, data_access_expires_at: end, scopes })
    expect(await checkPage()).toMatchObject({ expiresAt: end * 1000 })
  })

  it('trusts no host but Meta and this computer', () => {
    const connecting = (host: string) => () =>
      instagramChannel.connect({ host }, { token: TOKEN }, toolsFor(clock).tools)
    expect(connecting('https://graph.instagram.com.example.com')).toThrow('settings')
    expect(connecting('https://graph.instagram.com')).not.toThrow()
  })
})
