import { randomUUID } from 'node:crypto'
import { AppError } from '../../../preload/errors.ts'
import type { LoginTools } from '../adapter.ts'
import { sendToBrowser } from '../browser-return.ts'
import { askToRead } from '../http.ts'
import { MiAuthAnswer } from './schemas.ts'
import { PERMISSIONS } from './settings.ts'

/** As the page of the server says it that asks the person to agree. */
const APP_NAME = 'Madoguchi'

/**
 * A token by MiAuth: the person agrees on a page of their server, which sends the browser back with the id of the session,
 * and the token is fetched once under that id (misskey-hub.net/en/docs/for-developers/api/token/miauth, read 2026-11-22).
 * There is no app to register. Who refuses on that page is not sent back. Throws AppError `auth-expired` (reason
 * `login-denied`), and what `sendToBrowser` throws.
 */
export async function signInByMiAuth(server: string, tools: LoginTools, signal: AbortSignal): Promise<string> {
  const session = randomUUID()
  const page = (callback: string) => {
    const url = new URL(`/miauth/${session}`, server)
    const query = { name: APP_NAME, callback, permission: PERMISSIONS.join(',') }
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
    return url.href
  }
  const place = { name: 'Misskey', redirect: { host: '127.0.0.1' as const, port: 0, path: '/callback' } }
  await sendToBrowser(place, { parameter: 'session', value: session }, page, tools, signal)

  const check = new URL(`/api/miauth/${session}/check`, server).href
  const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }
  const answer = await askToRead(tools, check, request, signal)
  const known = MiAuthAnswer.safeParse(answer.json)
  if (!known.success || !known.data.ok)
    throw new AppError('auth-expired', 'Misskey gave no token.', { reason: 'login-denied' })
  return known.data.token
}
