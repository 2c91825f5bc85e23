import type { Input, MethodName, Output } from '../../preload/contract.ts'
import type { ShopId, TicketDetail, TicketId } from '../../preload/domain.ts'
import type { PolicyInfo, ShopHours } from '../../preload/domain/hours.ts'
import { policyPresets } from '../../main/core/default-policies.ts'
import { defaultShopHours, previewDays, problemsOf } from '../../main/core/shop-hours.ts'

type Mine = Extract<MethodName, `hours.${string}` | `policies.${string}` | `deadlines.${string}`>
type Handlers = { [M in Mine]: (input: Input<M>) => Output<M> }
type Tools = {
  now: number
  detailOf: (id: TicketId) => TicketDetail
  changeTicket: (id: TicketId, change: Partial<TicketDetail['ticket']>) => void
}
const DAYS = 62
const ZONE = 'Asia/Tokyo'

/** Hours, policies and dates set by hand, with the rules of the real ones. */
export function createFakeHours({ now, detailOf, changeTicket }: Tools): Handlers {
  const hours = new Map<ShopId, ShopHours>()
  let policies: readonly PolicyInfo[] = policyPresets.standard
  const manual = new Map<TicketId, number>()
  const replace = (next: readonly PolicyInfo[]) => {
    policies = next
    return { changed: 3, isPending: false }
  }
  return {
    'hours.get': ({ shopId }) => ({
      hours: hours.get(shopId as ShopId) ?? defaultShopHours,
      holidayList: { goodUntil: '2050-12-31', warning: null },
    }),
    'hours.set': ({ shopId, hours: next }) => {
      hours.set(shopId as ShopId, next)
      return { changed: 2, isPending: false }
    },
    'hours.preview': ({ hours: asked, month }) => {
      const problems = problemsOf(asked)
      return { days: problems.length > 0 ? [] : previewDays(asked, `${month}-01`, DAYS), problems }
    },
    'policies.list': () => [...policies],
    'policies.save': ({ policy: asked }) => {
      const policy = asked as PolicyInfo
      const isKnown = policies.some(({ id }) => id === policy.id)
      return replace(isKnown ? policies.map((one) => (one.id === policy.id ? policy : one)) : [policy, ...policies])
    },
    'policies.remove': ({ id }) => replace(policies.filter((one) => one.id !== id)),
    'policies.reorder': ({ ids }) => replace(ids.flatMap((id) => policies.filter((one) => one.id === id))),
    'policies.reset': ({ preset }) => replace(policyPresets[preset]),
    'policies.replace': ({ policies: next }) => replace(next as PolicyInfo[]),
    'deadlines.setManual': ({ ticketId, dueAt }) => {
      const id = ticketId as TicketId
      detailOf(id)
      const before = manual.get(id) ?? null
      if (dueAt === null) manual.delete(id)
      else manual.set(id, dueAt)
      changeTicket(id, { dueAt, warnAt: dueAt === null ? null : dueAt - 3_600_000 })
      return { before }
    },
    'deadlines.offers': () => ({
      todayAt: now + 3 * 3_600_000,
      tomorrowAt: now + 20 * 3_600_000,
      nextBusinessDayAt: now + 20 * 3_600_000,
      timeZone: ZONE,
    }),
  }
}
