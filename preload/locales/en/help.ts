import type { Catalog } from '../ja.ts'
import type { HelpTopic } from '../words.ts'

const topics: HelpTopic[] = [
  {
    title: 'The first day',
    words: 'start begin how to',
    body: [
      '“To do” on the left lists what waits for you, nearest deadline first. Open from the top and answer.',
      'An answered inquiry moves to “Waiting”, and comes back when the customer writes. Resolve what is settled.',
      'Order confirmations, advertisements and the like, which need no answer, lie under “Notices”.',
    ],
  },
  {
    title: 'Adding a mail account',
    words: 'imap smtp password settings receive shop',
    body: [
      'Settings, “Accounts”. You can add any number of shops; an answer leaves from the shop the customer wrote to.',
      'When nothing is received, the line of the account at the lower left says why, and what to do.',
    ],
  },
  {
    title: 'Answering',
    words: 'send signature recipient draft undo',
    body: [
      'Open an inquiry and press r, or write in the field below. What you write is kept as a draft.',
      'Ctrl+Enter (Cmd+Enter on a Mac) sends. For some seconds “Undo” takes it back; how long is in the settings.',
      'The mark beside the button offers sending at a time, sending and resolving, and sending with a hold.',
    ],
  },
  {
    title: 'Deadlines and opening hours',
    words: 'overdue late closed why',
    body: [
      'A deadline counts only the opening hours of the shop. “Why this deadline?” shows the hours counted.',
      'Hours, closing days and rules are in the settings. For one inquiry, use the clock above it.',
    ],
  },
  {
    title: 'Holding an order',
    words: 'hold cancel reminder waiting',
    body: [
      'When an order waits for the customer, press h, choose a date and send.',
      'After that date you write once more; only after the second date can you confirm a cancellation. A word of the customer stops all of it.',
    ],
  },
  {
    title: 'Later (snooze)',
    words: 'snooze postpone',
    body: ['Press s and choose a time. It comes back to the top then, or when the customer writes.'],
  },
  {
    title: 'Templates and phrases',
    words: 'fields insert',
    body: [
      't chooses a template, ; a phrase. Names and order numbers are filled in; what could not be filled is underlined in red.',
      'Manage them with g, then t.',
    ],
  },
  {
    title: 'Writing first',
    words: 'new mail compose begin mailto link',
    body: [
      'Ctrl+N (Cmd+N on a Mac) asks for shop, recipient and subject; you write the text where answers are written. Their answer comes into the same ticket.',
      'For mail links of web pages to begin a mail here, switch that on in the settings, where starting is.',
    ],
  },
  {
    title: 'Finding',
    words: 'search order number past',
    body: [
      'Press / and look for words, names, order or telephone numbers. Two letters are enough.',
      'Ctrl+K (Cmd+K on a Mac) finds a command by its name.',
    ],
  },
  {
    title: 'Rules',
    words: 'automatic sorting conditions',
    body: [
      'g, then r. Mail that meets the conditions gets a category, an assignee, a deadline.',
      'Try a rule on earlier mail before it runs, and take a run back afterwards.',
    ],
  },
  {
    title: 'Assignees, notes and calls',
    words: 'staff colleague phone memo',
    body: [
      'a assigns, n writes an internal note. The customer never sees it.',
      'After a call, Ctrl+Shift+P writes a phone memo, which becomes an inquiry.',
    ],
  },
  {
    title: 'Social networks',
    words: 'X Instagram Facebook Bluesky Mastodon Misskey DM post Rakuten',
    body: [
      'Add them under “Accounts”. Posts and direct messages stand in the same list as mail.',
      'Above the button you see whether an answer is public or goes to the person alone.',
    ],
  },
  {
    title: 'Without a connection',
    words: 'offline outbox arrived error',
    body: [
      'You can read, write and press “Send”. Answers wait in the outbox and leave when there is a connection.',
      'When it is unclear whether one arrived, it is not sent again by itself: say in the outbox what you know.',
    ],
  },
  {
    title: 'When no notifications appear',
    words: 'popup sound desktop',
    body: [
      'Press “Test notification” in the settings. If nothing appears, allow Madoguchi in the notification settings of the system.',
      'You can keep hours free of them; what came then is told in the morning.',
    ],
  },
  {
    title: 'Two people, two PCs',
    words: 'double reply colleague lan share network pairing code take over second pc',
    body: [
      'Give each person a profile under “Staff” in the settings: the list and the ticket then say who is writing a reply. “Take over” goes on with what a colleague began.',
      'When two people send at once, the first reply leaves, and the other person is shown the newer message. What they wrote stays.',
      'To work from a second PC, open “Use from other PCs” in the settings of the PC with the data, and enter the code it shows under “Connect to another PC” on the first screen of the other one.',
    ],
  },
  {
    title: 'Backups and moving',
    words: 'restore new computer damaged copy',
    body: [
      'There is a backup once a day, in a folder you choose. A folder that is synchronised to a cloud is fine.',
      'To a new computer, all of it goes in one file, made in the settings.',
    ],
  },
  {
    title: 'Where the data is',
    words: 'privacy server cloud delete safe',
    body: [
      'Everything is on this computer. There is no server of ours, and nothing is reported.',
      'The program connects to your mail servers and networks, and to the source of updates if one is set. To nothing else.',
      'To erase a customer, use “More” beside the customer.',
    ],
  },
  {
    title: 'Printing',
    words: 'paper pdf',
    body: [
      'Open an inquiry and press Ctrl+P (Cmd+P on a Mac). The words of the conversation are printed, internal notes are not.',
      'For a PDF, choose it as the destination.',
    ],
  },
  {
    title: 'Size of the text, colours',
    words: 'zoom larger smaller dark mode',
    body: [
      'Ctrl and + enlarge, Ctrl and - reduce, Ctrl and 0 reset (Cmd on a Mac). It is remembered.',
      'Colours are under “Appearance” in the settings.',
    ],
  },
]

export const help: Catalog['help'] = {
  title: 'Help',
  back: 'Back to the inbox',
  find: 'Find in the help',
  placeholder: 'undo, print, deadline',
  all: (n) => `${n} topics. Press a title to open it.`,
  found: (n) => (n === 1 ? '1 topic found' : `${n} topics found`),
  none: 'No topic has these words.',
  noneNext: 'Try fewer words, or others.',
  showAll: 'Show all topics',
  keys: 'Keyboard shortcuts',
  feedback: 'Send an opinion',
  topics,
}
