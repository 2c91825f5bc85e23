const HEAD = `Dear {{customer_name}},

Thank you for getting in touch. This is {{staff_name}} at {{shop_name}}.`
const SHOP = `Dear {{customer_name}},

This is {{staff_name}} at {{shop_name}}.`
const REGARDS = 'Kind regards,'

/** The first ten of the English set: the same occasions as the Japanese ones, written for English shops. */
export const orderTemplatesEn = [
  {
    title: 'Keep or cancel the order?',
    reading: '',
    abbreviation: 'hold',
    folder: 'On hold',
    purpose: 'hold-request',
    startsHold: true,
    subject: '{{shop_name}}: please reply by {{answer_by}} about your order ({{order_number}})',
    body: `${HEAD}

To answer your question:

{{answer to the question}}

{{personal_note}}

Your order is on hold for now. Could you let us know by {{answer_by|time}} whether you would like to keep it or cancel it?

- To keep it, simply reply "order".
- To cancel it, simply reply "cancel".

If you have any other questions, just add them to your reply.

${REGARDS}`,
  },
  {
    title: 'Reminder: we are waiting for your answer',
    reading: '',
    abbreviation: 'remind',
    folder: 'On hold',
    purpose: 'hold-reminder',
    subject: 'Reminder from {{shop_name}}: please reply about your order ({{order_number}})',
    body: `${SHOP}

We wrote to you {{days_passed}} days ago, on {{first_sent_on}}, and have not seen an answer yet. E-mail sometimes goes astray or ends up in the spam folder, so we are writing again. If our messages have crossed, please disregard this one.

About: {{matter}}
Order number: {{order_number}}

Please reply "order" or "cancel" by {{final_answer_by|time}}. If we do not hear from you by {{final_answer_by|time}}, we will cancel the order.

{{personal_note}}

${REGARDS}`,
  },
  {
    title: 'Your order has been cancelled',
    reading: '',
    abbreviation: 'cancel',
    folder: 'On hold',
    purpose: 'hold-end:cancelled-no-answer',
    subject: '{{shop_name}}: your order has been cancelled ({{order_number}})',
    body: `${SHOP}

We did not hear from you by {{final_answer_by|time}}, so we have cancelled your order {{order_number}}.

If you have already paid, we will refund {{refund_amount|the full amount}} by {{refund_method|the way you paid}}. It may take a few days to show.

You are welcome to order again at any time on our website, or simply by replying to this e-mail.

{{personal_note}}

Thank you for your interest.

${REGARDS}`,
  },
  {
    title: 'Thank you, your order is confirmed',
    reading: '',
    abbreviation: 'confirm',
    folder: 'On hold',
    purpose: 'hold-end:order-confirmed',
    subject: '{{shop_name}}: your order is confirmed',
    body: `${SHOP}

Thank you for your answer. Your order {{order_number}} is confirmed.

Shipping date: {{shipping_date}}

We will send you the tracking number as soon as it has left.

{{personal_note}}

${REGARDS}`,
  },
  {
    title: 'Delay: wait, change or cancel?',
    reading: '',
    abbreviation: 'delay',
    folder: 'Apologies',
    purpose: 'delay-notice',
    startsHold: true,
    subject: 'Our apologies: a new shipping date for your order ({{order_number}})',
    body: `${SHOP}

I am sorry to tell you that {{product|your order}} will leave later than we said.

Former shipping date: {{former_shipping_date}}
New shipping date: {{shipping_date}}
Reason: {{reason for the delay}}

Please let us know by {{answer_by|time}} what you would like to do:

1. Wait for it
2. Change to another item
3. Cancel, with a full refund

{{personal_note}}

I apologise again for the wait.

${REGARDS}`,
  },
  {
    title: 'Faulty or damaged: replacement first',
    reading: '',
    abbreviation: 'defect',
    folder: 'Apologies',
    purpose: 'defect',
    subject: 'Our apologies for the faulty item',
    body: `${SHOP}

I am very sorry that the item reached you faulty.

1. Photos: one or two photos in a reply to this e-mail are all we need.
2. Replacement: there is no need to send anything back first. The replacement leaves on {{shipping_date}}.
3. The faulty item: the courier will collect it. The box can stay as it is.

None of this costs you anything.

{{personal_note}}

I apologise again for the trouble.

${REGARDS}`,
  },
  {
    title: 'Wrong item or missing parts',
    reading: '',
    abbreviation: 'wrong',
    folder: 'Apologies',
    purpose: 'wrong-item',
    subject: 'Our apologies for the wrong (missing) item',
    body: `${SHOP}

I am very sorry that what reached you was wrong or incomplete.

1. Photos: one or two photos of what arrived and of the label in a reply to this e-mail are all we need.
2. The right item or the missing parts: there is no need to send anything back first. They leave on {{shipping_date}}.
3. What you received by mistake: the courier will collect it. The box can stay as it is.

None of this costs you anything.

{{personal_note}}

I apologise again for the trouble.

${REGARDS}`,
  },
  {
    title: 'Return accepted, and the refund',
    reading: '',
    abbreviation: 'return',
    folder: 'Apologies',
    purpose: 'return-goods',
    subject: '{{shop_name}}: your return',
    body: `${HEAD}

We are happy to take it back. This is how it works:

Send it to: {{return_address}}
Postage: {{who pays the postage|paid by us when the item was faulty or wrong, otherwise by you}}
Please post it by: {{+10 days}}

When it arrives we will check it and write to you. The refund follows within three business days by {{refund_method|the way you paid}}; it may take a few days to show.

{{personal_note}}

${REGARDS}`,
  },
  {
    title: 'Sold out: alternative, wait or cancel?',
    reading: '',
    abbreviation: 'soldout',
    folder: 'Apologies',
    purpose: 'out-of-stock',
    startsHold: true,
    subject: 'Our apologies: an item of your order is sold out',
    body: `${SHOP}

I am sorry to tell you that {{product|an item}} of your order {{order_number}} is sold out.

Please let us know by {{answer_by|time}} what you would like to do:

1. Take another item instead: {{alternative}}
2. Wait for the next delivery, which ships on {{shipping_date}}
3. Cancel, with a full refund by {{refund_method|the way you paid}}

{{personal_note}}

I apologise for the disappointment.

${REGARDS}`,
  },
  {
    title: 'Answer to a question about an item',
    reading: '',
    abbreviation: 'answer',
    folder: 'Items and shipping',
    purpose: 'question',
    subject: '',
    body: `${HEAD}

To answer your question:

{{answer to the question}}

You will find measurements and photos here:
{{url}}

{{personal_note}}

If there is anything else, simply reply to this e-mail.

${REGARDS}`,
  },
] as const

