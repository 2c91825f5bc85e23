import type { RuleDraft, StaffId, TicketId } from '../../../preload/domain.ts'
import type { Store } from '../../store/index.ts'
import type { Services } from '../index.ts'
import type { DemoWorld, Story } from './stories.ts'

/** What the people at the counter do with tickets beside answering them. */
export type DemoWork = {
  /** Part of the subject of the story. */
  subject: string
  category: string
  /** Which of the staff has it, by place. */
  assignee?: number
  /** So many steps of its checklist are done. */
  steps?: number
  /** An internal note, and who of the staff wrote it. */
  note?: { by: number; text: string }
}
/** A rule on arrival about words in subject or text. */
export type DemoRule = Pick<RuleDraft, 'name' | 'actions' | 'isOn'> & { words: string[] }
export type DemoCounter = {
  staff: { name: string; color: string }[]
  work: DemoWork[]
  /** What the shop has automated, in order. */
  rules: DemoRule[]
  /** Who waits for the same thing and hears of it at intervals, by parts of their subjects. */
  group: { name: string; product: string; intervalDays: number; subjects: string[] }
  /** Somebody called the first shop and waits for a call. */
  memo: { name: string; number: string; matter: string }
}

type Tools = { store: Store; services: Services }

/** Who works in the demo shop. Before anything happens there, so that the history knows who did it. */
export function hireStaff({ services: { staff } }: Tools, { counter }: DemoWorld): void {
  for (const [place, { name, color }] of counter.staff.entries()) {
    const isFirst = place === 0
    const id = isFirst ? staff.currentId() : null
    staff.save({ id, name, color, email: '', isManager: isFirst, pin: null })
  }
}

/** Before any mail comes, so that the log has something to tell. */
export function writeRules({ services: { rules } }: Tools, { counter }: DemoWorld): void {
  for (const { words, ...rule } of counter.rules) {
    const says = { type: 'words' as const, isNot: false, words, place: 'both' as const }
    rules.save(null, { ...rule, when: { type: 'arrival' }, match: 'all', conditions: [says], stopHere: false })
  }
}

/** Categories, checklists, notes and a phone memo, when all mail of the weeks has come. */
export function workAtCounter(tools: Tools, { counter }: DemoWorld, tickets: ReadonlyMap<Story, TicketId>): void {
  const { store, services } = tools
  const idOf = (place: number): StaffId => store.staff.list()[place]!.id
  const ticketOf = (subject: string) => [...tickets].find(([story]) => story.subject.includes(subject))?.[1]
  for (const work of counter.work) {
    const id = ticketOf(work.subject)
    if (id !== undefined) doWork(services, id, work, idOf)
  }
  services.staff.switchTo(idOf(0), null)
  const { subjects, ...group } = counter.group
  const groupId = services.ticketGroups.save({ id: null, ...group }).id
  services.ticketGroups.add(
    groupId,
    subjects.flatMap((subject) => ticketOf(subject) ?? []),
  )
  const accountId = store.accounts.list()[0]!.id
  const memo = {
    ticketId: null,
    accountId,
    customerId: null,
    kind: 'phone',
    category: null,
    isCallBack: true,
    fromMessageId: null,
  } as const
  services.phone.save({ ...memo, items: [], ...counter.memo })
}

function doWork(services: Services, id: TicketId, work: DemoWork, idOf: (place: number) => StaffId): void {
  const { categories, checklists, notes, staff, view } = services
  categories.assign([id], work.category, 'staff')
  if (work.assignee !== undefined) staff.assign([id], idOf(work.assignee))
  const list = view.get(id).work.checklists[0]
  for (let index = 0; list && index < (work.steps ?? 0); index++)
    checklists.tick({ ticketId: id, checklistId: list.checklistId, index, isDone: true })
  if (!work.note) return
  staff.switchTo(idOf(work.note.by), null)
  notes.add(id, work.note.text)
}
