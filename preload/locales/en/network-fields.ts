import type { NetworkId } from '../../domain/networks.ts'
import type { FieldWords } from '../network-words.ts'
import { facebookFields, instagramFields } from './meta-account.ts'
import { xFields } from './x-account.ts'

export const networkFields: Record<NetworkId, Record<string, FieldWords>> = {
  x: xFields,
  instagram: instagramFields,
  facebook: facebookFields,
  bluesky: {
    handle: { label: 'Handle', help: 'The name after the @ (such as aobaya.bsky.social).' },
    appPassword: {
      label: 'App password',
      help: 'Made in Bluesky under Settings → Privacy and security → App passwords, with access to your direct messages. Neither your real password nor a code of two-factor sign-in is needed.',
    },
    dm: { label: 'Receive direct messages too', help: 'The app password has to allow it.' },
    server: { label: 'Server', help: 'Leave it as it is, unless you host your account (PDS) elsewhere.' },
  },
  mastodon: {
    server: { label: 'Server', help: 'The address of the server the account is on, as https://mastodon.example.jp.' },
    login: {
      label: 'How to connect',
      help: 'Signing in by the browser takes one press of “Authorize” on the page of your server.',
      options: { browser: 'Sign in by the browser (recommended)', token: 'Paste an access token' },
    },
    token: {
      label: 'Access token',
      help: 'On the server: Preferences, Development, New application, with the scopes read and write. Paste “Your access token” here.',
    },
  },
  misskey: {
    server: { label: 'Server', help: 'The address of the server the account is on, as https://misskey.io.' },
    login: {
      label: 'How to connect',
      help: 'Signing in by the browser takes one press of “Allow” on the page of your server.',
      options: { browser: 'Sign in by the browser (recommended)', token: 'Paste an access token' },
    },
    token: {
      label: 'Access token',
      help: 'Open Settings, Service integration, Generate access token (on some servers Settings, API).\nAllow it to view your account information, to compose or delete notes, and to edit your drive.\nPaste what is shown below.',
    },
  },
  rmesse: {
    shopUrl: { label: 'Shop URL', help: 'What follows www.rakuten.co.jp/ (such as aobaya).' },
    serviceSecret: {
      label: 'Service secret',
      help: 'In RMS under WEB API service → settings. It begins with SP.',
    },
    licenseKey: {
      label: 'License key',
      help: 'On the same page; it begins with SL. It ends after 90 days: you are told from 14 days before. The functions of InquiryManagementAPI and LicenseManagementAPI have to be in use.',
    },
    settle: {
      label: 'Complete an inquiry in R-Messe when its ticket is settled here',
      help: 'When off, it is only marked as read there. What is completed in R-Messe is settled here either way.',
    },
  },
}

export const networkAbout: Partial<Record<NetworkId, string>> = {
  x:
    'The API of X costs money: each post received and each answer is taken from what you paid in advance.\n' +
    'There is a way without it. Turn on e-mail notifications in the settings of X, and connect the mailbox they go to: posts that address you then stand in the list. Answer them in the browser, and log the answer here.',
  facebook:
    'Receives the comments below the posts of your page.\n' +
    'The switch below receives Messenger too, but for customers’ messages Meta wants the app reviewed. Without that, use Meta Business Suite for Messenger.',
  misskey:
    'Receives posts that mention or answer you, and direct notes that name you.\n' +
    'Messages of the chat are not received: read them on the page of Misskey.',
  rmesse: 'Receives what customers of a Rakuten Ichiba shop ask in R-Messe.',
}
