import type { HoldKind, HoldPlan, HoldView, TicketSummary } from '../../preload/domain.ts'
import type { HoldMailFacts } from '../../preload/locales/hold-mail-words.ts'
import type { I18n } from '../i18n.ts'

type Input = {
  plan: HoldPlan
  /** The hold that runs; null when the plan begins one. */
  hold: HoldView | null
  ticket: Pick<TicketSummary, 'customerName'>
  shopName: string
  now: number
  i18n: I18n
}

/** Subject and text of the letter that goes with a step of a hold. */
export function holdText(input: Input) {
  const { plan, hold, i18n } = input
  const { holdMails } = i18n.text
  const facts = factsOf(input)
  if (plan.step === 'request') return holdMails.request[plan.kind](facts)
  if (plan.step === 'end') return holdMails.end[plan.outcome](facts)
  const kind: HoldKind = hold?.kind ?? 'customer-decision'
  return holdMails.reminder[kind](facts)
}

function factsOf({ plan, hold, ticket, shopName, now, i18n }: Input): HoldMailFacts {
  const { common } = i18n.text
  const { customerName: name } = ticket
  const last = hold?.reminder ?? hold?.request
  const about = plan.step === 'request' ? plan : hold
  return {
    customer: name === '' || name.includes('@') ? common.dearCustomer : common.honorific(name),
    shop: shopName,
    order: about?.orderNumber ?? '',
    product: about?.product ?? '',
    due: plan.step === 'end' ? '' : i18n.written(plan.dueAt),
    lastDue: last ? i18n.written(hold?.dueAt ?? last.dueAt) : '',
    firstSent: hold ? i18n.writtenDay(hold.request.sentAt) : '',
    days: hold ? Math.max(0, -i18n.daysAway(hold.request.sentAt, now)) : 0,
  }
}
