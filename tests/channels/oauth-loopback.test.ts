import { get } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { AppError } from '../../preload/errors.ts'
import type { LoginTools } from '../../main/channels/adapter.ts'
import { refreshTokens, signInByBrowser } from '../../main/channels/oauth-loopback.ts'
import { createFakeClock } from '../support/fake-clock.ts'
import { startFakeX, type FakeX } from '../support/networks/x.ts'

const never = new AbortController().signal

let running: FakeX | undefined
afterEach(async () => {
  await running?.close()
  running = undefined
})

/** A person whose browser is asked to open the provider's page. */
async function setup(options: { port?: number } = {}) {
  const clock = createFakeClock('2026-11-22T10:00:00+09:00')
  const x = (running = await startFakeX(clock))
  const provider = { ...x.oauth, redirect: { ...x.oauth.redirect, port: options.port ?? 0 } }
  let opened: (url: string) => void
  const page = new Promise<string>((resolve) => (opened = resolve))
  const tools: LoginTools = { clock, fetch: globalThis.fetch, openUrl: (url) => opened(url) }
  const signIn = (signal = never) => signInByBrowser(provider, { id: x.clientId, secret: null }, tools, signal)
  return { x, clock, provider, tools, page, signIn }
}
/** Watched from the start, because it fails before the test comes to it. */
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  )
const visit = async (url: string) => {
  const response = await fetch(url)
  return { status: response.status, text: await response.text() }
}

describe('signing in by the browser', () => {
  it('comes back with tokens and tells the person that the window can be closed', async () => {
    const { x, clock, page, signIn } = await setup()
    const signing = signIn()
    const authorization = new URL(await page)
    expect(Object.fromEntries(authorization.searchParams)).toMatchObject({
      response_type: 'code',
      client_id: x.clientId,
      code_challenge_method: 'S256',
      scope: 'tweet.read tweet.write users.read dm.read dm.write media.write offline.access',
    })
    const shown = await visit(x.agree(authorization.href))
    expect(shown).toMatchObject({ status: 200 })
    expect(shown.text).toContain('このウィンドウは閉じてかまいません')
    expect(await signing).toEqual({
      accessToken: 'access-1',
      refreshToken: 'refresh-1',
      expiresAt: clock.now() + 7_200_000,
    })
    expect(clock.pendingTimers()).toBe(0)
  })

  it('leaves nothing listening afterwards', async () => {
    const { x, page, signIn } = await setup()
    const signing = signIn()
    const callback = x.agree(await page)
    await visit(callback)
    await signing
    await expect(fetch(callback)).rejects.toThrow('fetch failed')
  })

  it('ends where the person does not want the page to be shown, or nothing can show it', async () => {
    const { provider, x, tools, clock } = await setup()
    const client = { id: x.clientId, secret: null }
    const unwanted = { ...tools, openUrl: () => Promise.resolve(false) }
    await expect(signInByBrowser(provider, client, unwanted, never)).rejects.toMatchObject({ reason: 'stopped' })
    const missing = {
      ...tools,
      openUrl: () => Promise.reject(new AppError('unsupported', 'none', { reason: 'no-browser' })),
    }
    await expect(signInByBrowser(provider, client, missing, never)).rejects.toMatchObject({ reason: 'no-browser' })
    expect(clock.pendingTimers()).toBe(0)
  })

  it('listens on this computer only', async () => {
    const { page, signIn } = await setup()
    const stop = new AbortController()
    const signing = signIn(stop.signal)
    expect(new URL(new URL(await page).searchParams.get('redirect_uri')!).hostname).toBe('127.0.0.1')
    stop.abort()
    await expect(signing).rejects.toMatchObject({ code: 'offline', reason: 'stopped' })
  })

  it('turns away a page that does not know the state, and still waits for the right one', async () => {
    const { x, page, signIn } = await setup()
    const signing = signIn()
    const callback = new URL(x.agree(await page))
    const forged = new URL(callback)
    forged.searchParams.set('state', 'guessed')
    expect((await visit(forged.href)).status).toBe(400)
    expect((await visit(new URL('/favicon.ico', callback).href)).status).toBe(404)
    await visit(callback.href)
    expect(await signing).toMatchObject({ accessToken: 'access-1' })
  })

  it('turns away a host name that only leads here (DNS rebinding)', async () => {
    const { x, page, signIn } = await setup()
    const signing = signIn()
    const callback = new URL(x.agree(await page))
    const status = await new Promise((resolve) => {
      get(callback, { headers: { host: 'evil.example' } }, (response) => {
        response.resume()
        resolve(response.statusCode)
      })
    })
    expect(status).toBe(404)
    await visit(callback.href)
    await signing
  })

  it('says so when the person does not agree', async () => {
    const { x, page, signIn } = await setup()
    const signing = signIn()
    const failing = failureOf(signing)
    const callback = new URL(x.agree(await page))
    callback.searchParams.delete('code')
    callback.searchParams.set('error', 'access_denied')
    expect((await visit(callback.href)).text).toContain('接続しませんでした')
    expect(await failing).toMatchObject({ code: 'auth-expired', reason: 'login-denied' })
  })

  it('says so when the provider does not know the app', async () => {
    const { x, page, tools, provider } = await setup()
    const signing = signInByBrowser(provider, { id: 'unknown', secret: null }, tools, never)
    const failing = failureOf(signing)
    await visit(x.agree(await page))
    expect(await failing).toMatchObject({ code: 'invalid-input', reason: 'unknown-app' })
  })

  it('gives up after ten minutes', async () => {
    const { clock, page, signIn } = await setup()
    const failing = failureOf(signIn())
    await page
    await clock.advance(600_000)
    expect(await failing).toMatchObject({ code: 'offline', reason: 'login-timeout' })
  })

  it('says so when the port is taken', async () => {
    const { page, signIn, provider, tools, x } = await setup()
    const stop = new AbortController()
    const first = signIn(stop.signal)
    const port = Number(new URL(new URL(await page).searchParams.get('redirect_uri')!).port)
    const taken = { ...provider, redirect: { ...provider.redirect, port } }
    await expect(signInByBrowser(taken, { id: x.clientId, secret: null }, tools, never)).rejects.toMatchObject({
      code: 'conflict',
      reason: 'port-taken',
    })
    stop.abort()
    await expect(first).rejects.toMatchObject({ reason: 'stopped' })
  })
})

describe('a new access token', () => {
  it('comes for the refresh token, which is replaced', async () => {
    const { x, provider, tools } = await setup()
    const client = { id: x.clientId, secret: null }
    expect(await refreshTokens(provider, client, 'first-refresh', tools, never)).toMatchObject({
      accessToken: 'access-1',
      refreshToken: 'refresh-1',
    })
    await expect(refreshTokens(provider, client, 'first-refresh', tools, never)).rejects.toMatchObject({
      code: 'auth-expired',
    })
  })

  it('is tried for again later when there is no line, and shows no token in the error', async () => {
    const { x, provider, tools } = await setup()
    x.fail('token', 'cut')
    const error = await refreshTokens(
      provider,
      { id: x.clientId, secret: 'hush' },
      'first-refresh',
      tools,
      never,
    ).catch((caught: unknown) => caught)
    expect(error).toMatchObject({ code: 'offline' })
    expect(JSON.stringify([String(error), (error as Error).cause])).not.toMatch(/first-refresh|hush/)
  })
})
