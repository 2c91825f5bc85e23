import type { Adapter, Channel, OutboundMessage, PostChange, SendResult } from '../../main/channels/adapter.ts'
import { inboundOf, type Post } from '../../main/channels/post.ts'
import type { AccountId, ChannelId } from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import { fakeChannel, openWorld, START } from './world.ts'

export const now = Date.parse(START)

/** A post of a customer that addresses the shop. */
export function post(change: Partial<Post> = {}): Post {
  return {
    id: '1859200000000000001',
    inReplyTo: null,
    isOwn: false,
    text: '@aobaya 届いたお皿が割れていました',
    at: now - 60_000,
    conversation: '1859200000000000001',
    visibility: 'public',
    found: 'addressed',
    author: { id: '42', handle: '@aiko', name: '愛子' },
    url: 'https://social.example.com/@aiko/1859200000000000001',
    answerUntil: null,
    refuses: null,
    media: [],
    quoted: null,
    ...change,
  }
}

/** Of the shop itself, from whatever program. */
export const ours = (change: Partial<Post> = {}): Post =>
  post({
    isOwn: true,
    author: { id: '7', handle: '@aobaya', name: '青葉屋' },
    text: '@aiko 申し訳ございません。DMでご連絡します',
    ...change,
  })

/** The counter of a shop with an account on one network, which does what the test says. */
export function openPosts(channel: ChannelId = 'mastodon', adapter: Partial<Adapter> = {}) {
  const sent: OutboundMessage[] = []
  let answer: (message: OutboundMessage) => SendResult | Promise<SendResult> = ({ textBody }) => ({
    outcome: 'accepted',
    rejectedRecipients: [],
    source: new TextEncoder().encode(JSON.stringify({ text: textBody })),
    posted: { externalId: `9${sent.length}`, url: `https://social.example.com/@aobaya/9${sent.length}` },
  })
  let takesNoToken = false
  const network: Channel = {
    ...fakeChannel({
      send: async (message) => {
        sent.push(message)
        return answer(message)
      },
      ...adapter,
    }),
    id: channel,
    fields: [
      { name: 'server', kind: 'url', isRequired: true, initial: '' },
      { name: 'token', kind: 'secret', isRequired: true, initial: '' },
    ],
    check: (_, { token }) => {
      const [externalId, address] = token!.split(' ')
      if (!address || takesNoToken) return Promise.reject(new AppError('auth-expired', 'The token is unknown.'))
      return Promise.resolve({ address, externalId: externalId!, name: '青葉屋' })
    },
    capabilities: {
      subject: false,
      attachments: { max: 4, types: ['image/png', 'image/jpeg'], maxBytes: 1000 },
      maxTextLength: 500,
      isPublic: true,
      continuesPrivately: true,
    },
  }
  const world = openWorld({ channel: network })
  const { store } = world

  /** The token names the profile. */
  async function connect(handle = '@aobaya', externalId = '7'): Promise<AccountId> {
    const secrets = { token: `${externalId} ${handle}` }
    const draft = { channel, settings: { server: 'https://social.example.com' }, secrets, budgetYen: null }
    return (await world.services.networks.add('青葉屋', { ...draft, wantsLogin: false })).id
  }

  async function bring(account: AccountId, posts: readonly Post[], changes: readonly PostChange[] = []) {
    return world.services.intake.storePage(store.accounts.get(account)!, {
      messages: posts.map((one) => inboundOf(channel, one, { id: one.id, text: one.text })),
      cursor: 'later',
      progress: { done: posts.length, total: posts.length },
      changes,
    })
  }

  return {
    ...world,
    sent,
    connect,
    bring,
    inbound: (one: Post) => inboundOf(channel, one, { id: one.id, text: one.text }),
    /** From now on the network knows no token. */
    refuseTokens: () => void (takesNoToken = true),
    answersWith: (next: typeof answer) => void (answer = next),
    tickets: () =>
      world.services.view.list({ view: 'all', accountId: null, limit: 500, after: null, assigneeId: null }).tickets,
  }
}
