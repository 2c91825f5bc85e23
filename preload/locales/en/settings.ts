import type { Catalog } from '../ja.ts'

export const settings = {
  title: 'Settings',
  back: 'Back to the inbox',
  sections: {
    accounts: 'Accounts',
    shops: 'Shops',
    hours: 'Opening hours and deadlines',
    look: 'Display',
    notices: 'Notifications',
    start: 'Starting',
    data: 'Data',
  },
  saved: 'Saved',

  addAccount: 'Add an account',
  noAccounts: 'There is no account yet. Add one to receive mail.',
  sync: 'Check now',
  edit: 'Edit',
  pause: 'Pause',
  resume: 'Resume',
  remove: 'Remove',
  interval: 'Check every',
  minutes: (n) => `${n} min`,
  lastSuccess: (when) => `Last checked ${when}`,
  neverSynced: 'Not checked yet',
  enterPassword: 'Enter the password again',
  editTitle: (address) => `Settings of ${address}`,
  save: 'Save',
  saving: 'Saving',
  removeTitle: (address) => `Remove ${address}?`,
  removeBody:
    'Receiving stops and the stored password is deleted. Tickets and replies stay. Mail on the server is not touched.',
  removeOutbox: (n) =>
    n === 1 ? 'One reply is waiting to be sent. It cannot leave any more.' : `${n} replies cannot be sent any more.`,
  removeConfirm: (shop) => `Remove the account of ${shop}`,

  shopName: 'Name of the shop',
  shopColor: 'Colour',
  signature: 'Signature',
  token: 'Put the ticket number into the subject of replies',
  tokenHint: 'Mail that a customer writes anew then still finds its ticket.',
  tokenLetters: 'Letters before the number (1 to 4 capitals)',
  tokenExample: (letters) => `For example: Re: When will it ship [#${letters}-1024]`,
  signatureHint: 'Added at the end of each reply.',

  language: 'Language',
  languages: { ja: '日本語', en: 'English' },
  theme: 'Colours',
  themes: { system: 'Same as the computer', light: 'Light', dark: 'Dark' },

  notifications: 'Show desktop notifications',
  hideContent: 'Hide what they are about',
  hideContentHint: 'They then name no customer and no subject.',
  test: 'Send a test',
  testing: 'Sending',
  testShown:
    'The notification was sent. If you do not see it, allow Madoguchi in the notification settings of your computer.',
  testRefused: {
    what: 'The notification could not be shown.',
    means: 'New tickets and deadlines appear in this window only.',
    next: 'Allow Madoguchi in the notification settings of your computer, then try again.',
  },

  launchAtLogin: 'Start when I log in',
  closeToTray: 'Keep receiving when the window is closed',
  closeToTrayHint: 'Open it again from the icon next to the clock.',

  folder: 'Data folder',
  openFolder: 'Open',
  folderHint: 'All mail and tickets are in here.',
  version: 'Version',
  demo: 'This is the demo shop. Its data is kept apart from that of your real shop.',
  plainSecrets: 'Passwords',
  plainSecretsOn: 'On this computer, passwords are stored without encryption.',
  encrypted: 'Passwords are encrypted by your computer.',
  notEncrypted: 'This computer cannot encrypt passwords. You will be asked before one is stored.',
} satisfies Catalog['settings']
