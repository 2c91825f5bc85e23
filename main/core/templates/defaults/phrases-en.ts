import type { PhraseLine } from './types.ts'

/** The same occasions as the Japanese ones, as an English shop would put them. */
export const phrasesEn: readonly PhraseLine[] = [
  ['Greetings', 'thx', 'Thank you for getting in touch. This is {{staff_name}} at {{shop_name}}.'],
  ['Apologies', 'late', 'I am sorry for the late reply.'],
  ['Apologies', 'sorry', 'I am very sorry for the trouble this has caused you.'],
  ['Checking', 'check', 'I am looking into this and will write to you by {{+1 business day}}.'],
  ['Checking', 'order', 'Could you let me know your order number, please?'],
  ['Checking', 'photo', 'If it is no trouble, please reply with one or two photos of the part in question.'],
  [
    'Exchanges and returns',
    'swap',
    'There is no need to send anything back first. We will send the replacement straight away.',
  ],
  ['Exchanges and returns', 'pickup', 'The courier will collect the faulty item. The box can stay as it is.'],
  ['Shipping and stock', 'ship', 'We will ship it on {{shipping_date}} and send you the tracking number then.'],
  ['Shipping and stock', 'stock', 'This item is in stock. Orders placed by {{shipping_cutoff}} today leave today.'],
  [
    'Shipping and stock',
    'restock',
    'We expect the next delivery on {{shipping_date}} and will let you know when it is here.',
  ],
  ['Advice', 'size', 'If you tell us the make and size of the shoes you usually wear, we can advise you better.'],
  ['Advice', 'fit', 'Which of these photos comes closest to your build? {{url}}'],
  ['On hold', 'keep', 'Your order is safely on hold until we hear from you.'],
  ['Checking', 'cross', 'If our messages have crossed, please disregard this one.'],
  ['Checking', 'spam', 'Our mail sometimes ends up in the spam folder, so please have a look there as well.'],
  ['Exchanges and returns', 'refund', 'We will refund you by {{refund_method}}. It may take a few days to show.'],
  ['Personal line', 'regular', 'Thank you for coming back to us again and again.'],
  ['Personal line', 'first', 'Thank you for your first order with us.'],
  ['Greetings', 'close', 'If there is anything else, simply reply to this e-mail.'],
  ['Chat and social media', 'hi', 'Hello, this is {{shop_name}}. How can we help?'],
  ['Chat and social media', 'wait', 'Let me look that up. Please give me two or three minutes.'],
  ['Chat and social media', 'dm', 'Could you send us a direct message, so that we can go into the details?'],
]
