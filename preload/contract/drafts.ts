import { z } from 'zod'
import { AccountId, Address, Draft, Instant, StaffId, TicketId } from '../domain.ts'
import { type Method } from './method.ts'

const DraftVersionId = z.int().positive()

/** What a draft was before. */
export const DraftVersion = z.object({
  id: DraftVersionId,
  at: Instant,
  /** Written over, sent, thrown away, or replaced by an earlier version. */
  reason: z.enum(['edited', 'sent', 'discarded', 'replaced']),
  staffId: StaffId.nullable(),
  accountId: AccountId,
  to: z.array(Address),
  cc: z.array(Address),
  subject: z.string(),
  body: z.string(),
  files: z.array(z.string()),
})
export type DraftVersion = z.infer<typeof DraftVersion>

export const draftsMethods = {
  /** `conflict` with reason `draft-of-other` where the words of a colleague are in it, as the others below. */
  'drafts.save': {
    input: z.strictObject({ ticketId: TicketId, draft: Draft.omit({ savedAt: true, attachments: true }) }),
    output: Draft,
  },
  /** 引き継いで書く: the draft of a colleague becomes one's own. */
  'drafts.takeOver': { input: z.strictObject({ ticketId: TicketId }), output: Draft },
  /** The words become a version; null when there was nothing to keep. */
  'drafts.discard': {
    input: z.strictObject({ ticketId: TicketId }),
    output: z.object({ versionId: DraftVersionId.nullable() }),
  },
  /** The ten newest versions, newest first. */
  'drafts.versions': { input: z.strictObject({ ticketId: TicketId }), output: z.array(DraftVersion) },
  /** What the draft was becomes a version: `replacedId`, or null when it was empty. */
  'drafts.restore': {
    input: z.strictObject({ ticketId: TicketId, versionId: DraftVersionId }),
    output: z.object({ draft: Draft, replacedId: DraftVersionId.nullable() }),
  },
  'drafts.attach': {
    input: z.strictObject({
      ticketId: TicketId,
      name: z.string().min(1).max(255),
      type: z.string().max(200),
      content: z.instanceof(Uint8Array).refine((bytes) => bytes.byteLength <= 25 * 1024 * 1024),
    }),
    output: Draft,
  },
  'drafts.detach': { input: z.strictObject({ ticketId: TicketId, index: z.int().nonnegative() }), output: Draft },
} as const satisfies Record<string, Method>
