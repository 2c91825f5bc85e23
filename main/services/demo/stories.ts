import type { HoldKind } from '../../../preload/domain.ts'
import type { RefusalReason } from '../../../preload/domain/networks.ts'
import type { DemoCounter } from './counter.ts'
import type { DemoOrder } from './orders.ts'

/** The language that made-up shops, customers and letters are written in, as plain data; fill.ts lets it happen. */

export type Person = { name: string; address: string }
export type DemoFile = { name: string; type: string; content: Uint8Array }

/** When the last turn of a story happened. `due` is the distance of the deadline it leaves open, in minutes from now. */
export type When = { minutesAgo: number } | { daysAgo: number; at: string } | { dueIn: number }

/** What an answer asks of the customer. `{date}` in its text is the date it gives. */
export type DemoHold =
  { step: 'request'; kind: HoldKind; orderNumber: string; product: string; stockNote?: string } | { step: 'reminder' }

export type Turn =
  | {
      by: 'customer'
      text: string
      /** Minutes since the turn before; a day where it is left out. */
      after?: number
      html?: string
      files?: DemoFile[]
      /** Text of the shop's last answer below their own, as mail programs put it. */
      quotes?: boolean
      /** More header lines, as machine mail has them. */
      headers?: string[]
      isUnreadable?: boolean
      /** On a social network: their words after they changed them, or that they took them back. */
      becomes?: { edited: string } | 'deleted'
    }
  | {
      by: 'shop'
      text: string
      after?: number
      files?: DemoFile[]
      /** What becomes of the answer; it arrives where this is left out. One that waits must be the last of all answers. */
      fate?: 'waits' | 'refused' | 'unclear'
      hold?: DemoHold
      /** Written in another mail program and found in Sent. */
      isElsewhere?: boolean
    }
  /** The last answer came back. */
  | { by: 'postmaster'; after?: number }
  /** Begun and not sent. */
  | { by: 'draft'; text: string }

/** How a story on a social network is told, where it is no plain public post. */
export type DemoPost = {
  visibility?: 'public' | 'private'
  found?: 'addressed' | 'watched' | 'ours'
  answerHours?: number
  refuses?: RefusalReason
  /** What pictures show. */
  pictures?: string[]
  /** Names of files. */
  files?: string[]
  quoted?: { url: string | null; author: string; text: string }
  /** Only of networks that have them. */
  subject?: string
  orderNumber?: string
}

export type Story = {
  post?: DemoPost
  /** Key of the account it came to. */
  to: string
  who: Person
  subject: string
  last: When
  turns: Turn[]
  /** A person has settled it, or said that it needs no answer. */
  isResolved?: 'settled' | 'no-reply-needed'
  isUnseen?: boolean
  /** Put aside until tomorrow morning, or until the customer writes. */
  isSnoozed?: 'tomorrow' | 'answer'
  /** An answer that is to leave tomorrow morning. */
  planned?: string
  /** What the second of the staff has written, and the first has to approve. */
  toApprove?: string
}

export type DemoShop = { name: string; color: string; signature: string }
export type DemoAccount = {
  key: string
  shop: string
  channel: 'mail' | 'x' | 'instagram' | 'bluesky' | 'mastodon' | 'rmesse'
  address: string
  /** When its key ends, in days from now. */
  keyDaysLeft?: number
  /** In a month. */
  budgetYen?: number
}

export type DemoWorld = {
  shops: DemoShop[]
  accounts: DemoAccount[]
  stories: Story[]
  counter: DemoCounter
  orders: DemoOrder[]
  /** Above a quote: who wrote it. */
  quoteLine: (author: string, at: string) => string
}
