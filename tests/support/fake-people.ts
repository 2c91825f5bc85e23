import type { Input, MethodName, Output } from '../../preload/contract.ts'
import type {
  CategoryInfo,
  ChecklistId,
  ChecklistInfo,
  MessageId,
  StaffId,
  StaffInfo,
  StaffMention,
  TicketChecklist,
  TicketDetail,
  TicketId,
} from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import type { FakeShop } from './fake-shop.ts'

type Answers<M extends MethodName> = { [Name in M]: (input: Input<Name>) => Output<Name> }
type Tools = {
  shop: FakeShop
  now: number
  told: (ids: TicketId[]) => void
  toldPeople: () => void
  detailOf: (id: TicketId) => TicketDetail
}

const category = (key: string, parentKey: string | null, label: string, isPreventable = false): CategoryInfo => ({
  key,
  parentKey,
  label,
  isPreventable,
  isRemoved: false,
})
const step = (label: string, key: string | null = null) => ({ key, label })

export const fakeStaff = (id: number, name: string, change: Partial<StaffInfo> = {}): StaffInfo => ({
  id: id as StaffId,
  name,
  color: '#3f51a3',
  email: '',
  isManager: false,
  hasPin: false,
  isRemoved: false,
  ...change,
})

/** Staff, categories, checklists, notes and phone memos of the fake shop. Tests put their own people into `people`. */
export function createFakePeople({ shop, now, told, toldPeople, detailOf }: Tools) {
  const people = {
    staff: [fakeStaff(1, '自分', { isManager: true })],
    currentId: 1 as StaffId,
    mentions: [] as StaffMention[],
    categories: [
      category('before', null, '購入前'),
      category('size', 'before', 'サイズ・採寸', true),
      category('arrived', null, '到着後'),
      category('defect', 'arrived', '不良・破損'),
      category('return', 'arrived', '返品'),
      category('others', null, 'その他'),
      category('call-back', 'others', '電話の折り返し'),
    ],
    checklists: [
      {
        id: 1 as ChecklistId,
        categoryKey: 'defect',
        name: '不良・破損の対応',
        steps: [step('お詫び'), step('写真をいただく'), step('交換品の発送'), step('完了', 'finish')],
        isRemoved: false,
      },
    ] as ChecklistInfo[],
    callers: [] as Output<'phone.lookup'>,
  }

  function change(id: TicketId, make: (detail: TicketDetail) => TicketDetail) {
    shop.details.set(id, make(detailOf(id)))
    told([id])
  }
  function putLists(detail: TicketDetail, checklists: TicketChecklist[]): TicketDetail {
    const steps = checklists.flatMap((list) => list.steps)
    const done = steps.filter(({ doneAt }) => doneAt !== null).length
    const ticket = { ...detail.ticket, steps: steps.length === 0 ? null : { done, total: steps.length } }
    return { ...detail, ticket, work: { ...detail.work, checklists } }
  }
  function begin(detail: TicketDetail, info: ChecklistInfo): TicketDetail {
    const steps = info.steps.map((one) => ({ ...one, doneAt: null, doneBy: null }))
    return putLists(detail, [...detail.work.checklists, { checklistId: info.id, name: info.name, steps }])
  }
  const found = <T>(value: T | undefined): T => {
    if (value === undefined) throw new AppError('not-found', 'Nothing there')
    return value
  }
  function message(detail: TicketDetail, direction: 'note' | 'call', text: string): TicketDetail['messages'][number] {
    const current = people.staff.find(({ id }) => id === people.currentId)
    return {
      id: (Math.max(0, ...detail.messages.map(({ id }) => id)) + 1000) as MessageId,
      direction,
      kind: direction === 'note' ? 'note' : 'phone',
      from: { name: current?.name ?? '', address: '' },
      to: [],
      cc: [],
      subject: '',
      at: now,
      text,
      quoted: '',
      signature: '',
      hasHtml: false,
      attachments: [],
      outbox: null,
      deliveredTo: [],
      join: { reason: 'written-here', evidence: null },
      unreadable: null,
      defects: [],
      post: null,
    }
  }
  const removedNotes = new Map<number, TicketDetail['messages'][number]>()
  const ticketOfNote = (id: number) =>
    found([...shop.details.values()].find(({ messages }) => messages.some((one) => one.id === id)))

  const handlers = {
    'categories.list': () => people.categories,
    'categories.save': ({ key, ...rest }) => {
      const saved = { ...rest, key: key ?? `own-${people.categories.length + 1}`, isRemoved: false }
      const isNew = key === null
      people.categories = isNew
        ? [...people.categories, saved]
        : people.categories.map((one) => (one.key === key ? saved : one))
      toldPeople()
      return saved
    },
    'categories.setRemoved': ({ key, isRemoved }) => {
      people.categories = people.categories.map((one) => (one.key === key ? { ...one, isRemoved } : one))
      toldPeople()
      return null
    },
    'tickets.setCategory': ({ ids, category: key }) => {
      const list = people.checklists.find(({ categoryKey }) => categoryKey === key)
      for (const id of ids as TicketId[]) {
        change(id, (detail) => {
          const next = {
            ...detail,
            ticket: { ...detail.ticket, category: key },
            work: { ...detail.work, categorySetBy: 'staff' as const },
          }
          return list ? begin(next, list) : putLists(next, [])
        })
      }
      return null
    },
    'tickets.setPreventable': ({ ids, isPreventable }) => {
      for (const id of ids as TicketId[])
        change(id, (detail) => ({ ...detail, work: { ...detail.work, isPreventable } }))
      return null
    },
    'checklists.list': () => people.checklists,
    'checklists.save': ({ id, ...rest }) => {
      const saved = { ...rest, id: (id ?? people.checklists.length + 1) as ChecklistId, isRemoved: false }
      people.checklists =
        id === null ? [...people.checklists, saved] : people.checklists.map((one) => (one.id === id ? saved : one))
      toldPeople()
      return saved
    },
    'checklists.setRemoved': ({ id, isRemoved }) => {
      people.checklists = people.checklists.map((one) => (one.id === id ? { ...one, isRemoved } : one))
      toldPeople()
      return null
    },
    'checklists.start': ({ ticketId, checklistId }) => {
      const info = found(people.checklists.find(({ id }) => id === checklistId))
      change(ticketId as TicketId, (detail) => begin(detail, info))
      return null
    },
    'checklists.stop': ({ ticketId, checklistId }) => {
      change(ticketId as TicketId, (detail) =>
        putLists(
          detail,
          detail.work.checklists.filter((one) => one.checklistId !== checklistId),
        ),
      )
      return null
    },
    'checklists.tick': ({ ticketId, checklistId, index, isDone }) => {
      const done = isDone ? { doneAt: now, doneBy: people.currentId } : { doneAt: null, doneBy: null }
      change(ticketId as TicketId, (detail) =>
        putLists(
          detail,
          detail.work.checklists.map((list) =>
            list.checklistId === checklistId
              ? { ...list, steps: list.steps.map((one, at) => (at === index ? { ...one, ...done } : one)) }
              : list,
          ),
        ),
      )
      return null
    },
    'staff.list': () => ({ staff: people.staff, currentId: people.currentId }),
    'staff.save': ({ id, pin, ...rest }) => {
      const before = people.staff.find((one) => one.id === id)
      const hasPin = pin === null ? (before?.hasPin ?? false) : pin !== ''
      const saved = { ...rest, hasPin, id: (id ?? people.staff.length + 1) as StaffId, isRemoved: false }
      people.staff = before ? people.staff.map((one) => (one.id === id ? saved : one)) : [...people.staff, saved]
      toldPeople()
      return saved
    },
    'staff.setRemoved': ({ id, isRemoved }) => {
      people.staff = people.staff.map((one) => (one.id === id ? { ...one, isRemoved } : one))
      toldPeople()
      return null
    },
    'staff.switch': ({ id, pin }) => {
      const { hasPin } = found(people.staff.find((one) => one.id === id))
      if (hasPin && pin !== '1234') throw new AppError('rejected', 'The PIN is wrong.', { reason: 'wrong-pin' })
      people.currentId = id as StaffId
      toldPeople()
      return null
    },
    'staff.mentions': () => people.mentions,
    'tickets.assign': ({ ids, staffId }) => {
      for (const id of ids as TicketId[])
        change(id, (detail) => ({ ...detail, ticket: { ...detail.ticket, assigneeId: staffId as StaffId | null } }))
      return null
    },
    'notes.add': ({ ticketId, text }) => {
      const note = message(detailOf(ticketId as TicketId), 'note', text)
      change(ticketId as TicketId, (detail) => ({ ...detail, messages: [...detail.messages, note] }))
      return { messageId: note.id }
    },
    'notes.edit': ({ messageId, text }) => {
      const { ticket } = ticketOfNote(messageId)
      change(ticket.id, (detail) => ({
        ...detail,
        messages: detail.messages.map((one) => (one.id === messageId ? { ...one, text } : one)),
      }))
      return null
    },
    'notes.setRemoved': ({ messageId, isRemoved }) => {
      if (!isRemoved) {
        const note = found(removedNotes.get(messageId))
        const id = Number(note.join.evidence) as TicketId
        change(id, (detail) => ({ ...detail, messages: [...detail.messages, note] }))
        return null
      }
      const detail = ticketOfNote(messageId)
      const note = found(detail.messages.find(({ id }) => id === messageId))
      removedNotes.set(messageId, { ...note, join: { reason: 'written-here', evidence: String(detail.ticket.id) } })
      change(detail.ticket.id, (one) => ({ ...one, messages: one.messages.filter(({ id }) => id !== messageId) }))
      return null
    },
    'phone.lookup': () => people.callers,
    'phone.read': ({ messageId }) => {
      const of = [...shop.details.values()].find(({ messages }) => messages.some(({ id }) => id === messageId))!
      const matter = of.messages.find(({ id }) => id === messageId)!.text
      return { name: '高橋 健太', number: '090-0000-1234', matter, accountId: of.ticket.accountId }
    },
    'phone.save': ({ ticketId, matter, name, fromMessageId }) => {
      const base = detailOf((ticketId ?? [...shop.details.keys()][0]) as TicketId)
      const id = (ticketId ?? Math.max(...shop.details.keys()) + 1) as TicketId
      const memo = message(base, 'call', matter)
      const subject = `電話:${matter}`
      const fresh: TicketDetail = {
        ...base,
        ticket: { ...base.ticket, id, channel: 'phone', subject, customerName: name, excerpt: matter },
        messages: [memo],
      }
      const seq = base.history.length + 1
      const data = { messageId: memo.id, fromMessageId }
      const noted = { seq, at: memo.at, actor: 'staff' as const, staffId: null, type: 'call.noted', data }
      const grown = { ...base, messages: [...base.messages, memo], history: [...base.history, noted] }
      shop.details.set(id, ticketId === null ? fresh : grown)
      told([id])
      return { ticketId: id, messageId: memo.id }
    },
    'phone.undo': ({ messageId }) => {
      const of = [...shop.details.values()].find(({ messages }) => messages.some(({ id }) => id === messageId))!
      const { id: ticketId, accountId } = of.ticket
      const noted = of.history.find(({ data }) => data['messageId'] === messageId)!
      const rest = { customerId: null, kind: 'phone', category: null, isCallBack: true } as const
      const call = of.messages.find(({ id }) => id === messageId)!
      shop.details.set(ticketId, { ...of, messages: of.messages.filter((one) => one !== call) })
      told([ticketId])
      const fromMessageId = noted.data['fromMessageId'] as MessageId
      return {
        ticketId,
        accountId,
        name: '高橋 健太',
        number: '090-0000-1234',
        matter: call.text,
        ...rest,
        items: [],
        fromMessageId,
      }
    },
    'tickets.exportHistory': ({ id }) => ({ path: `~/Documents/history-${id}.csv` }),
  } satisfies Partial<Answers<MethodName>>

  return { people, handlers }
}
