import { z } from 'zod'
import { CustomerId, Instant, MessageId, StaffId, TicketId } from './ids.ts'

/** What an inquiry is about. Large categories have no parent; only small ones are given to tickets. */
export const CategoryKey = z.string().min(1).max(60)
export const CategoryInfo = z.object({
  key: CategoryKey,
  parentKey: CategoryKey.nullable(),
  label: z.string(),
  /** 本来防げた: the site could have answered it. The preset of its tickets. */
  isPreventable: z.boolean(),
  /** Not offered any more; the tickets that have it keep it. */
  isRemoved: z.boolean(),
})
export type CategoryInfo = z.infer<typeof CategoryInfo>

export const ChecklistId = z.int().positive().brand<'ChecklistId'>()
export type ChecklistId = z.infer<typeof ChecklistId>
/** `key` names a step of the set a new shop begins with; `finish` is done by closing the ticket. */
export const ChecklistStep = z.object({ key: z.string().max(60).nullable(), label: z.string().trim().min(1).max(200) })
export type ChecklistStep = z.infer<typeof ChecklistStep>
export const ChecklistInfo = z.object({
  id: ChecklistId,
  /** Starts by itself with this category. */
  categoryKey: CategoryKey.nullable(),
  name: z.string(),
  steps: z.array(ChecklistStep),
  isRemoved: z.boolean(),
})
export type ChecklistInfo = z.infer<typeof ChecklistInfo>

/** A checklist that runs on a ticket: a copy, so that editing the definition changes nothing that has begun. */
export const TicketChecklist = z.object({
  checklistId: ChecklistId,
  name: z.string(),
  steps: z.array(ChecklistStep.extend({ doneAt: Instant.nullable(), doneBy: StaffId.nullable() })),
})
export type TicketChecklist = z.infer<typeof TicketChecklist>

export const StaffInfo = z.object({
  id: StaffId,
  name: z.string(),
  color: z.string(),
  /** Where notices by mail go; empty for none. */
  email: z.string(),
  isManager: z.boolean(),
  hasPin: z.boolean(),
  /** Left the shop: stays in the history. */
  isRemoved: z.boolean(),
})
export type StaffInfo = z.infer<typeof StaffInfo>

/** Who named the person at the counter in an internal note they have not looked at. */
export const StaffMention = z.object({
  messageId: MessageId,
  ticketId: TicketId,
  subject: z.string(),
  text: z.string(),
  byId: StaffId.nullable(),
  at: Instant,
})
export type StaffMention = z.infer<typeof StaffMention>

/** What people make of a ticket, beside what its row says. */
export const TicketWork = z.object({
  checklists: z.array(TicketChecklist),
  categorySetBy: z.enum(['staff', 'rule']).nullable(),
  /** What a person said; null: as the category says. */
  isPreventable: z.boolean().nullable(),
})
export type TicketWork = z.infer<typeof TicketWork>

export const ContactKind = z.enum(['phone', 'video', 'visit', 'paper'])
export type ContactKind = z.infer<typeof ContactKind>

/** A line of an order that was given by phone or at the counter. `price` is for one, in the shop's currency. */
export const CallItem = z.object({
  name: z.string().trim().min(1).max(200),
  quantity: z.int().min(1).max(99_999),
  price: z.number().min(0).max(1_000_000_000).nullable(),
})
export type CallItem = z.infer<typeof CallItem>
/** What they cost together; null while one has no price. */
export const sumOf = (items: readonly CallItem[]): number | null =>
  items.reduce<number | null>(
    (sum, { quantity, price }) => (sum === null || price === null ? null : sum + quantity * price),
    0,
  )

/** A customer whose number fits what was typed. */
export const Caller = z.object({
  customerId: CustomerId,
  name: z.string(),
  kana: z.string(),
  number: z.string(),
  openTickets: z.array(z.object({ id: TicketId, subject: z.string() })),
})
export type Caller = z.infer<typeof Caller>
