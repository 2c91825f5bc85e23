import type { Catalog } from '../ja.ts'

export const mailSetup = {
  addressTitle: 'The mail address of your shop',
  addressHint: 'The address your customers write to. Madoguchi looks up how to receive and send.',
  find: 'Look up the settings',
  byHand: 'Enter the settings myself',
  finding: (domain) => `Looking up ${domain}`,
  findingHint: 'You will see what was found before it is used. No password is sent yet.',
  stop: 'Stop',
  changeAddress: 'Change the address',
  foundTitle: 'Mail settings',
  foundBox: 'What was found',
  guessBox: 'No settings were found',
  how: {
    known: (service) =>
      service === '' ? 'These are the settings of this mail provider.' : `These are the settings of ${service}.`,
    autoconfig: (place) => `${place} publishes these settings.`,
    srv: (place) => `The owner of ${place} publishes these settings (DNS).`,
    mx: (place, service) => `Mail is delivered to ${place}, so these are the settings of ${service}.`,
    guess: 'The usual names were filled in: compare them with the papers of your mail provider.',
  },
  elsewhere: (host) =>
    `${host} does not belong to the domain of your shop. Make sure it is the company that runs your mail.`,
  popOnly: {
    text: 'Only POP was found for this service. Madoguchi reads mail over IMAP.',
    ways: [
      'See in the help or the settings of the service whether IMAP can be switched on.',
      'Forward the mail to an address with IMAP, such as Gmail, and add that one here.',
    ],
  },
  noEncryption:
    'These settings do not encrypt. Others on the way can read your password and your mail. Ask the service whether there are encrypted ones.',
  offline: 'There is no connection to the internet, so nothing could be looked up. The usual names were filled in.',
  unknownDomain: (domain) => `“${domain}” was not found. Please check the spelling.`,
  openPage: (host) => `Open ${host}`,

  signIn: {
    how: 'How to sign in',
    ways: { password: 'App password', browser: 'With my browser' },
    intro: {
      microsoft:
        'Microsoft 365 and Outlook.com do not accept passwords. You sign in with your browser. Once, before that, register an app of your own and note its client ID.',
      google:
        'You sign in with your browser, through a Google Cloud client of your own. Without one, an app password is simpler.',
    },
    stepsTitle: 'How to get a client ID',
    steps: {
      microsoft: [
        'At entra.microsoft.com, open “App registrations” and press “New registration”.',
        'Choose “Accounts in any organizational directory and personal Microsoft accounts”.',
        'As redirect URI choose “Public client/native” and enter http://localhost.',
        'Under “API permissions” add IMAP.AccessAsUser.All, SMTP.Send and offline_access.',
        'Copy the “Application (client) ID” and enter it below.',
      ],
      google: [
        'Make a project at console.cloud.google.com.',
        'Set up the OAuth consent screen. With Google Workspace choose “Internal”. While an “External” one is in testing you must sign in again every 7 days.',
        'Under “Credentials” make an OAuth client ID of the type “Desktop app”.',
        'Copy the client ID and the client secret and enter them below.',
      ],
    },
    clientId: 'Client ID',
    clientSecret: 'Client secret',
    begin: 'Sign in with the browser',
    waiting: 'Please sign in on the page in your browser. You come back here by itself.',
    again: 'Sign in again',
    byBrowser: 'This account is connected by signing in with the browser.',
    done: 'Signed in again.',
  },
  noPasswords: 'This service says that it takes no passwords. If it does not connect, see the help of the service.',
  skip: 'Later',
  next: 'Next',
  added: 'The account was added. Older mail is being read in the background.',
  signatureTitle: 'Signature',
  signatureHint: 'It ends every answer. You can change it later in the settings.',
  signature: 'Signature',
  proposedSignature: (shop, address) => `-- \n${shop}\n${address}`,
  hoursTitle: 'Opening hours',
  hoursHint: 'Deadlines count only the time your shop is open. Closing days can be added later in the settings.',
  noticesTitle: 'Notifications and start',
  noticesHint: 'New inquiries and deadlines are told by a notification. Try now whether you can see one.',
  demoOffer: 'Until mail arrives, you can look around in a demo shop.',
  finish: 'Begin',
} satisfies Catalog['mailSetup']
