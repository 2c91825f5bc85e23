import { z } from 'zod'
import { CustomerId, Instant, ShopId } from './ids.ts'

export const OrderId = z.int().positive().brand<'OrderId'>()
export type OrderId = z.infer<typeof OrderId>

/** What is taken from a file of orders. Only the number is needed. */
export const ORDER_FIELDS = [
  'number',
  'orderedAt',
  'name',
  'email',
  'phone',
  'total',
  'currency',
  'state',
  'item',
  'quantity',
] as const
export type OrderField = (typeof ORDER_FIELDS)[number]

/** Which columns of a file make a field, joined in this order: 注文者姓 and 注文者名 make the name. */
export const OrderMapping = z.partialRecord(z.enum(ORDER_FIELDS), z.array(z.string().max(200)).max(3))
export type OrderMapping = z.infer<typeof OrderMapping>

/** Who writes files of this shape. */
export const OrderSource = z.enum(['rakuten', 'yahoo', 'base', 'shopify', 'colorme', 'other'])
export type OrderSource = z.infer<typeof OrderSource>

export const OrderItem = z.object({ name: z.string(), quantity: z.number() })
export const OrderInfo = z.object({
  id: OrderId,
  shopId: ShopId,
  number: z.string(),
  orderedAt: Instant.nullable(),
  name: z.string(),
  email: z.string(),
  phone: z.string(),
  total: z.number().nullable(),
  /** ISO 4217; empty where the file names none. */
  currency: z.string(),
  state: z.string(),
  items: z.array(OrderItem),
  source: OrderSource,
  /** The person with that address, where they have written. */
  customerId: CustomerId.nullable(),
})
export type OrderInfo = z.infer<typeof OrderInfo>

/** A file that was chosen and not taken in yet. */
export const OrderFile = z.object({
  name: z.string(),
  encoding: z.enum(['utf-8', 'utf-16le', 'shift_jis']),
  columns: z.array(z.string()),
  /** The first rows, in the order of the columns. */
  rows: z.array(z.array(z.string())),
  source: OrderSource,
  /** As it was mapped the last time for a file of these columns, else what is known of the source. */
  mapping: OrderMapping,
  shopId: ShopId.nullable(),
  isRemembered: z.boolean(),
})
export type OrderFile = z.infer<typeof OrderFile>

/** The newest file that was taken in, as long as it can be taken back. */
export const OrderImport = z.object({ name: z.string(), at: Instant, added: z.int(), updated: z.int() })
export type OrderImport = z.infer<typeof OrderImport>

export const OrderImportResult = z.object({
  /** Orders, not lines. */
  added: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  /** Lines without an order number. */
  skipped: z.int(),
})
export type OrderImportResult = z.infer<typeof OrderImportResult>
