import type { RefusalReason } from '../../domain/networks.ts'
import type { Catalog } from '../ja.ts'
import type { NetworkJournalType, PostReasonKey, UnitWords, VisibilityWords } from '../network-words.ts'
import type { ErrorWords, JournalSentence } from '../words.ts'
import { networkAbout, networkFields } from './network-fields.ts'

const visibility: VisibilityWords = { public: 'Public', private: 'Private' }
const units: UnitWords = { weighted: ' weighted', characters: ' characters', graphemes: ' characters', bytes: ' bytes' }
const refusals: Record<RefusalReason, string> = {
  'not-mentioned': 'The post does not address the shop, so X takes no answer from here.',
  'window-closed': 'The time for answers is over, so none can be sent from here.',
  blocked: 'There is a block between the two of you, so no answer can be sent.',
  protected: 'Their account is private, so no answer can be sent.',
  'read-only': 'This post cannot be answered from here.',
}

export const networks = {
  fields: networkFields,
  visibility,
  units,
  refusals,
  publicHint: 'Everybody can read it',
  privateHint: (handle) => `Only ${handle} can read it`,
  answerTo: (handle) => `Answer to ${handle}`,
  from: (account) => `from ${account}`,
  publicAnswer: (shop) => `Answer in public as ${shop}`,
  privateAnswer: (shop) => `Message as ${shop}`,
  continuePrivately: 'Continue by direct message',
  backToPublic: 'Back to a public answer',
  length: (count, max, unit) => `${count} / ${max}${unit}`,
  lengthLabel: (count, max, unit) => `${count} of ${max}${unit}`,
  tooLong: (over) => `${over} too many`,
  linkCosts: (yen) => `With a link, X charges about ¥${yen} more for this answer.`,
  until: (when) => `Answers are taken until ${when}`,
  filesRule: (max, size) => `Attach files (${max} at most, ${size} each)`,
  openInBrowser: 'Open in the browser',
  logAnswer: 'Log the answer',
  logTitle: 'An answer sent in the browser',
  logHint: 'Copy here what you sent on the network’s own page. The ticket then counts as answered.',
  logText: 'What was sent',
  logSave: 'Log it',
  logged: 'The answer was logged',
  unlogged: 'The log was taken back',

  openPost: 'Open the post',
  deleted: 'Its writer has deleted this post. Here is what it said.',
  deletedOurs: 'This post was deleted. Here is what it said.',
  edited: (when) => `Edited ${when}`,
  earlier: 'Before it was edited',
  quoted: (author) => `Quoting ${author}`,
  showMedia: (count) => (count === 1 ? 'Show 1 picture or film' : `Show ${count} pictures and films`),
  files: 'Files',
  saveFile: 'Save',
  mediaFailed: 'It could not be shown. Open the post to see it.',
  media: { image: 'Picture', video: 'Film', file: 'File' },
  found: { addressed: 'Addressed to the shop', watched: 'Found by a search', ours: 'A comment on our post' },

  addTitle: 'Connect a social network',
  addTitleOf: (network) => `Connect ${network}`,
  editTitle: (name) => `Settings of ${name}`,
  back: 'Back',
  added: (name) => `${name} is connected. Earlier posts are being read.`,
  choose: 'What would you like to connect?',
  shopName: 'Name of the shop',
  test: 'Try it',
  testing: 'Trying',
  works: (address, name) => `It works: ${address} (${name})`,
  login: 'Sign in with the browser',
  needsLogin: 'Please sign in again',
  loginAgain: 'Sign in again',
  lockedTitle: (account) => `${account} is not connected any more`,
  lockedBody:
    'Nothing can be sent from here until you sign in again. What you wrote and what waits to be sent is kept.',
  lockedSend: 'Sign in again to send',
  loginWaiting: 'Waiting for the browser',
  giveUp: 'Give up',
  save: 'Save',
  add: 'Connect',
  cancel: 'Cancel',
  about: networkAbout,
  keepsSecret: 'It is stored. Fill this in only to change it.',
  unverified: 'Untried',
  unverifiedHint: 'Nobody has seen this work with a real account yet. The mark goes once something was received.',
  expires: (when) => `The key ends ${when}`,
  expiresSoon: (days) => `The key ends in ${days} ${days === 1 ? 'day' : 'days'}. Please enter a new one.`,
  expired: 'The key has ended. Please enter a new one.',
  budget: 'Limit for a month (yen)',
  budgetHint: 'Once this is spent, receiving stops until the next month, and you are told. Empty: no limit.',
  spent: (yen, budget) => {
    const words = `About ¥${yen.toLocaleString('en-GB')} this month`
    return budget === null ? words : `${words}, of ¥${budget.toLocaleString('en-GB')}`
  },
} satisfies Catalog['networks']

const notSent = 'The answer has not been sent. Your text is unchanged.'
const refused = (key: RefusalReason): ErrorWords => ({
  what: refusals[key],
  means: notSent,
  next: 'Answer in the browser, then log the answer.',
})

export const postReasons: Record<PostReasonKey, ErrorWords> = {
  'not-mentioned': refused('not-mentioned'),
  'window-closed': refused('window-closed'),
  blocked: refused('blocked'),
  protected: refused('protected'),
  'read-only': refused('read-only'),
  budget: {
    what: 'The money for this month is spent.',
    means: 'Receiving has stopped until the next month. Answers still leave.',
    next: 'To go on receiving, raise the limit in the settings.',
  },
  'nothing-to-answer': {
    what: 'There is no post of somebody else to answer.',
    means: notSent,
    next: 'Answer in the browser.',
  },
  'too-long': { what: 'The text is too long.', means: notSent, next: 'Shorten it, or continue by direct message.' },
  'field-missing': {
    what: 'Something is not filled in.',
    means: 'Nothing was saved.',
    next: 'Fill in the empty fields.',
  },
  'other-profile': {
    what: 'This belongs to another account.',
    means: 'Nothing was changed.',
    next: 'Use that of the same account, or connect it as a new one.',
  },
  'token-refused': {
    what: 'The network did not accept the sign-in.',
    means: 'Receiving and sending of this account have stopped. Answers on their way are kept.',
    next: 'Sign in again in the settings.',
  },
  'not-accepted': {
    what: 'The network did not accept this.',
    means: 'Nothing is connected yet.',
    next: 'Please check that it was copied completely and has not ended.',
  },
  'missing-permission': {
    what: 'The access token does not allow everything that is needed.',
    means: 'Nothing can be received or sent with it. What you wrote is kept.',
    next: 'In the settings, paste a token made with all of its permissions, or sign in by the browser.',
  },
  'not-a-server': {
    what: 'This does not seem to be a server of that network.',
    means: 'Nothing was saved.',
    next: 'Check the name of the server.',
  },
}

export const networkJoins = {
  'post-logged': 'It is the log of an answer sent in the browser',
  'post-thread': 'The same person wrote it below the same post',
  'post-conversation': 'It is a direct message of the same conversation',
  'post-answers': 'It is our answer to this post',
  'post-own': 'It is a post of ours in the same conversation',
  'post-long-settled': 'The conversation had been settled for two weeks, so a new ticket began',
}

export const networkJournal: Record<NetworkJournalType, JournalSentence> = {
  'post.deleted': () => 'The post was deleted',
  'post.edited': () => 'The post was edited',
  'answer.logged': () => 'An answer sent in the browser was logged',
  'answer.unlogged': () => 'The log of an answer was taken back',
}
