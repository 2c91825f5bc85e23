import { afterEach, expect, it } from 'vitest'
import type { ChannelTools } from '../../main/channels/adapter.ts'
import { fakeChannel, mailSettings, MINUTE, openWorld } from './world.ts'

let close: () => Promise<void>
afterEach(() => close())

/** An account that is connected; `tools` are those of each of its connections, in turn. */
async function setup() {
  const tools: ChannelTools[] = []
  const channel = fakeChannel()
  const world = openWorld({
    channel: {
      ...channel,
      connect(settings, secrets, given) {
        tools.push(given)
        return channel.connect(settings, secrets, given)
      },
    },
  })
  close = () => world.close()
  const id = world.addAccount()
  await world.settle(1)
  const renew = (connection: number, imapPassword: string) =>
    tools[connection]!.saveSecrets({ imapPassword }, world.clock.now() + MINUTE)
  const stored = () => world.store.accounts.secrets(id).map(({ name, box }) => `${name} ${box.toString()}`)
  const change = (secrets: { imapPassword: string; smtpPassword: string } | null, interval = 3 * MINUTE) =>
    world.services.accounts.update(id, mailSettings('shop@example.jp'), secrets, interval)
  return { ...world, id, renew, stored, change }
}

it('a token that a connection renewed is kept, again and again', async () => {
  const { renew, stored } = await setup()
  renew(0, 'second')
  renew(0, 'third')
  expect(stored()).toEqual(['imapPassword third', 'smtpPassword s'])
})

it('a renewal under way while only the interval changes is kept: the token before works no more', async () => {
  const { renew, stored, change } = await setup()
  await change(null, 5 * MINUTE)
  renew(0, 'second')
  expect(stored()).toEqual(['imapPassword second', 'smtpPassword s'])
})

it('a renewal under way while the owner gives another token does not replace that one', async () => {
  const { renew, stored, change, settle } = await setup()
  await change({ imapPassword: 'new', smtpPassword: 'new' })
  renew(0, 'of the old one')
  expect(stored()).toEqual(['imapPassword new', 'smtpPassword new'])
  await settle(1)
  renew(1, 'newer')
  expect(stored()).toEqual(['imapPassword newer', 'smtpPassword new'])
})

it('a renewal under way while the account is removed leaves no secret behind', async () => {
  const { renew, store, services, id } = await setup()
  await services.accounts.remove(id)
  renew(0, 'of nobody')
  expect(store.accounts.secrets(id)).toEqual([])
})
