import type { HoldMails } from '../hold-mail-words.ts'

/** The mails of a hold where the shop has no template of its own for them. */
export const holdMails: HoldMails = {
  request: {
    'customer-decision': ({ customer, shop, order, product, due }) => ({
      subject: `Your order${no(order)}: please let us know by ${due}`,
      body: `Dear ${customer},\n\nthank you for writing to ${shop}.\n\nWe are keeping your order${about(order, product)} on hold for you. Please answer this mail by ${due} and tell us whether you would like to\n\n- keep the order, or\n- cancel it.\n\nKind regards`,
    }),
    'return-goods': ({ customer, order, product, due }) => ({
      subject: `Sending your item back${no(order)}`,
      body: `Dear ${customer},\n\nplease send the item${about(order, product)} back so that it reaches us by ${due}. We will write to you as soon as it is here.\n\nIf that does not work for you, just answer this mail.\n\nKind regards`,
    }),
    'call-back': ({ customer, due }) => ({
      subject: 'Your call',
      body: `Dear ${customer},\n\nthank you for your call. We tried to call you back and could not reach you. Please tell us by ${due} when it suits you, or give us a call.\n\nKind regards`,
    }),
  },
  reminder: {
    'customer-decision': ({ customer, order, product, due, firstSent, days }) => ({
      subject: `Reminder: your order${no(order)}`,
      body: `Dear ${customer},\n\non ${firstSent} (${count(days)} ago) we asked whether you would like to keep your order${about(order, product)}, and have not seen an answer yet. Mail does get lost, so we are writing once more.\n\nPlease answer by ${due} whether to keep or to cancel it. If we do not hear from you by ${due}, we will have to cancel the order.\n\nKind regards`,
    }),
    'return-goods': ({ customer, order, product, due, firstSent, days }) => ({
      subject: `Reminder: sending your item back${no(order)}`,
      body: `Dear ${customer},\n\non ${firstSent} (${count(days)} ago) we asked you to send the item${about(order, product)} back, and it has not arrived yet.\n\nPlease send it so that it reaches us by ${due}, or tell us if something came up. If we do not hear from you by ${due}, we will close the matter.\n\nKind regards`,
    }),
    'call-back': ({ customer, due, firstSent, days }) => ({
      subject: 'Reminder: your call',
      body: `Dear ${customer},\n\nwe wrote on ${firstSent} (${count(days)} ago) and have not been able to speak to you yet.\n\nPlease tell us by ${due} when it suits you, or give us a call. If we do not hear from you by ${due}, we will close the matter for now.\n\nKind regards`,
    }),
  },
  end: {
    'order-confirmed': ({ customer, order }) => ({
      subject: `Your order${no(order)} is confirmed`,
      body: `Dear ${customer},\n\nthank you for your answer. Your order${no(order)} is confirmed, and we will write to you when it leaves.\n\nKind regards`,
    }),
    'cancelled-by-customer': ({ customer, order }) => ({
      subject: `Your order${no(order)} has been cancelled`,
      body: `Dear ${customer},\n\nthank you for your answer. We have cancelled your order${no(order)} as you asked. If you have paid already, we will write to you about the refund.\n\nKind regards`,
    }),
    'cancelled-reorder': ({ customer, order }) => ({
      subject: `Your order${no(order)}: please order again when you are ready`,
      body: `Dear ${customer},\n\nwe have cancelled your order${no(order)} for now. Please order again once you have decided.\n\nKind regards`,
    }),
    'cancelled-no-answer': ({ customer, order, lastDue }) => ({
      subject: `Your order${no(order)} has been cancelled`,
      body: `Dear ${customer},\n\nwe have not heard from you by ${lastDue} and have cancelled your order${no(order)} as announced. If you have paid already, we will write to you about the refund.\n\nYou are welcome to order again at any time.\n\nKind regards`,
    }),
    'goods-arrived': ({ customer }) => ({
      subject: 'Your item has arrived',
      body: `Dear ${customer},\n\nthe item you sent back has arrived. Thank you for your trouble; we will take care of the rest.\n\nKind regards`,
    }),
    'return-not-needed': ({ customer }) => ({
      subject: 'No need to send the item back',
      body: `Dear ${customer},\n\nthere is no need to send the item back any more. Please keep or discard it.\n\nKind regards`,
    }),
    'goods-never-came': ({ customer, lastDue }) => ({
      subject: 'Your return',
      body: `Dear ${customer},\n\nthe item did not reach us by ${lastDue}, so we are closing the matter as announced. If you did send it, please answer with the tracking number.\n\nKind regards`,
    }),
    reached: ({ customer }) => ({
      subject: 'Your call',
      body: `Dear ${customer},\n\nthank you for talking to us on the phone.\n\nKind regards`,
    }),
    'no-longer-needed': ({ customer }) => ({
      subject: 'Your call',
      body: `Dear ${customer},\n\nthank you for letting us know that a call is no longer needed.\n\nKind regards`,
    }),
    'never-reached': ({ customer, lastDue }) => ({
      subject: 'Your call',
      body: `Dear ${customer},\n\nwe could not speak to you by ${lastDue} and are closing the matter for now. Just answer this mail whenever you need us.\n\nKind regards`,
    }),
    withdrawn: ({ customer }) => ({ subject: 'Your order', body: `Dear ${customer},\n\n` }),
  },
  sentence: ({ due }) => `Please answer by ${due}.`,
}

const no = (order: string) => order && ` ${order}`
function about(...parts: string[]) {
  const known = parts.filter((part) => part !== '')
  return known.length === 0 ? '' : ` (${known.join(', ')})`
}
const count = (days: number) => `${days} ${days === 1 ? 'day' : 'days'}`
