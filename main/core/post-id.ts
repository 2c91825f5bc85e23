import type { ChannelId } from '../../preload/domain/ticket-words.ts'

/** A post's place among the ids of messages: two networks never share one. */
export const postMid = (channel: ChannelId, externalId: string): string => `${channel}:${externalId}`
