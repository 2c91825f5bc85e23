import { startLoopback, type WebAnswer, type WebRequest } from './loopback.ts'

/** An R-Messe of our own, from the samples in Rakuten's pages (docs/channels/rmesse.md). Nobody outside a shop can try the real one. */
export const SERVICE_SECRET = 'SP123456_secret'
export const LICENSE_KEY = 'SL123456_key'
export const SHOP_ID = 123456

type File = { label: string; path: string }
type Reply = {
  id: number
  message: string
  regDate: string
  replyFrom: 'user' | 'merchant'
  isRead: boolean
  isMessageDeleted: boolean
  attachments: File[]
}
export type FakeInquiry = {
  inquiryNumber: string
  shopId: number
  userName: string
  userMaskEmail?: string
  message: string
  regDate: string
  itemUrl: string | null
  itemName: string | null
  itemNumber: string | null
  isCompleted: boolean
  completedDate: string | null
  category: string
  type: string
  orderNumber: string | null
  readByMerchant: boolean
  attachments: File[]
  replies: Reply[]
  lastUpdateDate: string
  isMessageDeleted: boolean
  socialGiftUserType: string | null
}
export type FakeRmesse = Awaited<ReturnType<typeof startRmesse>>

const jst = (at: number) => `${new Date(at + 9 * 3_600_000).toISOString().slice(0, 19)}+09:00`
const DATE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/
const MONTH_MS = 31 * 86_400_000

