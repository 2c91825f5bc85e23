import type { WebAnswer } from './loopback.ts'

export type MetaState = {
  now: () => number
  token: string
  tokenMadeAt: number
  tokenEndsAt: number
  pageSize: number
  isLooping: boolean
  isReordered: boolean
  isDuplicating: boolean
  closed: ReadonlySet<'messages' | 'comments'>
  usage: Record<string, number> | null
  debug: unknown
}

/** The form of a failure as in Graph API, Handling Errors. */
export const failure = (status: number, code: number, message: string, subcode?: number): WebAnswer => ({
  status,
  json: {
    error: {
      message,
      type: 'OAuthException',
      code,
      ...(subcode === undefined ? {} : { error_subcode: subcode }),
      fbtrace_id: 'EJplcsCHuLu',
    },
  },
})

export const noPermission = failure(403, 10, '(#10) Application does not have permission for this action')

/** As Meta writes times. */
export const timeOf = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}+0000`

/** A page of a list with its cursors. `next` holds the token, as Meta's does. */
export function pageOf<T extends { id: string }>(
  all: readonly T[],
  { size, after, state }: { size: number; after: string | null; state: MetaState },
) {
  const start = after === null ? 0 : all.findIndex(({ id }) => `after-${id}` === after) + 1
  const page = all.slice(start, start + size)
  const listed = state.isDuplicating ? page.flatMap((one) => [one, one]) : page
  const data = state.isReordered ? listed.toReversed() : listed
  const hasMore = start + size < all.length
  const last = state.isLooping ? all[Math.min(size, all.length) - 1] : page.at(-1)
  if (!last) return { data }
  const cursors = { before: `before-${data[0]?.id}`, after: `after-${last.id}` }
  const next = `https://graph.example/next?access_token=${state.token}&after=${cursors.after}`
  return { data, paging: { cursors, ...(hasMore || state.isLooping ? { next } : {}) } }
}
