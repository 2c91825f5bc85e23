import type { FieldWords } from '../network-words.ts'
import type { ErrorWords, XReasonKey } from '../words.ts'

export const xFields: Record<string, FieldWords> = {
  login: {
    label: 'How to connect',
    help: 'Make an app of your own at console.x.com with the account of the shop. X is paid in advance.',
    options: { browser: 'Sign in with the browser (recommended)', keys: 'Paste four keys' },
  },
  clientId: {
    label: 'Client ID',
    help: 'It appears once “User authentication settings” of the app say Native App and the callback URI http://127.0.0.1:47391/callback.',
  },
  clientSecret: {
    label: 'Client secret',
    help: 'Only for an app of the kind Web App. Leave it empty for a Native App.',
  },
  appKey: { label: 'API key', help: 'Under “Keys and tokens” of the app.' },
  appSecret: { label: 'API key secret', help: 'Shown together with the API key.' },
  accessToken: {
    label: 'Access token',
    help: 'Made after the permissions were set to “Read and write and Direct message”.',
  },
  accessSecret: { label: 'Access token secret', help: 'Shown together with the access token.' },
  watch: {
    label: 'Words to watch',
    help: 'One a line. Finds posts that have these words without addressing you. Each costs about 0.8 yen and cannot be answered from here: answer in the browser and log it.',
  },
  messages: {
    label: 'Receive direct messages',
    help: 'About 1.6 yen each. X does not hand out encrypted chats (XChat).',
  },
  ownsApp: {
    label: 'The app was made with this account',
    help: 'Posts that mention you then cost a fifth. Switch it off for an app of another account.',
  },
  yenPerDollar: { label: 'Yen for a dollar', help: 'X charges in dollars. The costs shown are worked out with this.' },
}

const notSent = 'The reply was not sent. What you wrote is still there.'
const notConnected = 'The account is not connected yet.'

export const xReasons: Record<XReasonKey, ErrorWords> = {
  'x-no-credits': {
    what: 'The credits paid to X are used up.',
    means: 'Nothing is received from X or sent to it. What you wrote is still there.',
    next: 'Buy credits at console.x.com, then try again.',
  },
  'x-no-permission': {
    what: 'The app at X has no permission for this.',
    means: 'Direct messages or some replies stand still. What waits in the outbox is still there.',
    next: 'At console.x.com, let the app “Read and write and Direct message”, then sign in anew in the settings or enter the keys again.',
  },
  'x-not-allowed': {
    what: 'X did not allow this.',
    means: 'Something could not be received or sent. What you wrote is still there.',
    next: 'At console.x.com, check that the app may “Read and write and Direct message” and that the account is not restricted.',
  },
  'x-duplicate': {
    what: 'The same words were posted already.',
    means: 'X does not take the same words twice in a row. The reply was not sent.',
    next: 'Change the wording a little and send again.',
  },
  'x-no-messages': {
    what: 'This person takes no direct messages.',
    means: notSent,
    next: 'Ask in a public reply to allow messages from you.',
  },
  'x-watch-too-long': {
    what: 'There are too many words to watch.',
    means: 'Nothing was saved.',
    next: 'Use fewer or shorter words: about 450 characters in all.',
  },
  'x-client-id-missing': {
    what: 'The client ID is missing.',
    means: notConnected,
    next: 'Paste the client ID, or choose to paste four keys.',
  },
  'login-denied': {
    what: 'The connection was not allowed in the browser.',
    means: notConnected,
    next: 'Sign in again and press the button that allows it.',
  },
  'login-timeout': {
    what: 'Signing in with the browser took too long.',
    means: notConnected,
    next: 'Press “Sign in with the browser” again.',
  },
  'no-browser': {
    what: 'No browser could be opened.',
    means: 'Nothing was changed.',
    next: 'Choose a default browser in the settings of this computer, then try again.',
  },
  'port-taken': {
    what: 'The port that receives the sign-in is used by another program.',
    means: notConnected,
    next: 'Close other programs, or another Madoguchi, and try again.',
  },
  'unknown-app': {
    what: 'There is no such app.',
    means: notConnected,
    next: 'Copy the client ID and secret once more.',
  },
}
