import { marketplaces } from './marketplaces.ts'

/** The ends of the ids in the rule pack; the beginnings are places. */
const notices: Record<string, string> = {
  order: 'order notice',
  'order-confirm': 'order confirmation',
  'store-order': 'order notice',
  shipped: 'dispatch notice',
  'ship-now': 'request to dispatch',
  editor: 'shop editor notice',
  'morning-report': 'morning report',
  'seller-notification': 'notice to sellers',
  sold: 'sale notice',
  notice: 'transaction notice',
  inquiry: 'enquiry',
  message: 'message',
  buyer: 'message from a buyer',
  rmesse: 'R-Messe enquiry',
  'masked-customer': 'mail from a customer',
  'contact-form': 'contact form',
}

const others: Record<string, string> = {
  'x-addressed': 'notification from X',
  own: 'Sent by us',
  reply: 'An answer to our mail',
  ticket: 'Mail from a customer',
  'protect-words': 'Names a return, a cancellation or the like',
  'bounce-report': 'Our mail could not be delivered',
  'bounce-failed-recipients': 'Our mail could not be delivered',
  'bounce-daemon': 'A mail server returned our mail',
  'bounce-machine': 'A mail server returned our mail',
  'bulk-unsubscribe': 'Bulk mail with a way to unsubscribe',
  'bulk-list': 'Mailing list',
  'bulk-precedence': 'Marked as bulk mail',
  'bulk-mailer': 'Sent by a bulk mailer',
  'auto-subject': 'Auto-reply by its subject',
  'auto-answer': 'Auto-reply of a machine',
  'auto-sentence': 'Auto-reply by its text',
  'auto-away': 'Out of office',
  'auto-receipt': 'Automatic receipt',
  'auto-submitted': 'Marked as an auto-reply',
  'auto-responder-header': 'Marked as an auto-reply',
  'auto-precedence': 'Marked as an auto-reply',
  'auto-exchange': 'Out of office',
  'auto-receipt-report': 'Read receipt',
}

export function ruleWords(rule: string): string {
  if (rule.startsWith('learned:')) return 'A rule you taught (Always…)'
  const place = Object.keys(marketplaces)
    .filter((name) => rule.startsWith(`${name}-`))
    .sort((a, b) => b.length - a.length)[0]
  const kind = place === undefined ? undefined : notices[rule.slice(place.length + 1)]
  if (place !== undefined && kind !== undefined) return `${marketplaces[place]}: ${kind}`
  return others[rule] ?? 'Another rule'
}

/** The reader names defects in English. */
export function defectWords(defect: string): string {
  if (defect === 'size-differs') return 'The size is not the one the server named'
  return defect.charAt(0).toUpperCase() + defect.slice(1)
}
