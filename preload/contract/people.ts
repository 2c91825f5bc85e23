import { z } from 'zod'
import {
  AccountId,
  CallItem,
  Caller,
  CategoryInfo,
  CategoryKey,
  ChecklistId,
  ChecklistInfo,
  ChecklistStep,
  ContactKind,
  CustomerId,
  MessageId,
  StaffId,
  StaffInfo,
  StaffMention,
  TicketId,
} from '../domain.ts'
import { done, nothing, type Method } from './method.ts'

const Ids = z.array(TicketId).min(1).max(500)
const Words = z.string().trim().min(1).max(100)

const PhoneMemo = z.strictObject({
  /** Into this ticket, or into a new one. */
  ticketId: TicketId.nullable(),
  /** The shop that was called. */
  accountId: AccountId,
  customerId: CustomerId.nullable(),
  name: z.string().trim().max(200),
  number: z.string().trim().max(40),
  kind: ContactKind,
  /** May be empty where there are items. */
  matter: z.string().trim().max(20_000),
  /** What is ordered; it becomes part of what was said. */
  items: z.array(CallItem).max(100).default([]),
  category: CategoryKey.nullable(),
  /** 折り返し: somebody waits for our call. Else the matter was settled. */
  isCallBack: z.boolean(),
  /** The mail that reports it: its ticket becomes the caller's. */
  fromMessageId: MessageId.nullable().default(null),
})

/** Who works, on what, and what inquiries are about. */
export const peopleMethods = {
  /** Large ones and their small ones, in the order of the shop; removed ones too, because tickets name them. */
  'categories.list': { input: nothing, output: z.array(CategoryInfo) },
  /** Without a key a new one, at the end of its large category. */
  'categories.save': {
    input: z.strictObject({
      key: CategoryKey.nullable(),
      parentKey: CategoryKey.nullable(),
      label: Words,
      isPreventable: z.boolean(),
    }),
    output: CategoryInfo,
  },
  'categories.setRemoved': { input: z.strictObject({ key: CategoryKey, isRemoved: z.boolean() }), output: done },
  'tickets.setCategory': { input: z.strictObject({ ids: Ids, category: CategoryKey.nullable() }), output: done },
  /** 防げた? null: as the category says. */
  'tickets.setPreventable': {
    input: z.strictObject({ ids: Ids, isPreventable: z.boolean().nullable() }),
    output: done,
  },

  'checklists.list': { input: nothing, output: z.array(ChecklistInfo) },
  'checklists.save': {
    input: z.strictObject({
      id: ChecklistId.nullable(),
      categoryKey: CategoryKey.nullable(),
      name: Words,
      steps: z.array(ChecklistStep).min(1).max(30),
    }),
    output: ChecklistInfo,
  },
  'checklists.setRemoved': { input: z.strictObject({ id: ChecklistId, isRemoved: z.boolean() }), output: done },
  'checklists.start': { input: z.strictObject({ ticketId: TicketId, checklistId: ChecklistId }), output: done },
  'checklists.stop': { input: z.strictObject({ ticketId: TicketId, checklistId: ChecklistId }), output: done },
  'checklists.tick': {
    input: z.strictObject({
      ticketId: TicketId,
      checklistId: ChecklistId,
      index: z.int().nonnegative(),
      isDone: z.boolean(),
    }),
    output: done,
  },

  /** Everybody, those who left too, and who is at the counter. */
  'staff.list': { input: nothing, output: z.object({ staff: z.array(StaffInfo), currentId: StaffId }) },
  'staff.save': {
    input: z.strictObject({
      id: StaffId.nullable(),
      name: Words,
      color: z.string().regex(/^#[0-9a-f]{6}$/i),
      email: z.union([z.literal(''), z.email().max(320)]),
      isManager: z.boolean(),
      /** Digits; empty takes it away, null keeps what is there. */
      pin: z
        .string()
        .regex(/^\d{0,8}$/)
        .nullable(),
    }),
    output: StaffInfo,
  },
  /** The last one cannot leave. */
  'staff.setRemoved': { input: z.strictObject({ id: StaffId, isRemoved: z.boolean() }), output: done },
  /** `rejected` with reason `wrong-pin`. */
  'staff.switch': { input: z.strictObject({ id: StaffId, pin: z.string().max(8).nullable() }), output: done },
  'staff.mentions': { input: nothing, output: z.array(StaffMention) },
  'tickets.assign': { input: z.strictObject({ ids: Ids, staffId: StaffId.nullable() }), output: done },

  /** 社内メモ: in the conversation, never sent. */
  'notes.add': {
    input: z.strictObject({ ticketId: TicketId, text: z.string().trim().min(1).max(20_000) }),
    output: z.object({ messageId: MessageId }),
  },
  'notes.edit': {
    input: z.strictObject({ messageId: MessageId, text: z.string().trim().min(1).max(20_000) }),
    output: done,
  },
  'notes.setRemoved': { input: z.strictObject({ messageId: MessageId, isRemoved: z.boolean() }), output: done },

  /** By the digits of a number, at least four; at most ten. */
  'phone.lookup': { input: z.strictObject({ number: z.string().max(40) }), output: z.array(Caller) },
  /** A call as a mail reports it; empty where nothing is said. */
  'phone.read': {
    input: z.strictObject({ messageId: MessageId }),
    output: z.object({ name: z.string(), number: z.string(), matter: z.string(), accountId: AccountId }),
  },
  'phone.save': {
    input: PhoneMemo.refine(({ matter, items }) => matter !== '' || items.length > 0),
    output: z.object({ ticketId: TicketId, messageId: MessageId }),
  },
  /** The mail that was made this call is a mail again. Gives what `phone.save` makes the memo again from. */
  'phone.undo': { input: z.strictObject({ messageId: MessageId }), output: PhoneMemo },

  /** いつ・誰が・何を as a table. Asks where to; null when the person changed their mind. */
  'tickets.exportHistory': {
    input: z.strictObject({ id: TicketId }),
    output: z.object({ path: z.string() }).nullable(),
  },
} as const satisfies Record<string, Method>
