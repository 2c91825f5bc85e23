import { NO_PLAN, type Finding, type GroupMail, type GroupRefusal, type TicketId } from '../../preload/domain.ts'
import { findPlaceholders, findUnfilled } from '../../preload/domain/placeholders.ts'
import { variableOf } from '../../preload/domain/template-variables.ts'
import { planProblem } from '../holds/hold-plan.ts'
import type { I18n } from '../i18n.ts'
import type { ManyState } from '../store/many.ts'

/** One mail as it would leave now: with what was changed in it alone, and what keeps it here. */
export type ShownMail = GroupMail & {
  isEdited: boolean
  /** What waits to be filled in, each name once. */
  gaps: string[]
  holdProblem: 'due-past' | 'not-in-text' | null
  refusal: GroupRefusal | null
  isReady: boolean
}
type I18nOf = (id: TicketId) => Pick<I18n, 'wall' | 'written' | 'text'>

export function shownMails({ mails, edited, refused }: ManyState, now: number, i18nOf: I18nOf): ShownMail[] {
  return mails.map((mail) => {
    const own = edited.get(mail.ticketId)
    const { subject, body } = own ?? mail
    const gaps = [...new Set(findUnfilled(`${subject}\n${body}`).map(({ name }) => name.split('|')[0]!.trim()))]
    const holdProblem = planProblem({ body, plan: { ...NO_PLAN, hold: mail.hold } }, now, i18nOf(mail.ticketId))
    const isReady = gaps.length === 0 && mail.fault === null && holdProblem === null && body.trim() !== ''
    const refusal = refused.get(mail.ticketId) ?? null
    return { ...mail, subject, body, isEdited: own !== undefined, gaps, holdProblem, refusal, isReady }
  })
}

/** What the checks found, each sentence of it once, with those it is said of. */
export function findingsOf(mails: readonly ShownMail[]) {
  const found = new Map<string, { finding: Finding; mails: ShownMail[] }>()
  for (const mail of mails)
    for (const finding of mail.findings) {
      // This one names the customer of the mail.
      const of = finding.check === 'other-name' ? mail.ticketId : ''
      const key = JSON.stringify([finding, of])
      const known = found.get(key)
      if (known) known.mails.push(mail)
      else found.set(key, { finding, mails: [mail] })
    }
  return [...found.values()]
}

/**
 * Names that wait for one value for everybody: those of the text that nobody has a value for, and those that were given
 * one already, in the order of the text.
 */
export function sharedNames({ mails, text }: ManyState): string[] {
  const open = mails.map(gapNames)
  const names = namesIn(`${text.subject}\n${text.body}`)
  return names.filter((name) => name in text.values || (open.length > 0 && open.every((gaps) => gaps.includes(name))))
}

/** Names that only this one lacks, or was given for itself. */
export function ownNames(state: ManyState, mail: GroupMail): string[] {
  const shared = sharedNames(state)
  const given = Object.keys(state.own.get(mail.ticketId) ?? {})
  return [...new Set([...given, ...gapNames(mail).filter((name) => !shared.includes(name))])]
}

export const isDate = (name: string) => variableOf(name)?.kind === 'date'

const gapNames = ({ subject, body }: Pick<GroupMail, 'subject' | 'body'>) => namesIn(`${subject}\n${body}`)

/** `商品名|ご注文の商品` has words of its own where nothing is known. */
const namesIn = (text: string) => [
  ...new Set(
    findPlaceholders(text).flatMap(({ kind, name }) => (kind === 'variable' ? [name.split('|')[0]!.trim()] : [])),
  ),
]
