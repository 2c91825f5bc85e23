import { afterEach, describe, expect, it } from 'vitest'
import { misskeyChannel } from '../../../main/channels/misskey/index.ts'
import { AIKO, AOBAYA, type FakeMisskey, KEN, TOKEN } from '../../support/networks/misskey.ts'
import { drain, messagesOf } from '../post-tools.ts'
import { MINUTE, openMisskey } from './world.ts'

const DAY = 24 * 60 * MINUTE
const open: FakeMisskey[] = []
afterEach(async () => void (await Promise.all(open.splice(0).map((network) => network.close()))))
async function setup() {
  const world = await openMisskey()
  open.push(world.network)
  return world
}
const endpointsOf = ({ asked }: FakeMisskey) => asked.map(({ path }) => path.slice('/api/'.length))

describe('a look at Misskey', () => {
  it('reads who wrote, where it stands and what it shows, in public', async () => {
    const { network, adapter } = await setup()
    const shown = network.sayOurselves('青いお皿が入りました')
    network.mention(AIKO, 'お皿が割れていました', { cw: '苦情', files: ['a'], renote: shown })
    const [message] = messagesOf(await drain(adapter, null))
    expect(message!.message.textBody).toBe('苦情\n\nお皿が割れていました')
    expect(message!.message.post).toMatchObject({
      visibility: 'public',
      conversation: message!.externalId,
      url: `${network.url}/notes/${message!.externalId}`,
      author: { id: AIKO.id, handle: '@aiko@friends.example.com', name: '愛子' },
      media: [{ kind: 'image', url: `${network.url}/files/a.png`, description: '割れたお皿' }],
      quoted: { author: `@aobaya@${new URL(network.url).host}`, text: '青いお皿が入りました' },
    })
  })

  it('takes a note that names only us for a direct message, in one conversation with its writer', async () => {
    const { network, adapter, clock } = await setup()
    const first = network.directly(KEN, '住所を変えたいです')
    clock.suspend(1000)
    network.sayOurselves('承りました', { visibility: 'specified', visibleUserIds: [KEN.id], replyId: first.id })
    clock.suspend(1000)
    network.mention(KEN, 'フォロワーだけに書きます', { visibility: 'followers' })
    const posts = messagesOf(await drain(adapter, null)).map(({ message, place }) => [
      place,
      message.post!.visibility,
      message.post!.conversation,
    ])
    const conversation = `dm:${KEN.id}`
    expect(posts).toHaveLength(3)
    expect(posts).toEqual(
      expect.arrayContaining([
        ['inbox', 'private', conversation],
        ['sent', 'private', conversation],
      ]),
    )
    expect(posts.every(([, , where]) => where === conversation)).toBe(true)
  })

  it('keeps a thread together from its first note, and asks for that once', async () => {
    const { network, adapter, clock } = await setup()
    const root = network.sayOurselves('新しいお皿が入りました')
    const first = network.mention(AIKO, 'いくらですか', { replyId: root.id })
    clock.suspend(1000)
    const ours = network.sayOurselves('千円です', { replyId: first.id, mentions: [AIKO.id] })
    clock.suspend(1000)
    network.mention(AIKO, '二つください', { replyId: ours.id })
    const messages = messagesOf(await drain(adapter, null))
    expect(messages.map(({ message }) => message.post!.conversation)).toEqual([root.id, root.id, root.id])
    expect(messages.find(({ place }) => place === 'sent')!.message).toMatchObject({
      inReplyTo: `misskey:${first.id}`,
      to: [{ name: '愛子', address: '@aiko@friends.example.com' }],
    })
    expect(endpointsOf(network).filter((one) => one === 'notes/conversation')).toHaveLength(1)
  })

  it('takes no announcement of the shop for an answer', async () => {
    const { network, adapter } = await setup()
    const announced = network.sayOurselves('本日は休業します')
    network.sayOurselves('明日は10時からです', { replyId: announced.id })
    expect(messagesOf(await drain(adapter, null))).toEqual([])
  })

  it('asks twice where there is nothing new, and marks nothing as read', async () => {
    const { network, adapter } = await setup()
    for (let n = 0; n < 30; n++) network.mention(AIKO, `${n}つ目`)
    const pages = await drain(adapter, null)
    network.asked.length = 0
    await drain(adapter, pages.at(-1)!.cursor)
    expect(endpointsOf(network)).toEqual(['notes/mentions', 'users/notes'])
  })

  it('finds a note that came late from another server, under the time it was written there', async () => {
    const { network, adapter, clock } = await setup()
    network.mention(KEN, '先に届いた投稿')
    const pages = await drain(adapter, null)
    network.mention(AIKO, '遅れて届いた投稿', { at: clock.now() - 3 * DAY })
    const late = messagesOf(await drain(adapter, pages.at(-1)!.cursor))
    expect(late.map(({ message }) => message.textBody)).toEqual(['遅れて届いた投稿'])
  })

  it('brings all that came while the program was away, a bounded number of pages at a time', async () => {
    const { network, adapter } = await setup()
    for (let n = 0; n < 250; n++) network.mention(AIKO, `${n}つ目`)
    const messages = messagesOf(await drain(adapter, null))
    expect(new Set(messages.map(({ externalId }) => externalId)).size).toBe(250)
    expect(endpointsOf(network).filter((one) => one === 'notes/mentions').length).toBeLessThanOrEqual(5)
  })

  it('shows what was deleted, because the server says that there is no such note, and not what only was left out', async () => {
    const { network, adapter, clock } = await setup()
    const gone = network.mention(KEN, '営業中ですか')
    network.mention(AIKO, '青いのはありますか')
    const [page] = await drain(adapter, null)
    network.remove(gone)
    clock.suspend(31 * MINUTE)
    const [deleted] = await drain(adapter, page!.cursor)
    expect(deleted!.changes).toEqual([{ what: 'deleted', externalId: gone.id }])
    clock.suspend(31 * MINUTE)
    expect(await drain(adapter, deleted!.cursor)).toEqual([])
  })

  it('shows what was edited, on servers that know of it', async () => {
    const { network, adapter, clock } = await setup()
    const note = network.mention(AIKO, '青いのはありますか')
    const [page] = await drain(adapter, null)
    network.edit(note, '赤いのはありますか')
    clock.suspend(31 * MINUTE)
    const [edited] = await drain(adapter, page!.cursor)
    expect(edited!.changes).toMatchObject([
      { what: 'edited', externalId: note.id, post: { message: { textBody: '赤いのはありますか' } } },
    ])
    clock.suspend(31 * MINUTE)
    expect(await drain(adapter, edited!.cursor)).toEqual([])
  })

  it('reaches back thirty days at first', async () => {
    const { network, adapter, clock } = await setup()
    network.mention(AIKO, '去年の投稿', { at: clock.now() - 40 * DAY })
    network.mention(AIKO, '先週の投稿', { at: clock.now() - 7 * DAY })
    const messages = messagesOf(await drain(adapter, null))
    expect(messages.map(({ message }) => message.textBody)).toEqual(['先週の投稿'])
  })

  it('finds out who we are where the settings do not say', async () => {
    const { network, tools } = await setup()
    const adapter = misskeyChannel.connect({ server: network.url }, { token: TOKEN }, tools)
    network.mention(AIKO, 'こんにちは')
    network.mention(AOBAYA, '自分の投稿')
    expect(messagesOf(await drain(adapter, null))).toHaveLength(1)
  })

  it('takes the page of a guard in front of the server for a network that is away, not for a refused token', async () => {
    const { network, adapter } = await setup()
    network.fail({ at: 'notes/mentions', what: 'status', status: 403 })
    await expect(drain(adapter, null)).rejects.toMatchObject({ code: 'offline' })
  })
})
