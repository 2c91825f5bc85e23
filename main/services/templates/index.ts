import { createHash, randomUUID } from 'node:crypto'
import type {
  Draft,
  FilledTemplate,
  Language,
  ShopId,
  TemplateId,
  TemplateInfo,
  TemplateVersion,
  TemplateWords,
  TicketId,
} from '../../../preload/domain.ts'
import type { Parsed } from '../../../preload/contract.ts'
import { AppError } from '../../../preload/errors.ts'
import { defaultTexts, type DefaultText } from '../../core/templates/defaults/index.ts'
import { fill, type Values } from '../../core/templates/fill.ts'
import type { Clock } from '../../jobs/clock.ts'
import type { Store } from '../../store/index.ts'
import type { TemplateRow } from '../../store/templates.ts'
import type { Changes } from '../changes.ts'
import type { Desktop } from '../ports.ts'
import { createExchange } from './exchange.ts'
import { createTemplateFinder } from './find.ts'
import { createValueReader, type ShopFacts } from './values.ts'

/** Set once the first set has been put in, so that what a shop removed does not come back by itself. */
const INSTALLED = 'templates.installed'

type Tools = {
  store: Store
  clock: Clock
  changes: Changes
  desktop: Pick<Desktop, 'askSavePath'>
  language: () => Language
  shopFacts: (id: ShopId | null) => ShopFacts
  staffName: () => string
  /** Throws where a colleague's words are in the draft. */
  refuseOthers: (id: TicketId) => void
  draftOf: (id: TicketId) => Draft
}
export type TemplateService = ReturnType<typeof createTemplateService>

