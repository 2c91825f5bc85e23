import { afterEach, describe, expect, it } from 'vitest'
import type { LoginTools } from '../../../main/channels/adapter.ts'
import { X_FIELDS, X_REDIRECT_URL } from '../../../main/channels/x/settings.ts'
import { catalogs } from '../../../preload/locales/index.ts'
import { answerTo, drain, never, openWorld, textsOf, type XTestWorld } from './world.ts'

const HOUR = 3_600_000

let world: XTestWorld | undefined
afterEach(async () => {
  await world?.close()
  world = undefined
})
/** An account that was connected by the browser two hours ago, so that its access token is about to end. */
async function setup() {
  world = await openWorld()
  const { x, clock, connect } = world
  const secrets = {
    oauthAccess: 'first-access',
    oauthRefresh: 'first-refresh',
    oauthExpiresAt: String(clock.now() + HOUR),
  }
  const hanako = x.user('hanako_tea', '花子')
  x.post({ by: hanako, text: '@aobaya_shop 一' })
  return { ...world, hanako, secrets, adapter: connect({ login: 'browser' }, secrets) }
}

describe('tokens that came by the browser', () => {
  it('are used while they last', async () => {
    const { x, adapter, saved } = await setup()
    expect(textsOf(await drain(adapter))).toEqual(['@aobaya_shop 一'])
    expect(x.asked('token')).toEqual([])
    expect(saved).toEqual([])
  })

  it('are replaced before they end, and the new ones are in the safe before anything is asked with them', async () => {
    const { x, clock, adapter, saved, tools } = await setup()
    clock.suspend(HOUR - 60_000)
    tools.saveSecrets = (fresh) => {
      expect(x.requests.map(({ kind }) => kind)).toEqual(['token'])
      saved.push(fresh)
    }
    const renewed = world!.connect({ login: 'browser' }, (await secretsNow()) ?? {})
    expect(textsOf(await drain(renewed))).toEqual(['@aobaya_shop 一'])
    expect(saved).toEqual([
      { oauthAccess: 'access-1', oauthRefresh: 'refresh-1', oauthExpiresAt: String(clock.now() + 2 * HOUR) },
    ])
    await adapter.close()

    async function secretsNow() {
      return {
        oauthAccess: 'first-access',
        oauthRefresh: 'first-refresh',
        oauthExpiresAt: String(clock.now() + 60_000),
      }
    }
  })

  it('are replaced once when two things are asked at the same time', async () => {
    const { x, clock, adapter, hanako } = await setup()
    const asked = x.post({ by: hanako, text: '@aobaya_shop 二' })
    clock.suspend(HOUR)
    await Promise.all([drain(adapter), adapter.send(answerTo(asked, 'はい'), never)])
    expect(x.asked('token')).toHaveLength(1)
  })

  it('that X took back early are replaced, and the question is asked again', async () => {
    const { x, adapter } = await setup()
    x.bearers.clear()
    expect(textsOf(await drain(adapter))).toEqual(['@aobaya_shop 一'])
    expect(x.asked('token')).toHaveLength(1)
  })

  it('that cannot be replaced any more ask for a new sign-in', async () => {
    const { x, adapter } = await setup()
    x.bearers.clear()
    x.refreshTokens.clear()
    await expect(drain(adapter)).rejects.toMatchObject({ code: 'auth-expired' })
  })

  it('are kept when the line breaks on the way', async () => {
    const { x, clock, adapter } = await setup()
    clock.suspend(HOUR)
    x.fail('token', 'cut')
    await expect(drain(adapter)).rejects.toMatchObject({ code: 'offline' })
    expect(textsOf(await drain(adapter))).toEqual(['@aobaya_shop 一'])
  })
})

describe('connecting an account', () => {
  const loginTools = (current: XTestWorld, openUrl: (url: string) => void): LoginTools => ({
    clock: current.clock,
    fetch: globalThis.fetch,
    openUrl,
  })

  it('by the browser: signs in, and learns whose account it is', async () => {
    const current = (world = await openWorld())
    const { x, channel } = current
    const settings = { login: 'browser', clientId: x.clientId }
    const tools = loginTools(current, (url) => void fetch(x.agree(url)))
    const { secrets } = await channel.login!(settings, {}, tools, never)
    expect(secrets).toMatchObject({ oauthAccess: 'access-1', oauthRefresh: 'refresh-1' })
    expect(await channel.check!(settings, secrets, tools, never)).toEqual({
      address: '@aobaya_shop',
      externalId: x.me.id,
      name: 'あおば屋',
      settings: { userId: x.me.id, handle: 'aobaya_shop' },
    })
  })

  it('with four keys: signs every request with them', async () => {
    const current = (world = await openWorld())
    const tools = loginTools(current, () => expect.unreachable())
    const { x, channel } = current
    expect(await channel.login!({ login: 'keys' }, x.keys, tools, never)).toEqual({ secrets: {}, expiresAt: null })
    expect(await channel.check!({ login: 'keys' }, x.keys, tools, never)).toMatchObject({ address: '@aobaya_shop' })
  })

  it.each([
    [{ accessSecret: 'wrong' }, 'auth-expired'],
    [{ appKey: '' }, 'auth-expired'],
  ])('with keys that are wrong (%o): says so', async (wrong, code) => {
    const current = (world = await openWorld())
    const { x, channel } = current
    const checking = channel.check!(
      { login: 'keys' },
      { ...x.keys, ...wrong },
      loginTools(current, () => {}),
      never,
    )
    await expect(checking).rejects.toMatchObject({ code })
  })

  it('without a client id: says so before a browser opens', async () => {
    const current = (world = await openWorld())
    const tools = loginTools(current, () => expect.unreachable())
    await expect(current.channel.login!({ login: 'browser', clientId: ' ' }, {}, tools, never)).rejects.toMatchObject({
      code: 'invalid-input',
      reason: 'x-client-id-missing',
    })
  })
})

describe('the form that connects an account', () => {
  it.each(['ja', 'en'] as const)('has words for every field and names the address to allow (%s)', (language) => {
    const words = catalogs[language].networks.fields.x
    expect(Object.keys(words).toSorted()).toEqual(X_FIELDS.map(({ name }) => name).toSorted())
    expect(words['clientId']!.help).toContain(X_REDIRECT_URL)
  })
})
