import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { blueskyChannel } from '../../../main/channels/bluesky/index.ts'
import { facetsOf, mentionedIn } from '../../../main/channels/bluesky/facets.ts'
import { recordKeyOf, timeOfRecordKey } from '../../../main/channels/bluesky/tid.ts'
import { createFakeClock } from '../../support/fake-clock.ts'
import { APP_PASSWORD, type FakeBluesky, startBluesky } from '../../support/networks/bluesky.ts'
import { answer, drain, messagesOf, never, toolsFor } from '../post-tools.ts'

const clock = createFakeClock('2026-11-20T03:00:00Z')
let network: FakeBluesky
const connect = () =>
  blueskyChannel.connect(
    { handle: 'aobaya.test', server: network.url },
    { appPassword: APP_PASSWORD },
    toolsFor(clock).tools,
  )
const asked = (method: string) => network.asked.filter(({ path }) => path.endsWith(method))

beforeEach(async () => {
  network = await startBluesky(clock.now)
})
afterEach(() => network.close())

describe('an answer in public', () => {
  const underPost = (key: string, text = '承知しました') => {
    const post = network.post('ありますか', {
      record: {
        reply: {
          root: { uri: 'at://did:plc:x/app.bsky.feed.post/1', cid: 'c1' },
          parent: { uri: 'at://did:plc:x/app.bsky.feed.post/2', cid: 'c2' },
        },
      },
    })
    return {
      post,
      reply: answer({
        key,
        text,
        inReplyTo: post.uri,
        conversation: 'at://did:plc:x/app.bsky.feed.post/1',
        date: clock.now(),
      }),
    }
  }

  it('stands under the post it answers, in the thread of that post', async () => {
    const { post, reply } = underPost('row-1')
    const sent = await connect().send(reply, never)
    expect(sent).toMatchObject({ outcome: 'accepted', rejectedRecipients: [] })
    const [record] = [...network.records.values()]
    expect(record!.value).toMatchObject({
      text: '承知しました',
      createdAt: '2026-11-20T03:00:00.000Z',
      reply: {
        root: { uri: 'at://did:plc:x/app.bsky.feed.post/1', cid: 'c1' },
        parent: { uri: post.uri, cid: post.cid },
      },
    })
    expect(JSON.stringify(sent)).not.toContain('access-')
  })

  it('comes back from the network as the same message, not as a second one', async () => {
    const adapter = connect()
    const { reply } = underPost('row-1')
    const sent = await adapter.send(reply, never)
    const own = messagesOf(await drain(adapter, null)).filter(({ place }) => place === 'sent')
    expect(own.map(({ externalId }) => externalId)).toEqual([
      (sent as { posted: { externalId: string } }).posted.externalId,
    ])
  })

  it.each(['lost', 'status', 'html'] as const)(
    'is found by its key after the answer was %s, and posted once',
    async (what) => {
      const adapter = connect()
      const { reply } = underPost(`row-${what}`)
      const at = 'createRecord'
      network.fail(what === 'status' ? { at, what, status: 502 } : { at, what })
      const first = await adapter.send(reply, never)
      if (what === 'lost') expect(first.outcome).toBe('accepted')
      // Certainly not taken as far as the record tells, but nobody said so: a person or the outbox may try again.
      else expect(first.outcome).toBe('unclear')
      const second = await adapter.send(reply, never)
      expect(second.outcome).toBe('accepted')
      expect(await adapter.findSent(reply, never)).toMatchObject({ externalId: [...network.records.keys()][0] })
      expect(network.records.size).toBe(1)
    },
  )

  it('stays unclear when the server cannot be asked either, and is found later', async () => {
    const adapter = connect()
    const news = answer({ key: 'row-2', text: '明日は休みです', date: clock.now() })
    network.fail({ at: 'createRecord', what: 'lost' }, { at: 'getRecord', what: 'status', status: 503 })
    expect((await adapter.send(news, never)).outcome).toBe('unclear')
    expect(await adapter.findSent(news, never)).toMatchObject({ externalId: [...network.records.keys()][0] })
  })

  it('is certainly not there when it was never sent', async () => {
    expect(await connect().findSent(answer({ key: 'nie' }), never)).toBe(false)
  })

  it('leaves nothing when the network refuses it, and gives the reason back', async () => {
    const { reply } = underPost('row-3')
    network.fail({
      at: 'createRecord',
      what: 'status',
      status: 400,
      json: { error: 'InvalidRequest', message: 'Record/text must not be longer' },
    })
    await expect(connect().send(reply, never)).rejects.toMatchObject({ code: 'rejected' })
    expect(network.records.size).toBe(0)
  })

  it('waits when the network asks for a pause', async () => {
    const { reply } = underPost('row-4')
    network.fail({ at: 'createRecord', what: 'status', status: 429, headers: { 'retry-after': '60' } })
    await expect(connect().send(reply, never)).rejects.toMatchObject({
      code: 'rate-limited',
      retryAt: clock.now() + 60_000,
    })
  })

  it('asks the network for nothing when the text or the files cannot go', async () => {
    const adapter = connect()
    const { reply } = underPost('row-5', 'あ'.repeat(301))
    await expect(adapter.send(reply, never)).rejects.toMatchObject({ reason: 'too-long' })
    const attachments = [{ name: '納品書.pdf', type: 'application/pdf', content: new Uint8Array(9) }]
    await expect(adapter.send({ ...underPost('row-6').reply, attachments }, never)).rejects.toMatchObject({
      reason: 'files-refused',
    })
    expect(network.asked).toEqual([])
    // A family of four is one grapheme, whatever it is made of.
    const family = await adapter.send(underPost('row-7', '👨‍👩‍👧‍👦'.repeat(300)).reply, never)
    expect(family.outcome).toBe('accepted')
  })
})

