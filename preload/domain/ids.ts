import { z } from 'zod'

/** Ticket number as the shop sees it (#1042). Never reused. */
export const TicketId = z.int().positive().brand<'TicketId'>()
export type TicketId = z.infer<typeof TicketId>
export const MessageId = z.int().positive().brand<'MessageId'>()
export type MessageId = z.infer<typeof MessageId>
export const AccountId = z.int().positive().brand<'AccountId'>()
export type AccountId = z.infer<typeof AccountId>
export const ShopId = z.int().positive().brand<'ShopId'>()
export type ShopId = z.infer<typeof ShopId>
export const CustomerId = z.int().positive().brand<'CustomerId'>()
export type CustomerId = z.infer<typeof CustomerId>
export const OutboxId = z.int().positive().brand<'OutboxId'>()
export type OutboxId = z.infer<typeof OutboxId>
export const StaffId = z.int().positive().brand<'StaffId'>()
export type StaffId = z.infer<typeof StaffId>
export const HoldId = z.int().positive().brand<'HoldId'>()
export type HoldId = z.infer<typeof HoldId>
export const TemplateId = z.int().positive().brand<'TemplateId'>()
export type TemplateId = z.infer<typeof TemplateId>
export const AlertId = z.int().positive().brand<'AlertId'>()
export type AlertId = z.infer<typeof AlertId>

/** Fields named `...At` are instants: milliseconds since 1970-01-01T00:00Z. Zones exist only on screen. */
export const Instant = z.int()