/** Templates and phrases of the shop, and putting the data of a ticket into them. */
export function createTemplateService({
  store,
  clock,
  changes,
  desktop,
  language,
  shopFacts,
  staffName,
  draftOf,
  refuseOthers,
}: Tools) {
  const find = createTemplateFinder()
  const values = createValueReader({ store, clock, shopFacts, staffName })
  let isInstalled = store.settings.get(INSTALLED) === true

  /**
   * The first set comes with the first shop, not with the first start: only then the language was chosen. Called before
   * anything is read.
   */
  function ready(): void {
    if (isInstalled || store.accounts.listShops().length === 0) return
    store.transaction(() => {
      installMissing()
      store.settings.set(INSTALLED, true)
    })
    isInstalled = true
  }

  function installMissing(): TemplateId[] {
    const at = clock.now()
    return defaultTexts(language()).flatMap((text) => {
      const uid = `default-${text.key}`
      const known = store.templates.byUid(uid)
      if (known && known.removedAt === null) return []
      if (known) store.templates.setRemoved(known.id, null)
      return [known?.id ?? store.templates.insert(wordsOf(text, language()), uid, at)]
    })
  }

  function note(what: string, ids: readonly TemplateId[]): void {
    const at = clock.now()
    store.journal.append({ at, actor: 'staff', type: 'templates.changed', ticketId: null, data: { what, ids } })
    changes.note('templates')
  }

  function existing(id: TemplateId): TemplateRow {
    ready()
    const row = store.templates.get(id)
    if (!row) throw new AppError('not-found', `No template ${id}`)
    return row
  }

  function info(row: TemplateRow): TemplateInfo {
    const { uid: _, ...rest } = row
    return { ...rest, files: store.templates.files(row.id).map(shown) }
  }

  function list(): TemplateInfo[] {
    ready()
    const files = groupFiles()
    return store.templates.list().map(({ uid: _, ...row }) => ({ ...row, files: files.get(row.id) ?? [] }))
  }

  function groupFiles(): Map<TemplateId, TemplateInfo['files']> {
    const files = new Map<TemplateId, TemplateInfo['files']>()
    for (const { id, ...file } of store.templates.everyFile()) files.set(id, [...(files.get(id) ?? []), shown(file)])
    return files
  }

  type Fillable = Pick<TemplateWords, 'subject' | 'body' | 'language' | 'startsHold'>
  function fillWith(text: Fillable, files: TemplateInfo['files'], ticketId: TicketId | null, extra: Values) {
    const filling =
      ticketId === null ? values.ofSample(text.language, extra) : values.ofTicket(ticketId, text.language, extra)
    return { ...fill(text, filling.values, filling.context), files, startsHold: text.startsHold }
  }

  /** That of the shop before one for all shops, that of its language before another. */
  function forPurpose(purpose: string, shopId: ShopId | null, wanted: Language = language()): TemplateInfo | null {
    ready()
    const rows = store.templates.ofPurpose(purpose).filter((row) => row.shopId === null || row.shopId === shopId)
    const rank = (row: TemplateRow) => (row.shopId === null ? 2 : 0) + (row.language === wanted ? 0 : 1)
    const best = rows.toSorted((a, b) => rank(a) - rank(b) || a.position - b.position)[0]
    return best ? info(best) : null
  }

  const exchange = createExchange({ store, clock, desktop, ready, note })

  return {
    list,
    find({ query, kind, ticketId }: Parsed<'templates.find'>): TemplateId[] {
      ready()
      const ticket = ticketId === null ? null : store.tickets.summary(store.tickets.living(ticketId))
      return find(store.templates.list(), query, {
        kind,
        shopId: ticket?.shopId ?? null,
        category: ticket?.category ?? null,
        language: language(),
      })
    },
    forPurpose,
    /**
     * The text for a purpose with the data of a ticket; where the shop has removed its own, that of the first set, so that
     * what the program sends by itself never lacks words. Null only for a purpose nobody wrote for. Check `unfilled`.
     */
    fillFor(purpose: string, ticketId: TicketId, extra: Values = {}): FilledTemplate | null {
      const ticket = store.tickets.facts(store.tickets.living(ticketId))
      if (!ticket) throw new AppError('not-found', `No ticket ${ticketId}`)
      const own = forPurpose(purpose, ticket.shopId)
      if (own) return fillWith(own, own.files, ticketId, extra)
      const first = defaultTexts(language()).find((text) => text.purpose === purpose)
      return first ? fillWith({ ...first, language: language() }, [], ticketId, extra) : null
    },
    fillIn({ id, ticketId, extra }: Parsed<'templates.fill'>): FilledTemplate {
      const row = info(existing(id))
      return fillWith(row, row.files, ticketId, extra)
    },
    /** With a made-up ticket: a template, or that for a purpose as `fillFor` chooses it. */
    sample(
      wanted: { templateId: TemplateId } | { purpose: string },
      shopId: ShopId | null,
      extra: Values,
    ): FilledTemplate {
      const own = 'templateId' in wanted ? info(existing(wanted.templateId)) : forPurpose(wanted.purpose, shopId)
      if (own) return fillWith(own, own.files, null, extra)
      const first = defaultTexts(language()).find(({ purpose }) => 'purpose' in wanted && purpose === wanted.purpose)!
      return fillWith({ ...first, language: language() }, [], null, extra)
    },
    preview({ ticketId, extra, ...text }: Parsed<'templates.preview'>): FilledTemplate {
      return fillWith({ ...text, startsHold: false }, [], ticketId, extra)
    },
    save({ id, ...words }: Parsed<'templates.save'>): TemplateInfo {
      ready()
      if (words.kind === 'template' && words.title === '')
        throw new AppError('invalid-input', 'A template needs a title.')
      if (words.shopId !== null && !store.accounts.shop(words.shopId))
        throw new AppError('not-found', `No shop ${words.shopId}`)
      const at = clock.now()
      const saved = store.transaction(() => {
        if (id === null) {
          const added = store.templates.insert(words, randomUUID(), at)
          note('added', [added])
          return added
        }
        existing(id)
        store.templates.update(id, words, at)
        note('saved', [id])
        return id
      })
      return info(existing(saved))
    },
    remove(ids: readonly TemplateId[]): void {
      const at = clock.now()
      store.transaction(() => {
        for (const id of ids) store.templates.setRemoved(existing(id).id, at)
        note('removed', ids)
      })
    },
    putBack(ids: readonly TemplateId[]): void {
      store.transaction(() => {
        for (const id of ids) store.templates.setRemoved(id, null)
        note('put-back', ids)
      })
    },
    arrange({ ids, folder }: Parsed<'templates.arrange'>): void {
      store.transaction(() => {
        store.templates.arrange(existing(ids[0]!).kind, ids, folder)
        note('arranged', ids)
      })
    },
    renameFolder({ kind, from, to }: Parsed<'templates.renameFolder'>): void {
      store.transaction(() => {
        store.templates.renameFolder(kind, from, to)
        note('arranged', [])
      })
    },
    /**
     * Its files go into the draft at once; one that is there already is not added twice. Throws AppError `conflict`, reason
     * `draft-of-other`.
     */
    use({ id, ticketId: asked }: Parsed<'templates.use'>): Draft {
      const row = existing(id)
      const ticketId = store.tickets.living(asked)
      refuseOthers(ticketId)
      store.transaction(() => {
        store.templates.used(row.id, clock.now())
        const there = store.drafts.files({ owner: 'draft', id: ticketId })
        for (const { index: _, ...file } of store.templates.files(row.id)) {
          if (there.some(({ hash, name }) => hash === file.hash && name === file.name)) continue
          store.drafts.addFile({ owner: 'draft', id: ticketId }, file)
        }
      })
      changes.note('templates')
      return draftOf(ticketId)
    },
    async attach({ id, content, ...file }: Parsed<'templates.attach'>): Promise<TemplateInfo> {
      existing(id)
      const hash = createHash('sha256').update(content).digest('hex')
      const locations = await store.sources.append([{ hash, bytes: content }])
      store.transaction(() => {
        store.sources.record(locations)
        store.templates.addFile(id, { ...file, size: content.byteLength, hash })
        note('saved', [id])
      })
      return info(existing(id))
    },
    detach(id: TemplateId, index: number): TemplateInfo {
      store.transaction(() => {
        store.templates.removeFile(existing(id).id, index)
        note('saved', [id])
      })
      return info(existing(id))
    },
    versions: (id: TemplateId): TemplateVersion[] => store.templates.versions(existing(id).id),
    restoreVersion(id: TemplateId, version: number): TemplateInfo {
      store.transaction(() => {
        const row = existing(id)
        const earlier = store.templates.versions(id).find((one) => one.version === version)
        if (!earlier) throw new AppError('not-found', `No version ${version} of template ${id}`)
        const { title, subject, body } = earlier
        store.templates.update(id, { ...row, title, subject, body }, clock.now())
        note('saved', [id])
      })
      return info(existing(id))
    },
    export: exchange.write,
    import: exchange.read,
    installDefaults(): { added: TemplateId[] } {
      ready()
      const added = store.transaction(() => {
        const ids = installMissing()
        if (ids.length > 0) note('put-back', ids)
        return ids
      })
      return { added }
    },
  }
}

const shown = ({ index, name, type, size }: TemplateInfo['files'][number]) => ({ index, name, type, size })

function wordsOf({ key: _, ...text }: DefaultText, language: Language): TemplateWords {
  return { ...text, language, shopId: null, category: null }
}
