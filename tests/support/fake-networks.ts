import type { Input, Output } from '../../preload/contract.ts'
import { facebookFields } from '../../main/channels/meta/settings.ts'
import type { AccountInfo, MessageId, NetworkDraft } from '../../preload/domain.ts'

/** Main's side of social networks for the window: two networks, one token that they take, and no Messenger. */
export function createFakeNetworks(account: () => AccountInfo) {
  const tested: NetworkDraft[] = []
  const logged: string[] = []
  return {
    tested,
    logged,
    handlers: {
      'networks.list': (): Output<'networks.list'> => [
        {
          id: 'mastodon',
          fields: [
            { name: 'server', kind: 'url', isRequired: true, initial: '' },
            { name: 'token', kind: 'secret', isRequired: true, initial: '' },
          ],
          hasLogin: false,
        },
        { id: 'facebook', fields: [...facebookFields], hasLogin: false },
      ],
      'networks.draft': (): Output<'networks.draft'> => ({
        draft: {
          channel: 'mastodon',
          settings: { server: 'https://social.example.com' },
          secrets: {},
          budgetYen: null,
          wantsLogin: false,
        },
        storedSecrets: ['token'],
      }),
      'networks.test': ({ draft }: Input<'networks.test'>): Output<'networks.test'> => {
        tested.push(draft)
        if (draft.settings['messenger'] === 'yes')
          return { ok: false, code: 'invalid-input', reason: 'meta-no-messenger', detail: 'No pages_messaging' }
        return draft.secrets['token'] === 'right'
          ? { ok: true, address: '@aobaya@social.example.com', name: '青葉屋' }
          : { ok: false, code: 'auth-expired', reason: 'token-refused', detail: 'The access token is invalid' }
      },
      'networks.add': () => account(),
      'networks.update': () => account(),
      'networks.giveUp': () => null,
      'posts.saveFile': () => ({ path: '/home/shop/見積書.pdf' }),
      'replies.log': ({ text }: Input<'replies.log'>) => {
        logged.push(text)
        return { messageId: 9000 as MessageId }
      },
      'replies.unlog': () => {
        logged.pop()
        return null
      },
    },
  }
}
