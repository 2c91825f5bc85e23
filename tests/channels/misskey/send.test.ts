import { afterEach, describe, expect, it } from 'vitest'
import { AIKO, type FakeMisskey } from '../../support/networks/misskey.ts'
import { answer, never } from '../post-tools.ts'
import { openMisskey, START } from './world.ts'

const open: FakeMisskey[] = []
afterEach(async () => void (await Promise.all(open.splice(0).map((network) => network.close()))))
async function setup() {
  const world = await openMisskey()
  open.push(world.network)
  const asked = world.network.mention(AIKO, 'お皿が届きません')
  const toAiko = (change: Partial<Parameters<typeof answer>[0]> = {}) =>
    answer({ key: 'row-1', text: 'お調べします', inReplyTo: asked.id, recipientId: AIKO.id, date: START, ...change })
  return { ...world, asked, toAiko }
}

describe('an answer on Misskey', () => {
  it('stands below what it answers, in public', async () => {
    const { network, adapter, asked, toAiko } = await setup()
    const result = await adapter.send(toAiko(), never)
    const [ours] = network.own()
    expect(ours).toMatchObject({ text: 'お調べします', visibility: 'public', replyId: asked.id })
    expect(result).toMatchObject({
      outcome: 'accepted',
      posted: { externalId: ours!.id, url: `${network.url}/notes/${ours!.id}`, conversation: null },
    })
  })

  it('in private names whom it is for, and stands in the conversation with them', async () => {
    const { network, adapter, toAiko } = await setup()
    const result = await adapter.send(toAiko({ visibility: 'private' }), never)
    expect(network.own()).toMatchObject([{ visibility: 'specified', visibleUserIds: [AIKO.id] }])
    expect(result).toMatchObject({ posted: { conversation: `dm:${AIKO.id}` } })
  })

  it('in private to nobody is not posted', async () => {
    const { network, adapter, toAiko } = await setup()
    const sending = adapter.send(toAiko({ visibility: 'private', recipientId: null }), never)
    await expect(sending).rejects.toMatchObject({ code: 'rejected', reason: 'nothing-to-answer' })
    expect(network.own()).toEqual([])
  })

  it('takes its files along, and an upload that got lost posts nothing', async () => {
    const { network, adapter, toAiko } = await setup()
    const file = { name: '皿.png', type: 'image/png', content: new Uint8Array([137, 80, 78, 71]) }
    const message = { ...toAiko(), attachments: [file] }
    network.fail({ at: 'drive/files/create', what: 'lost' })
    await expect(adapter.send(message, never)).rejects.toMatchObject({ code: 'offline' })
    expect(network.own()).toEqual([])
    await adapter.send(message, never)
    expect(network.own()).toMatchObject([{ files: ['file2'] }])
  })

  it.each([
    ['is gone', 'post-gone', (network: FakeMisskey) => network.remove(network.notes()[0]!)],
    ['is from somebody who blocks us', 'blocked', (network: FakeMisskey) => network.block(AIKO)],
  ])('to a note that %s says so', async (_, reason, happens) => {
    const { network, adapter, toAiko } = await setup()
    happens(network)
    await expect(adapter.send(toAiko(), never)).rejects.toMatchObject({ code: 'rejected', reason })
  })

  it('without the permission says which thing is missing, and not that the token is wrong', async () => {
    const { network, adapter, toAiko } = await setup()
    network.allow(['read:account'])
    await expect(adapter.send(toAiko(), never)).rejects.toMatchObject({
      code: 'auth-expired',
      reason: 'missing-permission',
    })
  })

  it.each([
    ['a server that fails after taking it', { what: 'status', status: 502, json: {} }],
    ['a server that still works at it', { what: 'status', status: 202, json: { error: { code: 'PROCESSING' } } }],
    ['an answer that is no JSON', { what: 'html' }],
  ] as const)('of which nobody knows whether it was taken (%s) is left to be looked for', async (_, fault) => {
    const { network, adapter, toAiko } = await setup()
    network.fail({ at: 'notes/create', ...fault })
    expect(await adapter.send(toAiko(), never)).toMatchObject({ outcome: 'unclear' })
  })

  it('that got lost is found by its words, its place and whom it is for', async () => {
    const { network, adapter, asked, toAiko } = await setup()
    network.fail({ at: 'notes/create', what: 'lost' })
    expect(await adapter.send(toAiko(), never)).toMatchObject({ outcome: 'unclear' })
    network.sayOurselves('お調べします', { replyId: null })
    const [lost] = network.own()
    expect(await adapter.findSent(toAiko(), never)).toMatchObject({ externalId: lost!.id })
    expect(await adapter.findSent(toAiko({ visibility: 'private' }), never)).toBeNull()
    expect(await adapter.findSent(toAiko({ text: 'ほかの返信' }), never)).toBeNull()
    expect(lost!.replyId).toBe(asked.id)
  })

  it('never looks through more than a few pages for one that got lost', async () => {
    const { network, adapter, toAiko } = await setup()
    for (let n = 0; n < 700; n++) network.sayOurselves(`お知らせ ${n}`)
    network.asked.length = 0
    expect(await adapter.findSent(toAiko(), never)).toBeNull()
    expect(network.asked.length).toBeLessThanOrEqual(5)
  })
})
