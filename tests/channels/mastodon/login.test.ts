import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { mastodonChannel } from '../../../main/channels/mastodon/index.ts'
import { createFakeClock } from '../../support/fake-clock.ts'
import { hasDocument } from '../../support/networks/mastodon-openapi.ts'
import { type FakeMastodon, startMastodon, TOKEN } from '../../support/networks/mastodon.ts'
import { never } from '../post-tools.ts'

let clock: ReturnType<typeof createFakeClock>
let network: FakeMastodon
beforeEach(async () => {
  clock = createFakeClock('2026-11-24T00:00:00Z')
  network = await startMastodon(clock.now)
})
afterEach(async () => {
  await network.close()
  if (hasDocument && network.violations.length > 0) throw new Error(network.violations.join('\n'))
})

function signIn(signal = never) {
  let opened: (url: string) => void
  const page = new Promise<string>((resolve) => (opened = resolve))
  const tools = { clock, fetch, openUrl: (url: string) => opened(url) }
  const signing = mastodonChannel.login!({ server: network.url }, {}, tools, signal)
  // Watched from the start, because it fails before the test comes to it.
  const failure = signing.then(
    () => null,
    (error: unknown) => error,
  )
  return { page, signing, failure }
}

describe('signing in to Mastodon by the browser', () => {
  it('registers an app, asks for what is needed and no more, and brings the token home', async () => {
    const { page, signing } = signIn()
    const url = new URL(await page)
    expect(`${url.origin}${url.pathname}`).toBe(`${network.url}/oauth/authorize`)
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      response_type: 'code',
      client_id: 'app-1',
      scope: 'read:accounts read:notifications read:statuses write:media write:statuses',
      redirect_uri: network.login.apps[0]!.redirect,
      code_challenge_method: 'S256',
    })
    expect(network.login.apps[0]!.redirect).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/callback$/)
    const shown = await fetch(url)
    expect(await shown.text()).toContain('このウィンドウは閉じてかまいません')
    expect(await signing).toEqual({ secrets: { token: TOKEN }, expiresAt: null })
  })

  it('works with servers before 4.3, which know neither PKCE nor how to say where to sign in', async () => {
    network.login.runAs('4.2')
    const { page, signing } = signIn()
    const url = new URL(await page)
    expect(url.pathname).toBe('/oauth/authorize')
    expect(url.searchParams.has('code_challenge')).toBe(false)
    await fetch(url)
    expect(await signing).toMatchObject({ secrets: { token: TOKEN } })
  })

  it('goes to no page of another kind that a server names', async () => {
    network.login.runAs('4.2')
    const odd = { issuer: network.url, authorization_endpoint: 'file:///etc/passwd', token_endpoint: 'file:///x' }
    network.fail({ at: 'oauth-authorization-server', what: 'status', status: 200, json: odd })
    const { page, signing } = signIn()
    const url = await page
    expect(url).toContain(`${network.url}/oauth/authorize`)
    await fetch(url)
    await signing
  })

  it('says so when the person does not agree', async () => {
    network.login.agree(false)
    const { page, failure } = signIn()
    const shown = await fetch(await page)
    expect(await shown.text()).toContain('接続しませんでした')
    expect(await failure).toMatchObject({ code: 'auth-expired', reason: 'login-denied' })
  })

  it('opens no page where nothing can be registered', async () => {
    network.fail({ at: '/api/v1/apps', what: 'status', status: 404, json: { error: 'Not found' } })
    expect(await signIn().failure).toMatchObject({ code: 'invalid-input', reason: 'not-a-server' })
  })

  it('leaves nothing open when the person gives up', async () => {
    const stop = new AbortController()
    const { page, failure } = signIn(stop.signal)
    const callback = new URL(await page).searchParams.get('redirect_uri')!
    stop.abort()
    expect(await failure).toMatchObject({ code: 'offline', reason: 'stopped' })
    await expect(fetch(callback)).rejects.toThrow('fetch failed')
    expect(clock.pendingTimers()).toBe(0)
  })
})
