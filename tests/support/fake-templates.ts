import { defaultHours } from '../../main/core/default-hours.ts'
import { defaultTexts } from '../../main/core/templates/defaults/index.ts'
import { fill } from '../../main/core/templates/fill.ts'
import { createTemplateFinder } from '../../main/services/templates/find.ts'
import type { Input, MethodName, Output } from '../../preload/contract.ts'
import type { TemplateId, TemplateInfo, TemplateVersion, TicketDetail, TicketId } from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import type { FakeShop } from './fake-shop.ts'

type Answers<M extends MethodName> = { [Name in M]: (input: Input<Name>) => Output<Name> }
type Tools = {
  shop: FakeShop
  now: number
  told: () => void
  detailOf: (id: TicketId) => TicketDetail
  keepDraft: (id: TicketId, change: Partial<TicketDetail['draft']>) => TicketDetail['draft']
}

/** Templates and phrases in memory, filled in by the real rules. */
export function createFakeTemplates({ shop, now, told, detailOf, keepDraft }: Tools) {
  const find = createTemplateFinder()
  const versions = new Map<TemplateId, TemplateVersion[]>()
  let removed: TemplateInfo[] = []
  let texts: TemplateInfo[] = defaultTexts(shop.settings.language).map(({ key: _, ...text }, index) => ({
    ...text,
    id: (index + 1) as TemplateId,
    language: shop.settings.language,
    shopId: null,
    category: null,
    position: index,
    usedCount: 0,
    lastUsedAt: null,
    updatedAt: now,
    version: 1,
    files: [],
  }))

  function existing(id: number): TemplateInfo {
    const found = texts.find((text) => text.id === id)
    if (!found) throw new AppError('not-found', `No template ${id}`)
    return found
  }
  function put(text: TemplateInfo) {
    const before = texts.find(({ id }) => id === text.id)
    texts = before ? texts.map((one) => (one.id === text.id ? text : one)) : [...texts, text]
    const { version, title, subject, body } = text
    versions.set(text.id, [{ version, title, subject, body, savedAt: now }, ...(versions.get(text.id) ?? [])])
    told()
    return text
  }
  function filled(text: Pick<TemplateInfo, 'subject' | 'body' | 'language'>, id: number | null, extra: object = {}) {
    const ticket = id === null ? null : detailOf(id as TicketId).ticket
    const values = {
      お客さま名: ticket?.customerName ?? '佐藤 花子',
      注文番号: ticket?.orderNumbers.join('、') ?? 'A-1042',
      ショップ名: shop.shops[0]?.name,
      担当者名: '担当',
      用件: ticket?.subject ?? '納期のお問い合わせ',
      回答期限: now + 3 * 86_400_000,
      ...extra,
    }
    return fill(text, values, { now, hours: defaultHours, language: text.language })
  }

  return {
    'templates.list': () => texts,
    'templates.find': ({ query, kind, ticketId }) =>
      find(
        texts.map((text) => ({ ...text, uid: '' })),
        query,
        {
          kind,
          shopId: ticketId === null ? null : detailOf(ticketId as TicketId).ticket.shopId,
          category: ticketId === null ? null : detailOf(ticketId as TicketId).ticket.category,
          language: shop.settings.language,
        },
      ),
    'templates.save': ({ id, ...words }) => {
      const fresh = { usedCount: 0, lastUsedAt: null, version: 0, files: [], position: texts.length }
      const before = id === null ? { ...fresh, id: (texts.length + 101) as TemplateId } : existing(id)
      const next = { ...before, ...words, version: before.version + 1, updatedAt: now + before.version }
      return put(next as TemplateInfo)
    },
    'templates.remove': ({ ids }) => {
      removed = [...removed, ...texts.filter(({ id }) => ids.includes(id))]
      texts = texts.filter(({ id }) => !ids.includes(id))
      told()
      return null
    },
    'templates.putBack': ({ ids }) => {
      texts = [...texts, ...removed.filter(({ id }) => ids.includes(id))].sort((a, b) => a.position - b.position)
      told()
      return null
    },
    'templates.arrange': ({ ids, folder }) => {
      texts = texts.map((text) => (ids.includes(text.id) ? { ...text, folder } : text))
      told()
      return null
    },
    'templates.renameFolder': ({ kind, from, to }) => {
      texts = texts.map((text) => (text.kind === kind && text.folder === from ? { ...text, folder: to } : text))
      told()
      return null
    },
    'templates.fill': ({ id, ticketId, extra }) => {
      const { files, startsHold, ...text } = existing(id)
      return { ...filled(text, ticketId, extra), files, startsHold }
    },
    'templates.preview': ({ ticketId, extra, ...text }) => ({
      ...filled(text, ticketId, extra),
      files: [],
      startsHold: false,
    }),
    'templates.use': ({ id, ticketId }) => {
      const text = existing(id)
      put({ ...text, usedCount: text.usedCount + 1, lastUsedAt: now })
      const { draft } = detailOf(ticketId as TicketId)
      return text.files.length === 0 ? draft : keepDraft(ticketId as TicketId, { attachments: text.files })
    },
    'templates.attach': ({ id, name, type, content }) => {
      const text = existing(id)
      const file = { index: text.files.length, name, type, size: content.byteLength }
      return put({ ...text, files: [...text.files, file] })
    },
    'templates.detach': ({ id, index }) => {
      const text = existing(id)
      return put({ ...text, files: text.files.filter((file) => file.index !== index) })
    },
    'templates.versions': ({ id }) => {
      const { version, title, subject, body } = existing(id)
      return versions.get(id as TemplateId) ?? [{ version, title, subject, body, savedAt: now }]
    },
    'templates.restoreVersion': ({ id, version }) => {
      const text = existing(id)
      const earlier = versions.get(id as TemplateId)?.find((one) => one.version === version)
      if (!earlier) throw new AppError('not-found', 'No such version')
      const { title, subject, body } = earlier
      return put({ ...text, title, subject, body, version: text.version + 1 })
    },
    'templates.export': () => ({ path: '~/Documents/madoguchi-templates.json', count: texts.length }),
    'templates.import': () => ({ added: [], updated: [], unchanged: texts.length }),
    'templates.installDefaults': () => {
      const ids = removed.map(({ id }) => id)
      texts = [...texts, ...removed]
      removed = []
      told()
      return { added: ids }
    },
  } satisfies Answers<Extract<MethodName, `templates.${string}`>>
}
