import type { NetworkId } from '../../domain/networks.ts'
import type { FieldWords } from '../network-words.ts'
import { xFields } from './x-account.ts'

export const networkFields: Record<NetworkId, Record<string, FieldWords>> = {
  x: xFields,
  instagram: {},
  facebook: {},
  bluesky: {},
  mastodon: {
    server: { label: 'Server', help: 'The address of the server the account is on, as https://mastodon.example.jp.' },
    token: {
      label: 'Access token',
      help: 'On the server: Preferences, Development, New application, with the scopes read and write. Paste “Your access token” here.',
    },
  },
  rmesse: {},
}
