import { readFileSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { TemplateId, TemplateInfo, TemplateWords } from '../../preload/domain.ts'
import { findUnfilled } from '../../preload/domain/placeholders.ts'
import { openWorld, type World } from './world.ts'

const worlds: World[] = []
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})

/** Tuesday the 24th, 9:00, before the shop opens. */
async function setup(language: 'ja' | 'en' = 'ja') {
  const world = openWorld()
  worlds.push(world)
  const { services } = world
  services.settings.set({ language })
  const account = world.addAccount()
  const { ticketId } = await world.arrive(account, MAIL)
  const titled = (title: string) => services.templates.list().find((one) => one.title === title)!
  return { ...world, templates: services.templates, account, ticketId, titled }
}

const MAIL = [
  'From: =?UTF-8?B?5L2Q6JekIOiKseWtkA==?= <hanako@example.jp>',
  'To: shop@example.jp',
  'Subject: Re: [#K-12] Where is it?',
  'Message-ID: <1@example.jp>',
  'Date: Tue, 24 Nov 2026 08:30:00 +0900',
  '',
  'Order number: A-20260042',
].join('\r\n')

const words = (change: Partial<TemplateWords> = {}): TemplateWords => ({
  kind: 'template',
  title: '在庫のご案内',
  reading: 'ざいこのごあんない',
  abbreviation: 'zaiko',
  folder: '商品',
  language: 'ja',
  shopId: null,
  category: null,
  purpose: null,
  startsHold: false,
  subject: '在庫について',
  body: '{{お客さま名}}さま\n在庫がございます。',
  ...change,
})

describe('a new shop', () => {
  it('finds twenty templates and the phrases in its language, once', async () => {
    const { templates } = await setup()
    const kinds = templates.list().map(({ kind, language }) => `${kind} ${language}`)
    expect(kinds.filter((kind) => kind === 'template ja')).toHaveLength(20)
    expect(kinds.filter((kind) => kind === 'phrase ja')).toHaveLength(23)
    expect(templates.list()).toHaveLength(43)
  })

  it('finds them in English when that was chosen before the first account', async () => {
    const { templates } = await setup('en')
    expect(new Set(templates.list().map(({ language }) => language))).toEqual(new Set(['en']))
    expect(templates.forPurpose('hold-request', null)!.title).toBe('Keep or cancel the order?')
  })

  it('has nothing before it has a shop', () => {
    const world = openWorld()
    worlds.push(world)
    expect(world.services.templates.list()).toEqual([])
  })

  it('keeps what it removed removed after a start, and gets it back when asked', async () => {
    const { templates, titled, dir, crash } = await setup()
    const gone = titled('欠品のお詫び').id
    templates.remove([gone])
    crash()
    worlds.pop()
    const again = openWorld({ dir })
    worlds.push(again)
    expect(again.services.templates.list()).toHaveLength(42)
    expect(again.services.templates.installDefaults()).toEqual({ added: [gone] })
    expect(again.services.templates.list()).toHaveLength(43)
    expect(again.services.templates.installDefaults()).toEqual({ added: [] })
  })
})

describe('the template of a purpose', () => {
  it('is the one of the shop before the one for all', async () => {
    const { templates, account, store } = await setup()
    const { shopId } = store.accounts.get(account)!
    const own = templates.save({ id: null, ...words({ purpose: 'hold-request', shopId }) })
    expect(templates.forPurpose('hold-request', shopId)!.id).toBe(own.id)
    expect(templates.forPurpose('hold-request', null)!.title).toBe('ご注文継続／キャンセルのご確認')
  })

  it('names where goods go back to once the shop has said so, and until then asks for it', async () => {
    const { templates, ticketId, services, store } = await setup()
    expect(templates.fillFor('return-goods', ticketId)!.body).toContain('返送先: {{返送先}}')
    const [shop] = store.accounts.listShops()
    services.shops.update({ ...shop!, returnAddress: '〒100-0000 東京都千代田区1-1 返品係' })
    const { body, unfilled } = templates.fillFor('return-goods', ticketId)!
    expect(body).toContain('返送先: 〒100-0000 東京都千代田区1-1 返品係')
    expect(unfilled).not.toContain('返送先')
  })

  it('has the words of the first set when the shop has removed its own', async () => {
    const { templates, titled, ticketId } = await setup()
    templates.remove([titled('再連絡のお願い').id])
    expect(templates.forPurpose('hold-reminder', null)).toBeNull()
    const filled = templates.fillFor('hold-reminder', ticketId, {
      再回答期限: Date.parse('2026-11-27T18:00:00+09:00'),
      初回送信日: Date.parse('2026-11-20T10:00:00+09:00'),
      経過日数: 4,
      注文番号: 'A-1',
    })!
    expect(filled.unfilled).toEqual([])
    expect(filled.body).toContain('4日前の11月20日(金)に')
    expect(filled.body).toContain('11月27日(金)18:00までにご返答がない場合は')
    expect(templates.fillFor('nothing-like-this', ticketId)).toBeNull()
  })
})

