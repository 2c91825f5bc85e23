import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { TicketId } from '../../preload/domain.ts'
import type { ExportFormat } from '../../preload/domain/erasing.ts'
import { AppError } from '../../preload/errors.ts'
import type { Catalog } from '../../preload/locales/index.ts'
import type { Store } from '../store/index.ts'
import type { MessageRow } from '../store/messages.ts'
import { cell } from './history-file.ts'
import type { Desktop } from './ports.ts'

type Tools = { store: Store; desktop: Desktop; catalog: () => Catalog; timeWords: (at: number) => string }
type Saved = { path: string; count: number }

const PAGE = 200
/** Excel on Windows reads UTF-8 only with it. */
const BOM = '\uFEFF'

/** Everything as other programs read it: a table, JSON, or the mails as they came. */
export function createExporting({ store, desktop, catalog, timeWords }: Tools) {
  function* ticketIds(): Generator<TicketId> {
    for (let last = 0; ;) {
      const ids = store.stats.ticketIdsAfter(last, PAGE)
      yield* ids
      if (ids.length < PAGE) return
      last = ids.at(-1)!
    }
  }

  function* csv(counted: () => void): Generator<string> {
    const { columns, directions } = catalog().erasing.exported
    yield `${BOM}${columns.map(cell).join(',')}\r\n`
    for (const id of ticketIds()) {
      const { status, customerName } = store.tickets.summary(id)!
      for (const message of store.messages.ofTicket(id)) {
        counted()
        const row = [
          String(id),
          catalog().status[status],
          customerName,
          timeWords(message.at),
          directions[message.direction],
          message.recipients.from?.address ?? '',
          message.recipients.to.map(({ address }) => address).join(' '),
          message.subject,
          message.textBody,
        ]
        yield `${row.map(cell).join(',')}\r\n`
      }
    }
  }

  function* json(counted: () => void): Generator<string> {
    let separator = '[\n'
    for (const id of ticketIds()) {
      const { subject, status, customerName, orderNumbers, channel } = store.tickets.summary(id)!
      const messages = store.messages.ofTicket(id).map((message) => {
        counted()
        return messageAsJson(message)
      })
      yield separator + JSON.stringify({ number: id, subject, status, customerName, orderNumbers, channel, messages })
      separator = ',\n'
    }
    yield separator === '[\n' ? '[]\n' : '\n]\n'
  }

  function messageAsJson(message: MessageRow) {
    const { id, direction, kind, at, mid, recipients, subject, textBody } = message
    const attachments = store.messages.attachments(id).map(({ name, type, size }) => ({ name, type, size }))
    const { from, to, cc } = recipients
    return {
      direction,
      kind,
      at: new Date(at).toISOString(),
      messageId: mid,
      from,
      to,
      cc,
      subject,
      text: textBody,
      attachments,
    }
  }

  /** The mails as they came and left. Notes, phone memos and what was erased have no mail. */
  async function* mails(): AsyncGenerator<{ message: MessageRow; source: Uint8Array }> {
    for (const id of ticketIds())
      for (const message of store.messages.ofTicket(id))
        if (message.sourceHash !== null && store.sources.has(message.sourceHash))
          yield { message, source: await store.sources.read(message.sourceHash) }
  }

  async function* mbox(counted: () => void): AsyncGenerator<Uint8Array> {
    for await (const { message, source } of mails()) {
      counted()
      yield mboxEntry(message, source)
    }
  }

  async function saveFile(format: Exclude<ExportFormat, 'eml'>): Promise<Saved | null> {
    const path = await desktop.askSavePath(`${catalog().erasing.exported.name}.${format}`)
    if (path === null) return null
    let count = 0
    const counted = () => void (count += 1)
    const parts = { csv, json, mbox }[format](counted)
    await written(async () => {
      await pipeline(Readable.from(parts, { objectMode: true }), createWriteStream(`${path}.part`, { flush: true }))
      await rename(`${path}.part`, path)
    }).catch(async (error: unknown) => {
      await rm(`${path}.part`, { force: true })
      throw error
    })
    return { path, count }
  }

  /** One file a mail, a folder a ticket. */
  async function saveFolder(): Promise<Saved | null> {
    const chosen = await desktop.askFolder()
    if (chosen === null) return null
    const path = join(chosen, catalog().erasing.exported.name)
    let count = 0
    await written(async () => {
      for await (const { message, source } of mails()) {
        const folder = join(path, String(message.ticketId))
        await mkdir(folder, { recursive: true })
        await writeFile(join(folder, `${message.id}.eml`), source)
        count += 1
      }
    })
    return { path, count }
  }

  return {
    save: ({ format }: { format: ExportFormat }): Promise<Saved | null> =>
      format === 'eml' ? saveFolder() : saveFile(format),
  }
}

async function written(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw new AppError('store-full', 'The file could not be written.', { cause })
  }
}

/** RFC 4155 with the quoting of mboxrd, which loses nothing: each line that begins like a separator gets one more ">". */
function mboxEntry({ at, sender }: MessageRow, source: Uint8Array): Uint8Array {
  const text = Buffer.from(source).toString('latin1').replaceAll('\r\n', '\n')
  const [week, day, month, year, time] = new Date(at).toUTCString().replace(',', '').split(' ')
  const head = `From ${sender?.replace(/\s/g, '') ?? 'MAILER-DAEMON'} ${week} ${month} ${day} ${time} ${year}\n`
  return Buffer.from(`${head}${text.replace(/^(>*From )/gm, '>$1').replace(/\n*$/, '')}\n\n`, 'latin1')
}
