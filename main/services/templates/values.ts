import type { Language, ShopId, TicketId } from '../../../preload/domain.ts'
import { AppError } from '../../../preload/errors.ts'
import { isOpenAt, nextBusinessDay, nextOpening } from '../../core/business-hours.ts'
import { instantOf, localDateOf } from '../../core/calendar.ts'
import { daysBetween, proposeHoldDate } from '../../core/hold-dates.ts'
import type { HoursPolicy } from '../../core/hours-policy.ts'
import { plainSubject } from '../../core/subject.ts'
import type { FillContext, Values } from '../../core/templates/fill.ts'
import { writeHours } from '../../core/templates/hours-words.ts'
import type { Clock } from '../../jobs/clock.ts'
import type { Store } from '../../store/index.ts'

export type ShopFacts = { hours: HoursPolicy; shippingCutoff: string | null }
type Tools = {
  store: Store
  clock: Clock
  shopFacts: (id: ShopId | null) => ShopFacts
  /** Who is at the counter; '' while nobody has said. */
  staffName: () => string
}
export type Filling = { values: Values; context: FillContext }

/** Who signs while nobody has said who they are. */
const NOBODY: Record<Language, string> = { ja: '担当', en: 'customer support' }

/** What is known of a ticket, its customer and its shop, by the names of the variables. */
export function createValueReader({ store, clock, shopFacts, staffName }: Tools) {
  function ofShop(shopId: ShopId | null, language: Language): { values: Values; hours: HoursPolicy } {
    const { hours, shippingCutoff } = shopFacts(shopId)
    const now = clock.now()
    const shop = shopId === null ? store.accounts.listShops()[0] : store.accounts.shop(shopId)
    const proposed = proposeHoldDate('customer-decision', hours, now)
    const next = nextOpenDay(hours, now)
    const values = {
      ショップ名: shop?.name,
      返送先: shop?.returnAddress,
      担当者名: staffName() || NOBODY[language],
      回答期限: proposed,
      再回答期限: proposed,
      次営業日: next,
      再開日: next,
      営業時間: writeHours(hours, language),
      当日発送締切: shippingCutoff,
      今日: now,
    }
    return { values, hours }
  }

  return {
    /** Throws `not-found`. */
    ofTicket(asked: TicketId, language: Language, extra: Values): Filling {
      const id = store.tickets.living(asked)
      const ticket = store.tickets.facts(id)
      if (!ticket) throw new AppError('not-found', `No ticket ${id}`)
      const { values, hours } = ofShop(ticket.shopId, language)
      const now = clock.now()
      const hold = store.holds.running(id) ?? store.holds.lastOf(id)
      const firstSentAt = hold?.state.request.sentAt ?? ticket.lastAnswerAt
      return {
        context: { now, hours, language },
        values: {
          ...values,
          お客さま名: ticket.customerName,
          注文番号: hold?.orderNumber || ticket.orderNumbers.join(language === 'ja' ? '、' : ', '),
          商品名: hold?.product,
          再回答期限: hold?.state.reminder?.dueAt ?? values['再回答期限'],
          用件: plainSubject(ticket.subject),
          初回送信日: firstSentAt,
          経過日数: firstSentAt === null ? null : daysBetween(hours.timeZone, firstSentAt, now),
          ...extra,
        },
      }
    },
    /** A made-up ticket that knows everything, for looking at a text. */
    ofSample(language: Language, extra: Values): Filling {
      const { values, hours } = ofShop(null, language)
      const now = clock.now()
      const inDays = (days: number) => now + days * 86_400_000
      const sample = language === 'ja' ? SAMPLE_JA : SAMPLE_EN
      const dates = {
        注文日: inDays(-5),
        初回送信日: inDays(-4),
        発送予定日: inDays(3),
        旧発送予定日: inDays(1),
        支払期限: values['回答期限'],
      }
      return { context: { now, hours, language }, values: { ...values, ...sample, ...dates, 経過日数: 4, ...extra } }
    },
  }
}

const SAMPLE_JA: Values = {
  お客さま名: '佐藤 花子',
  注文番号: 'A-20260042',
  商品名: '麻のエプロン（藍）',
  用件: '納期のお問い合わせ',
  追跡番号: '4000-1234-5678',
  配送会社: 'みどり運輸',
  返金額: '4,980円',
  返金方法: '銀行振込',
  請求額: '4,980円',
  返送先: '〒000-0000 東京都千代田区…',
  休業期間: '12月29日(火)〜1月3日(日)',
  当日発送締切: '13:00',
  URL: 'https://shop.example.jp/',
}
const SAMPLE_EN: Values = {
  お客さま名: 'Hannah Brook',
  注文番号: 'A-20260042',
  商品名: 'linen apron (indigo)',
  用件: 'When will my order arrive?',
  追跡番号: '4000-1234-5678',
  配送会社: 'Green Parcel',
  返金額: '£42.00',
  返金方法: 'bank transfer',
  請求額: '£42.00',
  返送先: '1 Mill Lane, …',
  休業期間: '24 December – 2 January',
  当日発送締切: '13:00',
  URL: 'https://shop.example.com/',
}

/** When it is answered next: the opening of today while the shop is still closed, else the next day it opens. */
function nextOpenDay(hours: HoursPolicy, now: number): number | null {
  if (!isOpenAt(hours, now)) return nextOpening(hours, now)
  const date = nextBusinessDay(hours, localDateOf(hours.timeZone, now))
  return date === null ? null : instantOf(hours.timeZone, date, '12:00')
}
