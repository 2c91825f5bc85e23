import type { HoldKind, HoldOutcome } from '../domain.ts'

/** What a mail about a hold names. What is not known is an empty word. */
export type HoldMailFacts = {
  /** With the honorific. */
  customer: string
  shop: string
  order: string
  product: string
  /** The date that the hold runs to from now on, in words. */
  due: string
  /** The date that has passed. */
  lastDue: string
  firstSent: string
  days: number
}
export type HoldMail = (facts: HoldMailFacts) => { subject: string; body: string }
export type HoldMails = {
  request: Record<HoldKind, HoldMail>
  reminder: Record<HoldKind, HoldMail>
  end: Record<HoldOutcome, HoldMail>
  /** What is added to a text that a person wrote. */
  sentence: (facts: Pick<HoldMailFacts, 'due'>) => string
}
