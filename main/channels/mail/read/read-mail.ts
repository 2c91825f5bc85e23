import type { Address, Attachment, ReadMessage } from '../../../core/message.ts'
import { parseAddresses } from './addresses.ts'
import { readBodies, type FoundAttachment } from './bodies.ts'
import type { Hint } from './charset.ts'
import { parseDate } from './date.ts'
import { readDeliveryReport } from './delivery-report.ts'
import { decodeHeader } from './encoded-words.ts'
import type { Field } from './fields.ts'
import { readIds } from './ids.ts'
import { MAX_ADDRESSES, MAX_HEADER_VALUE_LENGTH, MAX_SUBJECT_LENGTH } from './limits.ts'
import { readStructure, type Part, type Structure } from './structure.ts'

/** `charset`: read everything that is not marked as another in this one: "文字コードを変える". */
export type ReadOptions = { charset?: string | null }

/** `unreadable`: why the mail could not be read, or null; `message` then holds what could be told from its headers. */
export type Reading = { message: ReadMessage; unreadable: string | null }

/** Reads a mail. Never throws: what cannot be read leaves the best effort and a defect. */
export function readMail(source: Uint8Array, options: ReadOptions = {}): ReadMessage {
  return readSource(source, options).message
}

/** As `readMail`, and says when the reader itself failed on the mail, so that a person is shown the source instead. */
export function readSource(source: Uint8Array, { charset = null }: ReadOptions = {}): Reading {
  const defects = new Set<string>()
  try {
    const structure = readStructure(source, charset, defects)
    const { message } = readWhole(structure, defects)
    return { message, unreadable: null }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { message: readHeadersOnly(source), unreadable: reason.slice(0, 200) }
  }
}

/** The bytes of one attachment, by its place in `ReadMessage.attachments`; null when there is none. */
export function openAttachment(source: Uint8Array, index: number): Uint8Array | null {
  const defects = new Set<string>()
  const { found } = readBodies(readStructure(source, null, defects), defects)
  const content = found[index]?.open()
  // A copy: the bytes may be a view of the source, and outlive it in the hands of whoever saves the file.
  return content === undefined ? null : new Uint8Array(content)
}

const HEADERS_ONLY_BYTES = 65_536

/** What the first 64 KB of headers say, for a mail whose reading failed or took too long. */
export function readHeadersOnly(source: Uint8Array): ReadMessage {
  const defects = new Set<string>(['the mail could not be read; only its headers are shown'])
  try {
    const structure = readStructure(headOf(source), null, defects)
    return readHead(structure, defects)
  } catch {
    return emptyMessage([...defects])
  }
}

function headOf(source: Uint8Array): Uint8Array {
  const head = Buffer.from(source.subarray(0, HEADERS_ONLY_BYTES))
  const end = /\r?\n\r*\n/.exec(head.toString('latin1'))
  return end ? head.subarray(0, end.index + end[0].length) : head
}

function readWhole(structure: Structure, defects: Set<string>): { message: ReadMessage; found: FoundAttachment[] } {
  const head = readHead(structure, defects)
  const { textBody, htmlBody, found } = readBodies(structure, defects)
  const attachments: Attachment[] = found.map(({ attachment }) => attachment)
  const deliveryReport = readDeliveryReport(structure, { ...head, textBody })
  return { message: { ...head, textBody, htmlBody, attachments, deliveryReport, defects: [...defects] }, found }
}

/**
 * Of a doubled From, Subject or Date the first that says anything counts, as in other readers, so that all see the same
 * sender; recipients of doubled To and Cc are added up.
 */
function readHead({ root, hint }: Structure, defects: Set<string>): ReadMessage {
  const { fields } = root
  noteDoubled(fields, defects)
  const first = (name: string) => fields.find((field) => field.name === name && field.raw !== '')?.raw ?? ''
  const subject = tidySubject(decodeHeader(first('subject'), hint, defects))
  if (subject.length > MAX_SUBJECT_LENGTH) defects.add('the subject was too long and was cut')
  const date = parseDate(decodeHeader(first('date').slice(0, 300), hint, defects))
  if (date === null && first('date') !== '') defects.add('the date could not be read')
  return {
    ...emptyMessage([]),
    from: fromOf(fields, hint, defects),
    to: allAddresses(root, 'to', hint, defects),
    cc: allAddresses(root, 'cc', hint, defects),
    replyTo: allAddresses(root, 'reply-to', hint, defects),
    subject: subject.slice(0, MAX_SUBJECT_LENGTH),
    date,
    ...readIds(fields, defects),
    headers: headerMap(fields, hint),
    defects: [...defects],
  }
}

function fromOf(fields: readonly Field[], hint: Hint, defects: Set<string>): Address[] {
  const readings = fields.filter(({ name }) => name === 'from').map(({ raw }) => parseAddresses(raw, hint, defects))
  return (
    readings.find((list) => list.some(({ address }) => address.includes('@'))) ??
    readings.find((list) => list.length > 0) ??
    []
  )
}

function allAddresses(root: Part, name: string, hint: Hint, defects: Set<string>): Address[] {
  const lists = root.fields.filter((field) => field.name === name).map(({ raw }) => parseAddresses(raw, hint, defects))
  return lists.flat().slice(0, MAX_ADDRESSES)
}

function noteDoubled(fields: readonly Field[], defects: Set<string>): void {
  for (const name of ['from', 'subject', 'date', 'message-id', 'content-type']) {
    if (fields.filter((field) => field.name === name).length > 1)
      defects.add(`the field ${name} stood there more than once`)
  }
  if (!fields.some(({ name }) => name === 'from')) defects.add('the field from was missing')
}

function headerMap(fields: readonly Field[], hint: Hint): Map<string, string[]> {
  const map = new Map<string, string[]>()
  for (const { name, raw } of fields) {
    const value = decodeHeader(raw.slice(0, MAX_HEADER_VALUE_LENGTH), hint, new Set())
    const values = map.get(name)
    if (values) values.push(value)
    else map.set(name, [value])
  }
  return map
}

const tidySubject = (subject: string) =>
  subject
    .replace(/[\t\r\n]+/g, ' ')
    .replace(/[\x00-\x1f\x7f]/g, '')
    .trim()

function emptyMessage(defects: string[]): ReadMessage {
  return {
    from: [],
    to: [],
    cc: [],
    replyTo: [],
    subject: '',
    date: null,
    messageId: null,
    inReplyTo: null,
    references: [],
    textBody: '',
    htmlBody: null,
    attachments: [],
    headers: new Map(),
    deliveryReport: null,
    defects,
  }
}
