import { z } from 'zod'
import { ERROR_CODES } from '../errors.ts'
import { ChannelId } from './ticket-words.ts'
import { byteLength, graphemes, withShortLinks, xWeight } from './text-length.ts'

/** The social networks the program knows, in the order they are offered. Mail and telephone are none. */
const NETWORKS = ['x', 'instagram', 'facebook', 'bluesky', 'mastodon', 'misskey', 'rmesse'] as const
export type NetworkId = (typeof NETWORKS)[number]
export const isNetwork = (channel: ChannelId): channel is NetworkId =>
  (NETWORKS as readonly ChannelId[]).includes(channel)

export const Visibility = z.enum(['public', 'private'])
export type Visibility = z.infer<typeof Visibility>

/**
 * Why a network takes no answer by its API. not-mentioned: X answers only who addressed us. window-closed: Meta's hours are
 * over. blocked: they block us, or we them. protected: their posts are closed to us. read-only: it takes none at all.
 */
export const RefusalReason = z.enum(['not-mentioned', 'window-closed', 'blocked', 'protected', 'read-only'])
export type RefusalReason = z.infer<typeof RefusalReason>

/** What is counted where a network asks money for it. `read` is a post, `user` a profile that was read. */
export const MeteredUse = z.enum(['read', 'owned-read', 'user', 'dm-read', 'post', 'post-with-link', 'dm-send'])
export type MeteredUse = z.infer<typeof MeteredUse>

/** One thing the owner types to connect an account. Its label and help stand in the locales under channel and name. */
export const FieldSpec = z.object({
  name: z.string(),
  kind: z.enum(['text', 'url', 'secret', 'choice', 'switch', 'lines']),
  isRequired: z.boolean(),
  /** What the field holds at first; 'yes' for a switch that is on. */
  initial: z.string(),
  /** Of a choice; their words stand in the locales too. */
  options: z.array(z.string()).readonly().optional(),
  /** Asked only where this choice was made. */
  onlyWith: z.object({ field: z.string(), is: z.string() }).optional(),
})
export type FieldSpec = z.infer<typeof FieldSpec>

/** `unit` names how it is counted: a key of the locales. */
export type TextLimit = { max: number; unit: 'weighted' | 'characters' | 'graphemes' | 'bytes' }

/**
 * The longest text each takes. A server of Mastodon or Misskey may say otherwise, and then `ownLimit` of the account holds.
 * - x: 280 weighted, twitter-text config v3; direct messages 10,000 (docs.x.com, read 2026-08-22)
 * - bluesky: 300 graphemes (app.bsky.feed.post); messages 1,000 (chat.bsky.convo.defs, @atproto/api 0.21.0)
 * - mastodon: 500 characters, `configuration.statuses.max_characters` of /api/v2/instance (docs.joinmastodon.org)
 * - misskey: 3,000 characters, `maxNoteTextLength` of /api/meta (misskey-dev/misskey, read 2026-11-22)
 * - instagram: comments 2,200 characters, messages 1,000 bytes (developers.facebook.com, Instagram Platform)
 * - facebook: comments 8,000, Messenger 2,000 characters (developers.facebook.com)
 * - rmesse: 2,000 characters (InquiryManagementAPI reply)
 */
const LIMITS: Record<NetworkId, Record<Visibility, TextLimit>> = {
  x: { public: { max: 280, unit: 'weighted' }, private: { max: 10_000, unit: 'characters' } },
  bluesky: { public: { max: 300, unit: 'graphemes' }, private: { max: 1000, unit: 'graphemes' } },
  mastodon: { public: { max: 500, unit: 'graphemes' }, private: { max: 500, unit: 'graphemes' } },
  misskey: { public: { max: 3000, unit: 'characters' }, private: { max: 3000, unit: 'characters' } },
  instagram: { public: { max: 2200, unit: 'characters' }, private: { max: 1000, unit: 'bytes' } },
  facebook: { public: { max: 8000, unit: 'characters' }, private: { max: 2000, unit: 'characters' } },
  rmesse: { public: { max: 2000, unit: 'characters' }, private: { max: 2000, unit: 'characters' } },
}

/** Null where nobody counts: mail and telephone. `ownLimit`: what the account's own server allows. */
export function limitOf(channel: ChannelId, visibility: Visibility, ownLimit: number | null = null): TextLimit | null {
  if (!isNetwork(channel)) return null
  const limit = LIMITS[channel][visibility]
  return ownLimit === null ? limit : { ...limit, max: ownLimit }
}

/** The length of a text as the network itself counts it, in the unit of `limitOf`. Lone surrogates count as one. */
export function countText(channel: ChannelId, visibility: Visibility, text: string): number {
  if (!isNetwork(channel)) return text.length
  const { unit } = LIMITS[channel][visibility]
  if (unit === 'weighted') return xWeight(text)
  if (unit === 'bytes') return byteLength(text)
  if (unit === 'characters') return [...text].length
  return graphemes(channel === 'mastodon' ? withShortLinks(text) : text)
}

/** A network that can be connected, and what it asks for. Where `hasLogin`, the field `login` says `browser` for signing in there. */
export const NetworkInfo = z.object({ id: ChannelId, fields: z.array(FieldSpec), hasLogin: z.boolean() })
export type NetworkInfo = z.infer<typeof NetworkInfo>

/** An account of a network as its form holds it. An empty secret keeps the stored one. */
export const NetworkDraft = z.object({
  channel: ChannelId,
  settings: z.record(z.string().max(100), z.string().max(5000)),
  secrets: z.record(z.string().max(100), z.string().max(5000)),
  /** In a month; null: no limit. */
  budgetYen: z.int().min(0).max(10_000_000).nullable(),
  /** The person wants to sign in by the browser. */
  wantsLogin: z.boolean(),
})
export type NetworkDraft = z.infer<typeof NetworkDraft>

export const NetworkCheck = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), address: z.string(), name: z.string() }),
  z.object({ ok: z.literal(false), code: z.enum(ERROR_CODES), reason: z.string().nullable(), detail: z.string() }),
])
export type NetworkCheck = z.infer<typeof NetworkCheck>

/**
 * The text as it leaves: Mastodon tells of an answer only who is named in it, so their handle stands before it unless the
 * text names them already. Counted with it.
 */
export function withAddressee(channel: ChannelId, handle: string, text: string): string {
  const isNamed = text.toLowerCase().includes(handle.toLowerCase())
  return channel === 'mastodon' && handle !== '' && !isNamed ? `${handle} ${text}` : text
}
