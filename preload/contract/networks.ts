import { z } from 'zod'
import { AccountId, AccountInfo, MessageId, NetworkCheck, NetworkDraft, NetworkInfo, TicketId } from '../domain.ts'
import { done, nothing, type Method } from './method.ts'

export const networksMethods = {
  /** The social networks that can be connected, with what each asks for. */
  'networks.list': { input: nothing, output: z.array(NetworkInfo) },
  /** What the form of a stored account opens with; of secrets only the names. */
  'networks.draft': {
    input: z.strictObject({ id: AccountId }),
    output: z.object({ draft: NetworkDraft, storedSecrets: z.array(z.string()) }),
  },
  /** Tries it and stores nothing. `accountId`: empty secrets are those of this account. */
  'networks.test': {
    input: z.strictObject({ draft: NetworkDraft, accountId: AccountId.nullable() }),
    output: NetworkCheck,
  },
  'networks.add': {
    input: z.strictObject({ shopName: z.string().trim().min(1).max(100), draft: NetworkDraft }),
    output: AccountInfo,
  },
  'networks.update': {
    input: z.strictObject({
      id: AccountId,
      draft: NetworkDraft,
      pollIntervalMs: z.int().min(60_000).max(86_400_000),
    }),
    output: AccountInfo,
  },
  /** Stops waiting for the person to sign in at a page of the network. */
  'networks.giveUp': { input: nothing, output: done },
  /** A file of a post: fetched from the network, then written where the person chooses; null when they changed their mind. */
  'posts.saveFile': {
    input: z.strictObject({ messageId: MessageId, index: z.int().nonnegative() }),
    output: z.object({ path: z.string() }).nullable(),
  },
  /** An answer that a person sent on the network's own page: counts as answered. */
  'replies.log': {
    input: z.strictObject({ ticketId: TicketId, text: z.string().trim().min(1).max(20_000) }),
    output: z.object({ messageId: MessageId }),
  },
  /** Takes such a record back. */
  'replies.unlog': { input: z.strictObject({ messageId: MessageId }), output: done },
} as const satisfies Record<string, Method>
