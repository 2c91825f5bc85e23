import { z } from 'zod'
import { AccountId, AlertId, Instant, TicketId } from './ids.ts'

export const AlertInfo = z.object({
  id: AlertId,
  kind: z.enum([
    'new-message',
    'warning',
    'missed',
    'hold',
    'snooze',
    'send-failed',
    'send-late',
    'held-back',
    'rule',
    'account-trouble',
    'auto-stopped',
    'notice-undelivered',
    'backup-failed',
    'group-due',
    'mention',
    'approval',
  ]),
  ticketId: TicketId.nullable(),
  accountId: AccountId.nullable(),
  at: Instant,
  isHandled: z.boolean(),
  /** Happened while the program or the PC was away. */
  isAway: z.boolean(),
  customerName: z.string().nullable(),
  subject: z.string().nullable(),
  dueAt: Instant.nullable(),
  /** Who is called by a note, or whose answer waits for approval; empty before anybody has a name. */
  staffName: z.string().nullable(),
})
export type AlertInfo = z.infer<typeof AlertInfo>