export async function startRmesse(now: () => number) {
  const inquiries = new Map<string, FakeInquiry>()
  const files = new Map<string, Uint8Array>()
  let key = LICENSE_KEY
  let isOpen = true
  let keyEnds: string | null = '2026-12-10T23:59:59'
  let pageSize = 100
  let isLooping = false
  let isReordered = false
  let isDuplicating = false
  let counter = 0

  const bad = (targets: Record<string, string>): WebAnswer => ({
    status: 400,
    json: { error: { code: 'IE001', message: 'bad parameter', targets } },
  })
  const notFound: WebAnswer = { status: 404, json: { error: { code: 'IE002', message: 'not found' } } }

  function answer(request: WebRequest): WebAnswer {
    const wanted = `ESA ${Buffer.from(`${SERVICE_SECRET}:${key}`).toString('base64')}`
    if (request.headers.authorization !== wanted)
      return { status: 401, json: { errors: [{ code: 'GA0001', message: 'Un-Authorised' }] } }
    if (request.path === '/es/1.0/license-management/license-key/expiry-date')
      return keyEnds === null ? { status: 403, json: {} } : { json: { expiryDate: keyEnds } }
    if (!isOpen) return { status: 403, json: { errors: [{ code: 'GA0003', message: 'Forbidden' }] } }
    const path = request.path.replace('/es/1.0/inquirymng-api', '')
    if (path === '/inquiries') return list(request.query)
    if (path === '/inquiry/reply') return reply(request.json as Parameters<typeof reply>[0])
    if (path.startsWith('/inquiry/')) {
      const found = inquiries.get(decodeURIComponent(path.slice('/inquiry/'.length)))
      return found ? { json: { result: found } } : notFound
    }
    if (path === '/attachment') return request.method === 'POST' ? upload(request) : download(request.query)
    const state = /^\/inquiries\/(read|complete|incomplete)$/.exec(path)?.[1]
    return state ? setState(state, request.json as { inquiryNumbers: string[] }) : notFound
  }

  function list(query: URLSearchParams): WebAnswer {
    const [from, to] = [query.get('fromDate') ?? '', query.get('toDate') ?? '']
    if (!DATE.test(from) || !DATE.test(to)) return bad({ fromDate: 'must match' })
    const [start, end] = [Date.parse(`${from}+09:00`), Date.parse(`${to}+09:00`)]
    if (start > end) return bad({ fromDate: 'date time range is invalid.' })
    if (end - start > MONTH_MS) return bad({ fromDate: 'date time range should be within 31 days.' })
    const limit = Number(query.get('limit') ?? 10)
    if (limit > 100) return bad({ limit: 'should be less than equal 100' })
    const page = Number(query.get('page') ?? 1)
    const found = [...inquiries.values()]
      .filter(({ regDate }) => Date.parse(regDate) >= start && Date.parse(regDate) <= end)
      .toSorted((a, b) => b.regDate.localeCompare(a.regDate) || b.inquiryNumber.localeCompare(a.inquiryNumber))
    const size = Math.min(limit, pageSize)
    const first = isLooping ? 0 : (page - 1) * size
    const slice = found.slice(first, first + size)
    const listed = isDuplicating ? slice.flatMap((one) => [one, one]) : slice
    const shown = isReordered ? listed.toReversed() : listed
    const totalPageCount = isLooping ? 100_000 : Math.ceil(found.length / size)
    return { json: { totalCount: found.length, totalPageCount, page, list: shown } }
  }

  function reply(body: { inquiryNumber: string; shopId: string; message: string; attachments?: File[] }): WebAnswer {
    const inquiry = inquiries.get(body.inquiryNumber)
    if (!inquiry) return notFound
    if (body.shopId !== String(SHOP_ID)) return bad({ shopId: 'must not be blank' })
    if ((body.attachments ?? []).length > 1) return bad({ attachments: 'size must be between 0 and 1' })
    if (body.attachments?.some(({ path }) => !files.has(path))) return bad({ attachments: 'not found' })
    const { id: _, isMessageDeleted: __, ...shown } = addReply(inquiry, 'merchant', body.message, body.attachments)
    // The answer has no id: that is only in the inquiry.
    return { status: 201, json: { result: shown } }
  }

  function addReply(
    inquiry: FakeInquiry,
    replyFrom: Reply['replyFrom'],
    message: string,
    attachments: File[] = [],
  ): Reply {
    const made: Reply = {
      id: inquiry.replies.length,
      message,
      regDate: jst(now()),
      replyFrom,
      isRead: false,
      isMessageDeleted: false,
      attachments,
    }
    inquiry.replies.push(made)
    inquiry.lastUpdateDate = made.regDate
    return made
  }

  function upload({ body, headers }: WebRequest): WebAnswer {
    if (!headers['content-type']?.startsWith('multipart/form-data')) return bad({ file: 'attachment file is empty.' })
    const label = /filename="([^"]*)"/.exec(body.toString('latin1'))?.[1]
    if (label === undefined) return bad({ file: 'attachment file is empty.' })
    const start = body.indexOf('\r\n\r\n') + 4
    const path = `2026/11/20/${SHOP_ID}/${++counter}_f37dd6d9b11e4b3589850fb286e345be`
    files.set(path, body.subarray(start, body.lastIndexOf('\r\n--')))
    return { status: 201, json: { result: { label: Buffer.from(label, 'latin1').toString(), path } } }
  }

  function download(query: URLSearchParams): WebAnswer {
    const bytes = files.get(query.get('path') ?? '')
    return bytes ? { bytes, headers: { 'content-type': 'image/png' } } : notFound
  }

  function setState(state: string, { inquiryNumbers }: { inquiryNumbers: string[] }): WebAnswer {
    if (inquiryNumbers.length > 20) return bad({ inquiryNumbers: 'size must be between 1 and 20' })
    const ok: string[] = []
    const error: object[] = []
    for (const inquiryNumber of inquiryNumbers) {
      const inquiry = inquiries.get(inquiryNumber)
      if (!inquiry) {
        error.push({ inquiryNumber, errorMessage: 'not found.' })
        continue
      }
      if (state === 'read') inquiry.readByMerchant = true
      else inquiry.isCompleted = state === 'complete'
      ok.push(inquiryNumber)
    }
    return { json: { result: { ok, error } } }
  }

  const web = await startLoopback(answer)
  return {
    ...web,
    inquiries,
    files,
    endKey: () => void (key = 'another-key'),
    renewKey: (next: string) => void (key = next),
    behave(change: { isReordered?: boolean; isLooping?: boolean; isDuplicating?: boolean }): void {
      isReordered = change.isReordered ?? isReordered
      isDuplicating = change.isDuplicating ?? isDuplicating
      isLooping = change.isLooping ?? isLooping
    },
    closeApi: () => void (isOpen = false),
    keyEnds: (date: string | null) => void (keyEnds = date),
    pagesOf: (size: number) => void (pageSize = size),
    inquire(message: string, change: Partial<FakeInquiry> & { at?: number } = {}): FakeInquiry {
      const { at, ...rest } = change
      const regDate = jst(at ?? now())
      const made: FakeInquiry = {
        inquiryNumber: `${SHOP_ID}-${regDate.slice(0, 10).replaceAll('-', '')}-${String(++counter).padStart(5, '0')}t`,
        shopId: SHOP_ID,
        userName: '楽天花子',
        userMaskEmail: '9ca9e8e4ef09fe8d9a239a6af95b9bc6s9@pc.fw.rakuten.ne.jp',
        message,
        regDate,
        itemUrl: '/aobaya/105/',
        itemName: '桜の湯呑み',
        itemNumber: '105',
        isCompleted: false,
        completedDate: null,
        category: '配送',
        type: '商品問い合わせ',
        orderNumber: null,
        readByMerchant: false,
        attachments: [],
        replies: [],
        lastUpdateDate: regDate,
        isMessageDeleted: false,
        socialGiftUserType: null,
        ...rest,
      }
      inquiries.set(made.inquiryNumber, made)
      return made
    },
    answerAs: (inquiry: FakeInquiry, replyFrom: Reply['replyFrom'], message: string, sent: File[] = []) =>
      addReply(inquiry, replyFrom, message, sent),
  }
}
