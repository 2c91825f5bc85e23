import { z } from 'zod'
import { OrderFile, OrderImport, OrderImportResult, OrderInfo, OrderMapping, ShopId, TicketId } from '../domain.ts'
import { done, nothing, type Method } from './method.ts'

/** Tens of thousands of orders with every column a marketplace has. */
const MOST_BYTES = 200 * 1024 * 1024

/** What customers bought, as the marketplaces export it. */
export const ordersMethods = {
  /** Looks into a file and keeps it until it is taken in or another is opened. `invalid-input` where it is no table. */
  'orders.open': {
    input: z.strictObject({
      name: z.string().max(255),
      content: z.instanceof(Uint8Array).refine((bytes) => bytes.byteLength <= MOST_BYTES),
    }),
    output: OrderFile,
  },
  /** Takes the open file in. The same order again is brought up to date, never doubled. */
  'orders.import': {
    input: z.strictObject({ shopId: ShopId, mapping: OrderMapping }),
    output: OrderImportResult,
  },
  /** Takes the newest file back: what it brought goes, what it changed is as it was. */
  'orders.undo': { input: nothing, output: z.object({ removed: z.int(), restored: z.int() }) },
  'orders.close': { input: nothing, output: done },
  /** How far the import is, in bytes; null while there is none. */
  'orders.progress': { input: nothing, output: z.object({ done: z.int(), total: z.int() }).nullable() },
  /** By a part of number, name or address, newest first, at most 50; all of them for no words. */
  'orders.find': {
    input: z.strictObject({ query: z.string().max(200) }),
    output: z.object({ orders: z.array(OrderInfo), total: z.int(), lastImport: OrderImport.nullable() }),
  },
  /** What its customer ever bought, and orders the ticket names; newest first, at most 50. */
  'orders.ofTicket': { input: z.strictObject({ ticketId: TicketId }), output: z.array(OrderInfo) },
} as const satisfies Record<string, Method>
