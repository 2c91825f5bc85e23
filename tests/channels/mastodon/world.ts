import type { OutboundMessage, OutboundPost } from '../../../main/channels/adapter.ts'
import { AIKO } from '../../support/networks/mastodon.ts'

export const START = Date.parse('2026-11-24T00:00:00Z')

/** A public answer of 青葉屋 to 愛子, which answers no post unless `change` says which. */
export function answer(
  change: Partial<Omit<OutboundMessage, 'post'>> & { post?: Partial<OutboundPost> } = {},
): OutboundMessage {
  const { post, ...message } = change
  return {
    messageId: 'row-1@madoguchi.example',
    from: { name: '青葉屋', address: '@aobaya' },
    to: [{ name: '愛子', address: '@aiko@friends.example.com' }],
    cc: [],
    bcc: [],
    subject: '',
    textBody: 'ご連絡ありがとうございます。',
    inReplyTo: null,
    references: [],
    date: START,
    attachments: [],
    autoSubmitted: null,
    ...message,
    post: { conversation: '', inReplyTo: null, visibility: 'public', recipientId: AIKO.id, key: 'key-1', ...post },
  }
}
