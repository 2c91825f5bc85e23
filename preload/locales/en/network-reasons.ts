import type { ErrorWords, NetworkReasonKey } from '../words.ts'
import { metaReasons } from './meta-account.ts'
import { xReasons } from './x-account.ts'

export const networkReasons: Record<NetworkReasonKey, ErrorWords> = {
  'not-app-password': {
    what: 'This does not look like an app password.',
    means: 'Madoguchi never keeps your real password. It was sent nowhere.',
    next: 'In Bluesky, open Settings → Privacy and security → App passwords and use one made there: four groups of four letters.',
  },
  'no-dm-access': {
    what: 'This app password cannot read direct messages.',
    means: 'Posts would arrive, direct messages would not.',
    next: 'Make a new one with “Allow access to your direct messages”, or switch direct messages off here.',
  },
  'post-gone': {
    what: 'The post you answered is gone.',
    means: 'The reply was not sent. What you wrote is still there.',
    next: 'Look with “Open in browser”. If it was deleted, you can settle the ticket without a reply.',
  },
  'files-refused': {
    what: 'These files cannot be sent.',
    means: 'The reply was not sent. What you wrote is still there.',
    next: 'Check their kind, number and size. Without them the reply can go.',
  },
  'rmesse-line-too-long': {
    what: 'R-Messe takes at most 300 characters a line.',
    means: 'The reply was not sent. What you wrote is still there.',
    next: 'Break the long line, then send again.',
  },
  'rmesse-link': {
    what: 'There is a link that R-Messe does not take.',
    means: 'The reply was not sent. Rakuten accepts only its own pages, and only with https.',
    next: 'Take the link out, then send again.',
  },
  'rmesse-not-allowed': {
    what: 'This licence key may not use R-Messe.',
    means: 'Inquiries do not arrive.',
    next: 'In RMS, under WEB API service → settings, set the functions of InquiryManagementAPI to “in use”.',
  },
  'rmesse-key-ended': {
    what: 'The licence key has ended, or it is wrong.',
    means: 'Inquiries of R-Messe do not arrive. Replies that wait are kept.',
    next: 'Renew the licence key in RMS and enter it here. What came in between will arrive.',
  },
  ...xReasons,
  ...metaReasons,
}
