import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { misskeyChannel } from '../../../main/channels/misskey/index.ts'
import { AOBAYA, TOKEN } from '../../support/networks/misskey.ts'
import { never } from '../post-tools.ts'
import { openMisskey } from './world.ts'

let world: Awaited<ReturnType<typeof openMisskey>>
beforeEach(async () => void (world = await openMisskey()))
afterEach(() => world.network.close())

const check = (server: string, token: string) =>
  misskeyChannel.check!({ server }, { token }, { clock: world.clock, fetch, openUrl() {} }, never)

/** Watched from the start, because it fails before the test comes to it. */
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  )

describe('connecting an account of Misskey by a token', () => {
  it('finds whose it is and how long a note may be there', async () => {
    const { network } = world
    expect(await check(`${network.url}/@aobaya`, ` ${TOKEN}\n`)).toMatchObject({
      address: `@aobaya@${new URL(network.url).host}`,
      externalId: `${network.url}/${AOBAYA.id}`,
      name: '青葉屋',
      secrets: { token: TOKEN },
      settings: { server: network.url, accountId: AOBAYA.id, maxCharacters: 3000 },
    })
  })

  it('says plainly what is wrong: the token, the server, or that nothing was pasted', async () => {
    const { network } = world
    await expect(check(network.url, 'wrong')).rejects.toMatchObject({ code: 'auth-expired', reason: 'token-refused' })
    await expect(check(network.url, ' ')).rejects.toMatchObject({ code: 'invalid-input', reason: 'field-missing' })
    await expect(check('http://[', TOKEN)).rejects.toMatchObject({ reason: 'not-a-server' })
    network.fail({ at: '/api/i', what: 'status', status: 404 })
    await expect(check(network.url, TOKEN)).rejects.toMatchObject({ reason: 'not-a-server' })
  })

  it('shows the token in no error', async () => {
    const json = { error: { code: 'ODD', message: `cannot do this with ${TOKEN}` } }
    world.network.fail({ at: '/api/i', what: 'status', status: 400, json })
    const error = await failureOf(check(world.network.url, TOKEN))
    expect((error as Error).message).toContain('ODD')
    expect((error as Error).message).not.toContain(TOKEN)
  })
})

describe('signing in to Misskey by the browser', () => {
  function signIn(signal = never) {
    let opened: (url: string) => void
    const page = new Promise<string>((resolve) => (opened = resolve))
    const tools = { clock: world.clock, fetch, openUrl: (url: string) => opened(url) }
    return { page, signing: misskeyChannel.login!({ server: world.network.url }, {}, tools, signal) }
  }

  it('asks for what is needed and no more, and brings the token home', async () => {
    const { page, signing } = signIn()
    const url = new URL(await page)
    expect(url.origin).toBe(world.network.url)
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      name: 'Madoguchi',
      permission: 'read:account,write:notes,write:drive',
      callback: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/callback$/) as string,
    })
    const shown = await fetch(url)
    expect(await shown.text()).toContain('このウィンドウは閉じてかまいません')
    expect(await signing).toEqual({ secrets: { token: TOKEN }, expiresAt: null })
    expect(world.clock.pendingTimers()).toBe(0)
  })

  it('is not fooled by a page that does not know the session', async () => {
    const { page, signing } = signIn()
    const url = await page
    const callback = new URL(url).searchParams.get('callback')!
    expect((await fetch(`${callback}?session=guessed`)).status).toBe(400)
    await fetch(url)
    expect(await signing).toMatchObject({ secrets: { token: TOKEN } })
  })

  it('says so when the server gives no token', async () => {
    const { page, signing } = signIn()
    const failing = failureOf(signing)
    const url = await page
    const session = url.split('/miauth/')[1]!.split('?')[0]!
    await fetch(`${new URL(url).searchParams.get('callback')!}?session=${session}`)
    expect(await failing).toMatchObject({ code: 'auth-expired', reason: 'login-denied' })
  })

  it('ends when the person gives up, or does nothing for ten minutes', async () => {
    const stop = new AbortController()
    const first = signIn(stop.signal)
    const stopped = failureOf(first.signing)
    await first.page
    stop.abort()
    expect(await stopped).toMatchObject({ code: 'offline', reason: 'stopped' })

    const second = signIn()
    const late = failureOf(second.signing)
    await second.page
    await world.clock.advance(11 * 60_000)
    expect(await late).toMatchObject({ code: 'offline', reason: 'login-timeout' })
  })
})