describe('filling in', () => {
  it('takes name, order number, matter, shop and dates from the ticket', async () => {
    const { templates, ticketId } = await setup()
    const { body, unfilled } = templates.preview({
      subject: '',
      language: 'ja',
      ticketId,
      extra: {},
      body: '{{お客さま名}}さま {{注文番号}} {{用件}} {{ショップ名}}の{{担当者名}} {{回答期限}} {{次営業日}} {{+1営業日}}\n{{営業時間}}',
    })
    expect(unfilled).toEqual([])
    expect(body).toBe(
      '佐藤 花子さま A-20260042 Where is it? 青葉屋の担当 11月27日(金) 11月24日(火) 11月25日(水)\n月〜金 10:00〜17:00\n土・日・祝休み',
    )
  })

  it('lets the caller say it better: the date of the text is the date of the hold', async () => {
    const { templates, titled, ticketId } = await setup()
    const dueAt = Date.parse('2026-12-03T18:00:00+09:00')
    const { subject, body } = templates.fillIn({
      id: titled('ご注文継続／キャンセルのご確認').id,
      ticketId,
      extra: { 回答期限: dueAt },
    })
    expect(subject).toBe('【青葉屋】ご注文について12月3日(木)までにご返答ください(注文番号 A-20260042)')
    expect(body).toContain('12月3日(木)18:00までに、')
  })

  it('knows of our last answer when the first request left, and how long ago', async () => {
    const { templates, ticketId, answer, settle, clock } = await setup()
    answer(ticketId, 'ご確認のお願いです。')
    await settle()
    clock.suspend(3 * 24 * 3_600_000)
    const text = { subject: '', body: '{{経過日数}}日前の{{初回送信日}}', language: 'ja' as const, ticketId, extra: {} }
    expect(templates.preview(text).body).toBe('3日前の11月24日(火)')
  })

  it('fills in every text of the first set for a made-up ticket, but for what only a person can know', async () => {
    for (const language of ['ja', 'en'] as const) {
      const { templates } = await setup(language)
      for (const { id, kind, title } of templates.list()) {
        const { unfilled, subject } = templates.fillIn({ id, ticketId: null, extra: {} })
        expect({ title, count: unfilled.length }).toSatisfy(({ count }: { count: number }) => count <= 3)
        expect(findUnfilled(subject)).toEqual([])
        if (kind === 'phrase') expect(unfilled).toEqual([])
      }
    }
  })
})

describe('an answer', () => {
  it('does not leave while something is not filled in', async () => {
    const { answer, ticketId, store } = await setup()
    expect(() => answer(ticketId, '{{発送予定日}}に発送します。')).toThrow(
      expect.objectContaining({ code: 'invalid-input', reason: 'unfilled' }),
    )
    expect(() => answer(ticketId, '〇月〇日に発送します。')).toThrow(expect.objectContaining({ reason: 'unfilled' }))
    expect(store.outbox.listOpen()).toEqual([])
  })

  it('leaves when only the quoted words of the customer have circles', async () => {
    const { answer, ticketId } = await setup()
    expect(answer(ticketId, 'はい、在庫がございます。\n\n> ○○はありますか。').state).toBe('queued')
  })

  it('leaves without the place for a personal line when nobody wrote one', async () => {
    const { answer, ticketId, store } = await setup()
    const { messageId } = answer(ticketId, 'お礼です。\n\n{{ひとこと}}\n\n敬具')
    expect(store.messages.get(messageId)!.textBody).toBe('お礼です。\n\n敬具')
  })
})