/** The other ten of the English set. */
export const otherTemplatesEn = [
  {
    title: 'Where your parcel is',
    reading: '',
    abbreviation: 'track',
    folder: 'Items and shipping',
    purpose: 'shipping-status',
    subject: '{{shop_name}}: where your parcel is',
    body: `${HEAD}

This is where your order {{order_number}} is:

Carrier: {{carrier}}
Tracking number: {{tracking_number}}
Tracking page: {{url}}

It can take half a day until the page shows anything. If the parcel has not arrived after {{+2 business days}}, reply to this e-mail and we will ask the carrier for you.

{{personal_note}}

${REGARDS}`,
  },
  {
    title: 'Automatic answer outside opening hours',
    reading: '',
    abbreviation: 'auto',
    folder: 'Automatic answers',
    purpose: 'auto-answer',
    subject: 'Automatic reply: we have received your message',
    body: `Dear {{customer_name}},

Thank you for writing to {{shop_name}}. We have received your message. We are closed just now and will answer from {{next_business_day}} on.

Opening hours
{{opening_hours}}

This is an automatic message. There is no need to reply to it.`,
  },
  {
    title: 'Automatic answer on closing days',
    reading: '',
    abbreviation: 'closed',
    folder: 'Automatic answers',
    purpose: 'closing-days',
    subject: 'Automatic reply: we are closed',
    body: `Dear {{customer_name}},

Thank you for writing to {{shop_name}}. We have received your message. We are closed:

Closed: {{closing_days}}
Open again: {{next_business_day}}

Nothing is shipped while we are closed. Orders placed meanwhile leave from {{next_business_day}} on, and so do our answers.

This is an automatic message. There is no need to reply to it.`,
  },
  {
    title: 'Progress of your pre-order',
    reading: '',
    abbreviation: 'progress',
    folder: 'Items and shipping',
    purpose: 'progress-report',
    subject: '{{shop_name}}: news of your pre-order',
    body: `${SHOP}

Here is how {{product}} (order {{order_number}}) is coming along.

Where it stands: {{where it stands}}
Shipping date: {{shipping_date}} ({{changed or not|unchanged}})

You will hear from us again in two weeks, or at once if the date changes.

{{personal_note}}

${REGARDS}`,
  },
  {
    title: 'Your order leaves earlier',
    reading: '',
    abbreviation: 'earlier',
    folder: 'Items and shipping',
    purpose: 'earlier-shipping',
    subject: '{{shop_name}}: your order leaves earlier',
    body: `${SHOP}

Good news: {{product|your order}} ({{order_number}}) can leave earlier than planned.

Former shipping date: {{former_shipping_date}}
New shipping date: {{shipping_date}}

If that does not suit you, reply by {{+1 business day}} and we will ship it on the day you prefer.

{{personal_note}}

${REGARDS}`,
  },
  {
    title: 'Payment due, or overdue',
    reading: '',
    abbreviation: 'pay',
    folder: 'Payment and papers',
    purpose: 'payment-request',
    startsHold: true,
    subject: '{{shop_name}}: payment for your order',
    body: `${SHOP}

This is about the payment for your order {{order_number}}.

Amount: {{amount_due}}
Due by: {{answer_by|time}}
Account: {{bank account}}

If we have not received it by {{answer_by|time}}, we will have to cancel the order. If you need more time, simply reply to this e-mail. If you have paid already, please disregard this message.

{{personal_note}}

${REGARDS}`,
  },
  {
    title: 'Address incomplete, or nobody at home',
    reading: '',
    abbreviation: 'address',
    folder: 'On hold',
    purpose: 'address-problem',
    startsHold: true,
    subject: 'Urgent: please check your delivery address',
    body: `${SHOP}

We need your help with the delivery of your order {{order_number}}.

What is missing: {{what is missing}}

Please reply to this e-mail by {{answer_by|time}}. After that the parcel goes back to us, and you would have to wait longer.

{{personal_note}}

${REGARDS}`,
  },
  {
    title: 'Receipts and delivery notes',
    reading: '',
    abbreviation: 'receipt',
    folder: 'Payment and papers',
    purpose: 'receipt',
    subject: '{{shop_name}}: your receipt',
    body: `${HEAD}

About the receipt for your order {{order_number}}:

How you get it: {{how it is issued|as a PDF attached to this e-mail}}
Made out to: {{addressee}}
Invoice number: {{invoice number}}

If it should be made out differently, simply reply to this e-mail.

{{personal_note}}

${REGARDS}`,
  },
  {
    title: 'Changing an order',
    reading: '',
    abbreviation: 'change',
    folder: 'On hold',
    purpose: 'order-change',
    subject: '{{shop_name}}: changing your order',
    body: `${HEAD}

About the change to your order {{order_number}}:

{{what was decided (changed / not possible)}}

Where a change is not possible, these are the ways forward. Please reply with the one you prefer.
- Receive it as it is and exchange it afterwards
- Cancel it and order again

{{personal_note}}

${REGARDS}`,
  },
  {
    title: 'We tried to call you',
    reading: '',
    abbreviation: 'call',
    folder: 'Other',
    purpose: 'call-back',
    subject: '{{shop_name}}: we tried to call you',
    body: `${SHOP}

I called you today at {{time of the call}} and could not reach you.

About: {{matter}}

I will call again on {{next_business_day}}. If it is urgent, please call us during opening hours or reply to this e-mail.

Opening hours
{{opening_hours}}

{{personal_note}}

${REGARDS}`,
  },
] as const