describe('an answer in a direct message', () => {
  const told = (key: string, text = 'お届け先を教えてください', conversation = 'convo-hanako') =>
    answer({ key, text, conversation, visibility: 'private', recipientId: 'did:plc:hanako', date: clock.now() })

  it('goes into the conversation, and comes back as the same message', async () => {
    network.tell('届きません')
    const adapter = connect()
    const pages = await drain(adapter, null)
    const sent = await adapter.send(told('row-1'), never)
    const [own] = messagesOf(await drain(adapter, pages.at(-1)!.cursor))
    expect(own).toMatchObject({
      place: 'sent',
      externalId: (sent as { posted: { externalId: string } }).posted.externalId,
    })
    expect(own!.message.to).toEqual([{ name: '花子', address: '@hanako.test' }])
  })

  it('begins a conversation with whoever wrote in public', async () => {
    const sent = await connect().send(told('row-2', '続きはこちらで', ''), never)
    expect(sent.outcome).toBe('accepted')
    expect(network.convo('convo-hanako').messages).toHaveLength(1)
    expect(asked('getConvoForMembers')).toHaveLength(1)
  })

  it('accepts a request before it answers it', async () => {
    network.tell('はじめまして')
    network.convo('convo-hanako').status = 'request'
    await connect().send(told('row-3'), never)
    expect(network.convo('convo-hanako').status).toBe('accepted')
  })

  it('is never sent again by itself after a lost answer, and is told apart from the same words before', async () => {
    network.tell('二回聞きます')
    const adapter = connect()
    await adapter.send(told('row-4', 'はい'), never)
    network.fail({ at: 'sendMessage', what: 'lost' })
    const unclear = await adapter.send(told('row-5', 'はい'), never)
    expect(unclear.outcome).toBe('unclear')
    const [, first, second] = network.convo('convo-hanako').messages
    const found = await adapter.findSent(told('row-5', 'はい'), never)
    expect(found).toMatchObject({ externalId: `convo-hanako/${second!.id}` })
    expect(found).not.toMatchObject({ externalId: `convo-hanako/${first!.id}` })
    expect(asked('sendMessage')).toHaveLength(2)
  })

  it('leaves it to a person when the conversation does not tell', async () => {
    network.tell('もしもし')
    const adapter = connect()
    network.fail({ at: 'sendMessage', what: 'closed' })
    expect((await adapter.send(told('row-6'), never)).outcome).toBe('unclear')
    expect(await adapter.findSent(told('row-6'), never)).toBeNull()
  })
})

describe('what Bluesky wants to be told about a text', () => {
  it('is where links, mentions and tags stand, in bytes', () => {
    const text = '@hanako.test さん、https://example.jp/a(1).。 #再入荷 メールはshop@example.jpへ'
    expect(mentionedIn(text)).toEqual(['hanako.test'])
    const facets = facetsOf(text, new Map([['hanako.test', 'did:plc:hanako']]))
    const shown = facets.map(({ index }) => Buffer.from(text).subarray(index.byteStart, index.byteEnd).toString())
    expect(shown).toEqual(['@hanako.test', 'https://example.jp/a(1)', '#再入荷'])
  })

  it('leaves a handle that nobody has as plain text', () => {
    expect(facetsOf('@nobody.example こんにちは', new Map())).toEqual([])
  })
})

describe('the record key of a post', () => {
  const at = Date.parse('2026-11-20T03:00:00.123Z')
  it('is the same for the same row, another for another, and tells when it was queued', () => {
    expect(recordKeyOf(at, 'row-1')).toBe(recordKeyOf(at, 'row-1'))
    expect(recordKeyOf(at, 'row-1')).not.toBe(recordKeyOf(at, 'row-2'))
    expect(timeOfRecordKey(recordKeyOf(at, 'row-1'))).toBe(at)
  })

  it('sorts by time, as texts do', () => {
    const keys = [at, at + 1, at + 3_600_000].map((moment) => recordKeyOf(moment, 'row'))
    expect(keys.toSorted()).toEqual(keys)
  })

  it('reads the keys of others', () => {
    // The example of atproto.com/specs/tid.
    expect(timeOfRecordKey('3jzfcijpj2z2a')).toBe(1688137381887)
    expect(timeOfRecordKey('self')).toBeNull()
  })
})