describe('a template', () => {
  it('keeps the words it had, ten of them, and goes back to them', async () => {
    const { templates } = await setup()
    const { id } = templates.save({ id: null, ...words({ body: '0' }) })
    for (let n = 1; n <= 12; n++) templates.save({ id, ...words({ body: String(n) }) })
    templates.save({ id, ...words({ body: '12', folder: 'ほか' }) })
    expect(templates.versions(id).map(({ body }) => body)).toEqual([
      ...['12', '11', '10', '9', '8', '7', '6', '5', '4', '3'],
    ])
    expect(templates.restoreVersion(id, 6).body).toBe('5')
    expect(templates.versions(id)[0]).toMatchObject({ version: 14, body: '5' })
  })

  it('that was removed comes back as it was', async () => {
    const { templates } = await setup()
    const saved = templates.save({ id: null, ...words() })
    templates.remove([saved.id])
    expect(() => templates.fillIn({ id: saved.id, ticketId: null, extra: {} })).toThrow(
      expect.objectContaining({ code: 'not-found' }),
    )
    templates.putBack([saved.id])
    expect(templates.list().find(({ id }) => id === saved.id)).toEqual(saved)
  })

  it('puts its files into the draft once, and they leave with the answer', async () => {
    const { templates, ticketId, answer, store } = await setup()
    const { id } = templates.save({ id: null, ...words() })
    const file = { id, name: '採寸表.pdf', type: 'application/pdf', content: new Uint8Array([1, 2, 3]) }
    expect((await templates.attach(file)).files).toEqual([
      { index: 0, name: '採寸表.pdf', type: 'application/pdf', size: 3 },
    ])
    templates.use({ id, ticketId })
    expect(templates.use({ id, ticketId }).attachments.map(({ name }) => name)).toEqual(['採寸表.pdf'])
    const { messageId } = answer(ticketId, '採寸表をお送りします。')
    expect(store.drafts.files({ owner: 'message', id: messageId })).toHaveLength(1)
    expect(templates.list().find((one) => one.id === id)!.usedCount).toBe(2)
  })

  it('of one line has pictures too: they go into the draft with it', async () => {
    const { templates, ticketId } = await setup()
    const phrase = {
      ...words(),
      kind: 'phrase' as const,
      title: '',
      body: 'お客さまの体型に近いお写真はどれでしょうか。',
    }
    const { id } = templates.save({ id: null, ...phrase })
    await templates.attach({ id, name: '着用例.jpg', type: 'image/jpeg', content: new Uint8Array([1]) })
    expect(templates.use({ id, ticketId }).attachments.map(({ name }) => name)).toEqual(['着用例.jpg'])
  })

  it('moves to another folder, and a folder takes another name', async () => {
    const { templates, titled } = await setup()
    const ids = [titled('領収書・納品書のご案内').id, titled('お電話の折り返し').id]
    templates.arrange({ ids, folder: '電話と書類' })
    templates.renameFolder({ kind: 'template', from: '電話と書類', to: '事務' })
    const there = templates.list().filter(({ folder }) => folder === '事務')
    expect(there.map(({ id }) => id)).toEqual(ids)
  })
})

