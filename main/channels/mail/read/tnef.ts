import iconv from 'iconv-lite'
import { decodeText } from './charset.ts'
import { MAX_TNEF_ITEMS, MAX_TNEF_UNPACKED_BYTES } from './limits.ts'
import { rtfToText, unpackRtf } from './rtf.ts'

export type TnefFile = { name: string; type: string; content: Buffer; contentId: string | null }
export type Tnef = { plain: string | null; html: string | null; attachments: TnefFile[] }

type Property = { id: number; type: number; value: Buffer }
type Draft = {
  title: string
  longName: string
  type: string
  contentId: string | null
  content: Buffer | null
  length: number
}

const SIGNATURE = 0x223e9f78

/** Attribute numbers of MS-OXTNEF section 2.1.3, without their type. */
const ATTRIBUTE = {
  body: 0x800c,
  title: 0x8010,
  data: 0x800f,
  renderData: 0x9002,
  attachmentProperties: 0x9005,
  properties: 0x9003,
  codepage: 0x9007,
}

/** Property ids of MS-OXPROPS. */
const PROPERTY = {
  body: 0x1000,
  rtf: 0x1009,
  html: 0x1013,
  longFileName: 0x3707,
  fileName: 0x3704,
  displayName: 0x3001,
  mimeTag: 0x370e,
  contentId: 0x3712,
  data: 0x3701,
}

const TYPE = { string8: 0x1e, unicode: 0x1f, binary: 0x102, object: 0x0d }

/**
 * The letter and the files inside Outlook's winmail.dat (MS-OXTNEF). Reads forward only, trusts no length beyond the
 * bytes there are, and stops at the limits; null when it is no TNEF.
 */
export function readTnef(bytes: Buffer, defects: Set<string>): Tnef | null {
  if (bytes.length < 6 || bytes.readUInt32LE(0) !== SIGNATURE) return null
  const result: Tnef = { plain: null, html: null, attachments: [] }
  const files: Draft[] = []
  let codepage = 'windows-1252'
  let items = 0
  let rtf: Buffer | null = null
  for (let at = 6; at + 9 <= bytes.length && items < MAX_TNEF_ITEMS; items++) {
    const attribute = bytes.readUInt32LE(at + 1) & 0xffff
    const length = bytes.readUInt32LE(at + 5)
    const value = bytes.subarray(at + 9, Math.min(bytes.length, at + 9 + length))
    if (value.length < length) defects.add('winmail.dat was cut off')
    at += 9 + length + 2
    if (attribute === ATTRIBUTE.codepage && value.length >= 4) codepage = codepageName(value.readUInt32LE(0))
    else if (attribute === ATTRIBUTE.body) result.plain ??= withoutEnd(decodeText(value, codepage).text)
    else if (attribute === ATTRIBUTE.renderData)
      files.push({ title: '', longName: '', type: '', contentId: null, content: null, length: files.length })
    else if (attribute === ATTRIBUTE.properties) rtf = readMessageProperties(value, codepage, result) ?? rtf
    else if (files.length > 0) readFileAttribute(files.at(-1)!, attribute, value, codepage)
  }
  if (items >= MAX_TNEF_ITEMS) defects.add('winmail.dat named too many things; the rest was not read')
  if (result.plain === null && result.html === null && rtf) result.plain = textOfRtf(rtf, defects)
  result.attachments = files.flatMap((file) => (file.content ? [toFile(file, file.content)] : []))
  return result.plain === null && result.html === null && result.attachments.length === 0 ? null : result
}

function readMessageProperties(value: Buffer, codepage: string, result: Tnef): Buffer | null {
  let rtf: Buffer | null = null
  for (const property of propertiesOf(value)) {
    if (property.id === PROPERTY.body) result.plain = withoutEnd(stringOf(property, codepage))
    if (property.id === PROPERTY.html)
      result.html = withoutEnd(
        property.type === TYPE.binary ? decodeText(property.value, codepage).text : stringOf(property, codepage),
      )
    if (property.id === PROPERTY.rtf) rtf = property.value
  }
  return rtf
}

