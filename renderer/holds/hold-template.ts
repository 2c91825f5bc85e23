import type { FillValues, HoldPlan, HoldView, Language, ShopId, TicketId } from '../../preload/domain.ts'
import type { Api } from '../api.ts'

type Input = {
  ticketId: TicketId
  plan: HoldPlan
  /** The hold that runs; null when the plan begins one. */
  hold: HoldView | null
  shopId: ShopId | null
  language: Language
}

/** The shop's own template for a step of an order on hold, filled in; null where it has none. */
export async function holdTemplate(api: Api, input: Input) {
  const purpose = purposeOf(input)
  if (purpose === null) return null
  const { language, shopId, ticketId } = input
  const fitting = (await api.call('templates.list', {})).filter(
    (one) => one.purpose === purpose && one.language === language && (one.shopId === null || one.shopId === shopId),
  )
  const template = fitting.find((one) => one.shopId !== null) ?? fitting[0]
  if (template === undefined) return null
  return api.call('templates.fill', { id: template.id, ticketId, extra: valuesOf(input) })
}

/** Goods on their way back and calls have letters of ours only. */
function purposeOf({ plan, hold }: Input) {
  if (plan.step === 'request') return plan.kind === 'customer-decision' ? 'hold-request' : null
  if (hold?.kind !== 'customer-decision') return null
  return plan.step === 'reminder' ? 'hold-reminder' : `hold-end:${plan.outcome}`
}

function valuesOf({ plan, hold }: Input): FillValues {
  const about = plan.step === 'request' ? plan : hold
  const last = hold?.dueAt ?? hold?.reminder?.dueAt ?? hold?.request.dueAt
  return {
    ...(about && about.orderNumber !== '' && { 注文番号: about.orderNumber }),
    ...(about && about.product !== '' && { 商品名: about.product }),
    ...(hold && { 初回送信日: hold.request.sentAt }),
    ...(plan.step === 'request' && { 回答期限: plan.dueAt }),
    ...(plan.step === 'reminder' && { 回答期限: hold?.request.dueAt ?? null, 再回答期限: plan.dueAt }),
    ...(plan.step === 'end' && last !== undefined && { 再回答期限: last }),
  }
}
