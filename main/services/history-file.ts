import { writeFile } from 'node:fs/promises'
import type { TicketId } from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import type { Catalog } from '../../preload/locales/index.ts'
import type { Store } from '../store/index.ts'
import type { Desktop } from './ports.ts'
import type { StaffService } from './staff.ts'

type Tools = {
  store: Store
  desktop: Desktop
  staff: StaffService
  catalog: () => Catalog
  /** A date and time on the clock of the shop. */
  timeWords: (at: number) => string
}
/** Excel on Windows reads UTF-8 only with it. */
const BOM = '\uFEFF'

/** いつ・誰が・どのような対応をしたのか, of one ticket, as a table for other programs. */
export function createHistoryFile({ store, desktop, staff, catalog, timeWords }: Tools) {
  function rowsOf(id: TicketId): string[][] {
    const { journal, people } = catalog()
    const say = { moment: (at: unknown) => (typeof at === 'number' ? timeWords(at) : '') }
    const sentences: Partial<Record<string, Catalog['journal'][keyof Catalog['journal']]>> = journal
    const { actors, columns } = people.historyFile
    const lines = store.journal.listForTicket(id).map(({ at, actor, staffId, type, data }) => {
      const who = (actor === 'staff' && staff.nameOf(staffId)) || actors[actor]
      return [timeWords(at), who, (sentences[type] ?? journal.unknown)(data, say)]
    })
    return [[...columns], ...lines]
  }

  return {
    async save(asked: TicketId): Promise<{ path: string } | null> {
      const id = store.tickets.living(asked)
      if (!store.tickets.facts(id)) throw new AppError('not-found', `No ticket ${asked}`)
      const path = await desktop.askSavePath(`${catalog().people.historyFile.name(id)}.csv`)
      if (path === null) return null
      const text = rowsOf(id)
        .map((row) => row.map(cell).join(','))
        .join('\r\n')
      await writeFile(path, `${BOM}${text}\r\n`).catch((cause: unknown) => {
        throw new AppError('store-full', 'The file could not be written.', { cause })
      })
      return { path }
    },
  }
}

/** RFC 4180; and a text that a spreadsheet would take for a formula begins with an apostrophe (OWASP, CSV Injection). */
export function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return `"${safe.replaceAll('"', '""')}"`
}
