import { counterEn } from './counter-en.ts'
import { csv, macroDocument, pdf, photo } from './files.ts'
import { holdsEn } from './holds-en.ts'
import { ordersEn } from './orders-en.ts'
import type { DemoWorld, Person, Story } from './stories.ts'

const person = (name: string, address: string): Person => ({ name, address })
const emma = person('Emma Clarke', 'emma.clarke@example.com')
const liam = person('Liam Novak', 'liam.novak@example.net')
const ava = person('Ava Rossi', 'ava.rossi@example.com')
const noah = person('Noah Berg', 'noah.berg@example.org')
const mia = person('Mia Tanaka', 'mia.tanaka@example.com')

function short(to: string, who: Person, subject: string, days: number, at: string, ask: string, reply: string): Story {
  const turns: Story['turns'] = [
    { by: 'customer', text: ask },
    { by: 'shop', after: 120, text: reply },
  ]
  return { to, who, subject, last: { daysAgo: days, at }, turns }
}
const done = (story: Story): Story => ({ ...story, isResolved: 'settled' })

const stories: Story[] = [
  {
    to: 'leaf',
    who: emma,
    subject: 'A saucer arrived cracked (order #1042)',
    last: { dueIn: -135 },
    isUnseen: true,
    turns: [
      {
        by: 'customer',
        text: 'Hello,\n\nmy saucers came today and one of them is cracked. We have guests on Saturday: could you send a new one before then?\nI attach two pictures.\n\nEmma Clarke',
        files: [photo('IMG_2043.jpg'), photo('IMG_2044.jpg')],
      },
    ],
  },
  {
    to: 'leaf',
    who: liam,
    subject: 'Where is my parcel?',
    last: { dueIn: -40 },
    turns: [
      {
        by: 'customer',
        text: 'Hi, I ordered three bags of sencha two weeks ago (#1017). When will they arrive?\nLiam',
      },
      {
        by: 'shop',
        after: 150,
        text: 'Dear Liam,\n\nsorry for the wait. We are asking the carrier and will write again today.',
      },
      { by: 'customer', after: 1500, text: 'Any news? I have not heard from you since.', quotes: true },
    ],
  },
  {
    to: 'hide',
    who: noah,
    subject: 'Please correct the engraving',
    toApprove: 'Dear Noah,\n\nthank you for telling us in time. It will say BERG.',
    last: { dueIn: 25 },
    isUnseen: true,
    turns: [
      {
        by: 'customer',
        text: 'I just ordered a card case (#1051) and mistyped the name. Please engrave BERG, not BREG, if it is not too late.\nNoah',
      },
    ],
  },
  {
    to: 'hide',
    who: ava,
    subject: 'Quote for 30 key rings',
    last: { minutesAgo: 90 },
    turns: [
      {
        by: 'customer',
        text: 'Dear all,\n\nwe would like 30 key rings for our anniversary. The details are attached; could you send us a quote?\n\nAva Rossi',
        files: [
          pdf('details.pdf', 'Key holder, 30 pieces'),
          macroDocument('order form.docm'),
          csv('list.csv', 'item,number\nkey ring,30\n'),
        ],
      },
      { by: 'draft', text: 'Dear Ava,\n\nthank you for asking. For 30 key rings' },
    ],
  },
  {
    to: 'leaf-x',
    who: { name: 'Sam', address: '@sam_brews' },
    subject: '',
    last: { minutesAgo: 20 },
    isUnseen: true,
    turns: [{ by: 'customer', text: '@leafandcup will the blue teapot come back?' }],
  },
  {
    to: 'leaf-x',
    who: { name: 'Emma', address: '@emma_pours' },
    subject: '',
    last: { minutesAgo: 50 },
    isUnseen: true,
    post: { visibility: 'private' },
    turns: [
      {
        by: 'customer',
        text: 'Hello! My order #1042 came with a cracked saucer. Is a message here quicker than a mail?',
      },
    ],
  },
  {
    to: 'hide-bluesky',
    who: { name: 'Jo', address: '@jo.example.com' },
    subject: '',
    last: { minutesAgo: 260 },
    turns: [
      { by: 'customer', text: '@hide.example.com one year with your wallet, and what a colour!' },
      { by: 'shop', after: 500, text: 'Lovely, thank you. A little clear balm when it feels dry will keep it so.' },
      { by: 'customer', after: 900, text: 'Will do!' },
    ],
  },
  {
    to: 'leaf',
    who: mia,
    subject: 'Can I move my delivery?',
    last: { daysAgo: 1, at: '16:25' },
    turns: [
      { by: 'customer', text: 'Could the parcel come on Saturday morning instead?\nMia' },
      { by: 'shop', after: 50, fate: 'unclear', text: 'Dear Mia,\n\ndone: it will come on Saturday morning.' },
    ],
  },
  {
    to: 'hide',
    who: emma,
    subject: 'Belt sizes',
    planned: 'Thank you for asking. The belt comes in five lengths, from 75 to 95 cm.',
    last: { minutesAgo: 4 },
    turns: [
      { by: 'customer', text: 'I wear 34 inches. Is M long enough?\nEmma' },
      { by: 'shop', after: 90, fate: 'waits', text: 'Dear Emma,\n\nyes: the third hole will fit.' },
    ],
  },
  {
    to: 'leaf',
    who: ava,
    subject: 'Exchange for a smaller apron',
    isSnoozed: 'tomorrow',
    last: { daysAgo: 2, at: '14:10' },
    turns: [
      { by: 'customer', text: 'The linen apron is too long for me. May I swap it for size S? It is unused.\nAva' },
      {
        by: 'shop',
        after: 80,
        text: 'Dear Ava,\n\nof course. Please send it back to us and we will post size S the same day.',
      },
      { by: 'customer', after: 1500, text: 'It is on its way.', quotes: true },
      { by: 'shop', after: 60, text: 'Thank you, Ava. We will write as soon as it is here.' },
    ],
  },
  {
    to: 'leaf',
    who: { name: 'Kim Olsen', address: 'kim.olsen@example.invalid' },
    subject: 'Tell me when it is back in stock',
    last: { daysAgo: 4, at: '13:12' },
    turns: [
      { by: 'customer', text: 'Please write when the bamboo pegs are back.\nKim' },
      { by: 'shop', after: 900, text: 'Dear Kim,\n\nthe pegs are back.' },
      { by: 'postmaster', after: 1 },
    ],
  },
  short('hide', noah, 'Which brown ages better?', 6, '10:45', 'Tan or brown?\nNoah', 'Dear Noah,\n\ntan changes more.'),
  done(
    short(
      'leaf',
      emma,
      'Is the glaze safe in a microwave?',
      24,
      '11:30',
      'May I warm the saucers?\nEmma',
      'Dear Emma,\n\nyes, for a short time.',
    ),
  ),
  done(
    short(
      'leaf',
      liam,
      'Two bags instead of one',
      19,
      '10:20',
      'May I change order #1003 to two bags?\nLiam',
      'Dear Liam,\n\nchanged.',
    ),
  ),
  done(
    short(
      'hide',
      mia,
      'How often do I oil the leather?',
      33,
      '17:10',
      'Once a month?\nMia',
      'Dear Mia,\n\nevery other month is enough.',
    ),
  ),
  {
    to: 'hide',
    who: ava,
    subject: 'Thank you',
    last: { daysAgo: 14, at: '18:25' },
    isResolved: 'no-reply-needed',
    turns: [{ by: 'customer', text: 'The wallet has arrived. I love it.\nAva' }],
  },
  {
    to: 'leaf',
    who: { name: 'Makers Monthly', address: 'news@seminar.example.com' },
    subject: 'Packing for the holidays: a free talk',
    last: { daysAgo: 2, at: '09:00' },
    turns: [
      {
        by: 'customer',
        text: 'A free talk about packing and posting before the holidays.',
        headers: ['List-Unsubscribe: <https://seminar.example.com/stop>'],
      },
    ],
  },
]

export const worldEn: DemoWorld = {
  shops: [
    { name: 'Leaf & Cup', color: '#3f51a3', signature: 'Dana at Leaf & Cup\nhttps://leaf.example.com/' },
    { name: 'Hide & Thread', color: '#b5532a', signature: 'Theo at Hide & Thread\nhttps://hide.example.com/' },
  ],
  accounts: [
    { key: 'leaf', shop: 'Leaf & Cup', channel: 'mail', address: 'hello@leaf.example.com' },
    { key: 'hide', shop: 'Hide & Thread', channel: 'mail', address: 'hello@hide.example.com' },
    { key: 'leaf-x', shop: 'Leaf & Cup', channel: 'x', address: '@leafandcup' },
    { key: 'hide-bluesky', shop: 'Hide & Thread', channel: 'bluesky', address: '@hide.example.com' },
  ],
  counter: counterEn,
  orders: ordersEn,
  stories: [...stories, ...holdsEn],
  quoteLine: (author, at) => `On ${at} ${author} wrote:`,
}