function readFileAttribute(file: Draft, attribute: number, value: Buffer, codepage: string): void {
  if (attribute === ATTRIBUTE.title) file.title = withoutEnd(decodeText(value, codepage).text)
  if (attribute === ATTRIBUTE.data) file.content = value
  if (attribute !== ATTRIBUTE.attachmentProperties) return
  for (const property of propertiesOf(value)) {
    if (property.id === PROPERTY.longFileName) file.longName = withoutEnd(stringOf(property, codepage))
    if (property.id === PROPERTY.fileName || property.id === PROPERTY.displayName)
      file.title ||= withoutEnd(stringOf(property, codepage))
    if (property.id === PROPERTY.mimeTag) file.type = withoutEnd(stringOf(property, codepage)).toLowerCase()
    if (property.id === PROPERTY.contentId) file.contentId = withoutEnd(stringOf(property, codepage)) || null
    // An embedded message begins with the 16 bytes of its interface id; what follows is TNEF of its own.
    if (property.id === PROPERTY.data && property.type === TYPE.object) file.content ??= property.value.subarray(16)
    if (property.id === PROPERTY.data && property.type === TYPE.binary) file.content ??= property.value
  }
}

function toFile({ title, longName, type, contentId }: Draft, content: Buffer): TnefFile {
  return {
    name: longName || title,
    type: /^[\w.+-]+\/[\w.+-]+$/.test(type) ? type : 'application/octet-stream',
    content,
    contentId,
  }
}

/** The property list of MS-OXTNEF section 2.1.3.4: little endian, every value padded to four bytes. */
function propertiesOf(bytes: Buffer): Property[] {
  const found: Property[] = []
  const reader = createReader(bytes)
  const count = Math.min(reader.uint32(), MAX_TNEF_ITEMS)
  for (let index = 0; index < count && !reader.isDone(); index++) {
    const type = reader.uint16()
    const id = reader.uint16()
    if (id >= 0x8000) skipName(reader)
    const values = readValues(reader, type)
    if (values === null) break
    if (values.length > 0) found.push({ id, type: type & 0x0fff, value: values[0]! })
  }
  return found
}

function skipName(reader: Reader): void {
  reader.take(16)
  if (reader.uint32() === 0) reader.take(4)
  else reader.padded(reader.uint32())
}

const FIXED: Readonly<Record<number, number>> = {
  0x01: 4,
  0x02: 4,
  0x03: 4,
  0x04: 4,
  0x05: 8,
  0x06: 8,
  0x07: 8,
  0x0a: 4,
  0x0b: 4,
  0x14: 8,
  0x40: 8,
  0x48: 16,
}

function readValues(reader: Reader, type: number): Buffer[] | null {
  const isMultiple = (type & 0x1000) !== 0
  const base = type & 0x0fff
  const fixed = FIXED[base]
  const isSized = base === TYPE.string8 || base === TYPE.unicode || base === TYPE.binary || base === TYPE.object
  if (fixed === undefined && !isSized) return null
  const count = isMultiple || isSized ? Math.min(reader.uint32(), MAX_TNEF_ITEMS) : 1
  const values: Buffer[] = []
  for (let index = 0; index < count && !reader.isDone(); index++)
    values.push(fixed === undefined ? reader.padded(reader.uint32()) : reader.take(fixed))
  return values
}

type Reader = ReturnType<typeof createReader>

/** Past the end every number is 0 and every stretch empty. */
function createReader(bytes: Buffer) {
  let at = 0
  const take = (length: number) => {
    const slice = bytes.subarray(Math.min(at, bytes.length), Math.min(bytes.length, at + length))
    at += length
    return slice
  }
  const number = (length: 2 | 4) => {
    const slice = take(length)
    return slice.length < length ? 0 : slice.readUIntLE(0, length)
  }
  return {
    take,
    uint16: () => number(2),
    uint32: () => number(4),
    padded(length: number) {
      const slice = take(length)
      take((4 - (length % 4)) % 4)
      return slice
    },
    isDone: () => at >= bytes.length,
  }
}

function stringOf({ type, value }: Property, codepage: string): string {
  return type === TYPE.unicode ? iconv.decode(value, 'utf-16le') : decodeText(value, codepage).text
}

/** Strings end in NUL, and in files of some programs in several. */
const withoutEnd = (text: string) => text.replace(/\0[\s\S]*$/, '').replace(/\r\n?/g, '\n')

function codepageName(codepage: number): string {
  if (codepage === 932) return 'shift_jis'
  if (codepage === 65001) return 'utf-8'
  if (codepage === 20127) return 'us-ascii'
  if (codepage === 50220 || codepage === 50221) return 'iso-2022-jp'
  return codepage === 51932 ? 'euc-jp' : `windows-${codepage}`
}

function textOfRtf(packed: Buffer, defects: Set<string>): string | null {
  const rtf = unpackRtf(packed, MAX_TNEF_UNPACKED_BYTES)
  if (rtf === null) return null
  if (rtf.isCut) defects.add('the text of winmail.dat was too long and was cut')
  const text = rtfToText(rtf.bytes.toString('latin1', 0, 2 * 1024 * 1024)).trim()
  return text === '' ? null : text
}
