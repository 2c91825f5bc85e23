import { type Fault, startLoopback, type WebAnswer, type WebRequest } from './loopback.ts'
import { answerInstagram, createInstagram } from './meta-instagram.ts'
import { answerFacebook, createFacebook } from './meta-facebook.ts'
import { failure, type MetaState } from './meta-state.ts'

/** A Graph API of our own, from the samples in Meta's pages (docs/channels/meta.md). The real one opens to a shop's own app only. */
export const TOKEN = 'IGAAtokenOfAobaya'
export const VERSION = 'v25.0'
export type FakeMeta = Awaited<ReturnType<typeof startMeta>>

export async function startMeta(now: () => number) {
  const state: MetaState = {
    now,
    token: TOKEN,
    tokenMadeAt: now() - 2 * 86_400_000,
    tokenEndsAt: now() + 58 * 86_400_000,
    pageSize: 100,
    isLooping: false,
    isReordered: false,
    isDuplicating: false,
    closed: new Set(),
    usage: null,
    debug: null,
  }
  const instagram = createInstagram(state)
  const facebook = createFacebook(state)

  let nextAnswer: { answer: WebAnswer; act: () => void } | null = null

  function answer(request: WebRequest): WebAnswer {
    if (request.method === 'POST' && nextAnswer) {
      const { answer: given, act } = nextAnswer
      nextAnswer = null
      act()
      return given
    }
    const headers: Record<string, string> = state.usage === null ? {} : { 'x-app-usage': JSON.stringify(state.usage) }
    return { ...route(request), headers }
  }

  function route(request: WebRequest): WebAnswer {
    if (request.path === '/refresh_access_token') return renew(request.query)
    if (request.headers.authorization !== `Bearer ${state.token}` || now() >= state.tokenEndsAt)
      return failure(401, 190, `Error validating access token: ${request.headers.authorization}`)
    if (!request.path.startsWith(`/${VERSION}/`)) return failure(400, 2635, 'You are calling a deprecated version')
    const path = decodeURIComponent(request.path.slice(VERSION.length + 2))
    if (path === 'debug_token') return state.debug === null ? failure(400, 100, 'no') : { json: { data: state.debug } }
    return answerInstagram(instagram, path, request) ?? answerFacebook(facebook, path, request) ?? gone(path)
  }

  const gone = (path: string) =>
    failure(400, 100, `Unsupported get request. Object with ID '${path}' does not exist`, 33)

  function renew(query: URLSearchParams): WebAnswer {
    if (query.get('access_token') !== state.token || now() >= state.tokenEndsAt)
      return failure(400, 190, 'Session has expired')
    if (now() - state.tokenMadeAt < 86_400_000) return failure(400, 100, 'Token must be at least 24 hours old')
    state.token = `IGAArenewed${now()}`
    state.tokenMadeAt = now()
    state.tokenEndsAt = now() + 60 * 86_400_000
    return { json: { access_token: state.token, token_type: 'bearer', expires_in: 60 * 86_400 } }
  }

  const web = await startLoopback(answer)
  return {
    ...web,
    state,
    instagram,
    facebook,
    /** As `fail`, but reads of the same address go well. */
    failNextPost: (fault: Fault) => web.fail({ ...fault, method: 'POST' }),
    answerNextPost: (given: WebAnswer, act: () => void) => void (nextAnswer = { answer: given, act }),
    pagesOf: (size: number) => void (state.pageSize = size),
    loop: (isLooping: boolean) => void (state.isLooping = isLooping),
    behave: (change: { isReordered?: boolean; isLooping?: boolean; isDuplicating?: boolean }) =>
      void Object.assign(state, change),
    /** The token lacks the permission for these parts. */
    closeTo: (...parts: ('messages' | 'comments')[]) => void (state.closed = new Set(parts)),
    endToken: () => void (state.tokenEndsAt = now()),
    useUp: (percent: number) => void (state.usage = { call_count: percent, total_cputime: 1, total_time: 1 }),
    debugAs: (debug: unknown) => void (state.debug = debug),
  }
}