describe('finding', () => {
  it.each([
    ['けっぴん', '欠品のお詫び'],
    ['ケッピン', '欠品のお詫び'],
    ['欠品', '欠品のお詫び'],
    ['soldout', '欠品のお詫び'],
    ['SOLD', '欠品のお詫び'],
    ['追跡番号 配送会社', '配送状況のご案内'],
    ['さいれんらく', '再連絡のお願い'],
  ])('%s finds %s first', async (query, title) => {
    const { templates, titled } = await setup()
    expect(templates.find({ query, kind: 'template', ticketId: null })[0]).toBe(titled(title).id)
  })

  it('offers the text the program brings for the category of a ticket first, whatever was used most', async () => {
    const { templates, ticketId, titled, services } = await setup()
    templates.use({ id: titled('配送状況のご案内').id, ticketId })
    const first = (category: string) => {
      services.categories.assign([ticketId], category, 'staff')
      return templates.list().find(({ id }) => id === templates.find({ query: '', kind: 'template', ticketId })[0])!
        .title
    }
    expect(first('return')).toBe('返品受付・返金のご案内')
    expect(first('missing-item')).toBe('誤送・不足のお詫び')
    expect(first('gift')).toBe('配送状況のご案内')
  })

  it('takes a product code as it is typed, with or without its dash, and narrows to the snippets of the product', async () => {
    const { templates } = await setup()
    const care = templates.save({
      id: null,
      ...words({ kind: 'phrase', title: '急須KY-02のお手入れ', body: 'お湯だけで。' }),
    })
    const size = templates.save({
      id: null,
      ...words({ kind: 'phrase', title: '', body: '品番KY-02は、満水で320mlです。' }),
    })
    templates.save({ id: null, ...words({ kind: 'phrase', title: '花器VA-10の重さ', body: 'VA-10は1.2kgです。' }) })
    const find = (query: string) => templates.find({ query, kind: 'phrase', ticketId: null }).toSorted((a, b) => a - b)
    for (const typed of ['KY-02', 'ky02', 'ＫＹ－０２', 'ky‐02']) expect(find(typed)).toEqual([care.id, size.id])
    expect(find('ky02 満水')).toEqual([size.id])
  })

  it('shows what is used most first, and nothing of another shop', async () => {
    const { templates, ticketId, titled, addAccount, store } = await setup()
    const other = addAccount('other@example.jp', '若葉堂')
    const foreign = templates.save({ id: null, ...words({ shopId: store.accounts.get(other)!.shopId }) })
    const { id } = titled('お電話の折り返し')
    templates.use({ id, ticketId })
    const found = templates.find({ query: '', kind: 'template', ticketId })
    expect(found[0]).toBe(id)
    expect(found).toHaveLength(20)
    expect(found).not.toContain(foreign.id)
  })
})

describe('a file of templates', () => {
  async function exported(world: Awaited<ReturnType<typeof setup>>) {
    const path = join(mkdtempSync(join(tmpdir(), 'madoguchi-export-')), 'templates.json')
    world.services.desktop.askSavePath = () => Promise.resolve(path)
    expect(await world.templates.export()).toMatchObject({ path })
    return readFileSync(path, 'utf8')
  }
  const told = ({ title, body, folder, files }: TemplateInfo) => ({ title, body, folder, files })

  it('brings everything to another PC, with files, and nothing twice', async () => {
    const here = await setup()
    const { id } = here.templates.save({ id: null, ...words() })
    await here.templates.attach({ id, name: 'a.txt', type: 'text/plain', content: new Uint8Array([65]) })
    const content = await exported(here)
    const there = await setup()
    expect(await there.templates.import({ content })).toMatchObject({ added: [44], updated: [], unchanged: 43 })
    expect(there.templates.list().map(told)).toEqual(here.templates.list().map(told))
    expect(await there.templates.import({ content })).toEqual({ added: [], updated: [], unchanged: 44 })
  })

  it('brings a change as the newest version of what is there', async () => {
    const here = await setup()
    const { id, body, ...rest } = here.titled('お電話の折り返し')
    here.templates.save({ id, ...rest, body: `${body}\n追記` })
    const there = await setup()
    const result = await there.templates.import({ content: await exported(here) })
    expect(result).toEqual({ added: [], updated: [id], unchanged: 42 })
    expect(there.templates.versions(id).map((one) => one.body)).toEqual([`${body}\n追記`, body])
  })

  it.each(['', '{}', '{"format":"madoguchi-templates","version":2,"texts":[]}'])('is not %j', async (content) => {
    const { templates } = await setup()
    await expect(templates.import({ content })).rejects.toMatchObject({ reason: 'not-templates' })
  })
})

it('finds one of a thousand templates within a keystroke', async () => {
  const { templates } = await setup()
  const ids: TemplateId[] = []
  for (let n = 0; n < 1000; n++) ids.push(templates.save({ id: null, ...words({ title: `定型文${n}` }) }).id)
  templates.find({ query: 'あ', kind: 'template', ticketId: null })
  const before = performance.now()
  expect(templates.find({ query: '定型文777', kind: 'template', ticketId: null })).toEqual([ids[777]])
  expect(performance.now() - before).toBeLessThan(100)
})
