import { z } from 'zod'

/**
 * new: never answered. open: the customer wrote again, or a person reopened it. waiting: answered, the customer's turn.
 * resolved: settled, or closed by a recorded decision. Seen is not handled: opening a ticket changes none of these.
 */
export const Status = z.enum(['new', 'open', 'waiting', 'resolved'])
export type Status = z.infer<typeof Status>

export const ChannelId = z.enum([
  'mail',
  'x',
  'instagram',
  'facebook',
  'bluesky',
  'mastodon',
  'misskey',
  'rmesse',
  'phone',
])
export type ChannelId = z.infer<typeof ChannelId>

/** first: nobody has heard of them before. regular and caution are set by a person or a rule. */
export const CustomerMark = z.enum(['first', 'regular', 'caution'])
export type CustomerMark = z.infer<typeof CustomerMark>
