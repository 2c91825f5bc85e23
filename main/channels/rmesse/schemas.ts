import { z } from 'zod'

/** By the pages of InquiryManagementAPI (see docs/channels/rmesse.md). Lenient: only what names a thing has to be there. */
const text = z
  .string()
  .nullish()
  .catch('')
  .transform((value) => value ?? '')
const flag = z.boolean().catch(false)
const id = z.union([z.number().int(), z.string().regex(/^\d+$/).transform(Number)])

/** What of a list can be read; the rest is passed over. */
const listOf = <T>(item: z.ZodType<T>) =>
  z
    .array(z.unknown())
    .catch([])
    .transform((list) =>
      list.flatMap((one) => {
        const read = item.safeParse(one)
        return read.success ? [read.data] : []
      }),
    )

const File = z.looseObject({ label: text, path: z.string().min(1) })
export type File = z.infer<typeof File>

const Reply = z.looseObject({
  id,
  message: text,
  regDate: text,
  replyFrom: text,
  isMessageDeleted: flag,
  attachments: listOf(File),
})
export type Reply = z.infer<typeof Reply>

export const Inquiry = z.looseObject({
  inquiryNumber: z.string().min(1),
  shopId: z
    .union([z.number(), z.string()])
    .nullish()
    .catch(null)
    .transform((shop) => (shop === null || shop === undefined ? '' : String(shop))),
  userName: text,
  userMaskEmail: text,
  message: text,
  regDate: text,
  itemName: text,
  itemNumber: text,
  itemUrl: text,
  isCompleted: flag,
  orderNumber: text,
  category: text,
  type: text,
  socialGiftUserType: text,
  isMessageDeleted: flag,
  attachments: listOf(File),
  replies: listOf(Reply),
})
export type Inquiry = z.infer<typeof Inquiry>

export const InquiryPage = z.looseObject({
  totalPageCount: z.number().int().catch(0),
  list: listOf(Inquiry),
})

export const Detail = z.looseObject({ result: Inquiry })
export const Uploaded = z.looseObject({ result: z.looseObject({ label: text, path: z.string().min(1) }) })
export const KeyEnd = z.looseObject({ expiryDate: z.string() })
