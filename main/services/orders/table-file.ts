import { isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import { AppError } from '../../../preload/errors.ts'
import type { OrderFile } from '../../../preload/domain.ts'

type Encoding = OrderFile['encoding']
export type TableFile = { bytes: Buffer; encoding: Encoding; delimiter: string; columns: string[] }

/** So much is decoded and split at once: some milliseconds, then the window has its turn. */
const SLICE = 64 * 1024
const HEAD = 64 * 1024
const DELIMITERS = [',', '\t', ';']

/** What kind of table the bytes are. Throws AppError `invalid-input` with reason `no-table`. */
export function lookInto(content: Uint8Array): TableFile {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength)
  const encoding = encodingOf(bytes)
  const head = iconv.decode(bytes.subarray(0, HEAD), encoding)
  const line = head.split(/\r\n|\n|\r/, 1)[0] ?? ''
  const counts = DELIMITERS.map((delimiter) => line.split(delimiter).length)
  const delimiter = DELIMITERS[counts.indexOf(Math.max(...counts))]!
  if (head.includes('\u0000') || Math.max(...counts) < 2) throw noTable()
  return { bytes, encoding, delimiter, columns: [] }
}

const noTable = () => new AppError('invalid-input', 'This is no table.', { reason: 'no-table' })

/** Excel writes a mark before UTF-8 and UTF-16; what is no UTF-8 is what Japanese marketplaces write. */
function encodingOf(bytes: Buffer): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return isUtf8(bytes) ? 'utf-8' : 'shift_jis'
}

/**
 * The rows of a table, some hundreds at a time, the first row first. Lets others have their turn in between. A line
 * that has too few or too many fields is taken as it is.
 */
export async function* readRows(file: TableFile): AsyncGenerator<{ rows: string[][]; done: number }> {
  const { parse } = await import('csv-parse')
  const decoder = iconv.getDecoder(file.encoding)
  const rows: string[][] = []
  const parser = parse({
    delimiter: file.delimiter,
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  })
  let failure: unknown = null
  parser.on('readable', () => {
    for (let row = parser.read() as string[] | null; row !== null; row = parser.read() as string[] | null)
      rows.push(row)
  })
  parser.on('error', (error) => (failure = error))
  const ended = new Promise<void>((resolve) => {
    parser.on('end', resolve)
    parser.on('close', resolve)
  })
  for (let from = 0; from < file.bytes.length; from += SLICE) {
    const slice = file.bytes.subarray(from, from + SLICE)
    parser.write(decoder.write(slice))
    await new Promise((resolve) => setImmediate(resolve))
    if (failure !== null) throw noTable()
    yield { rows: rows.splice(0), done: from + slice.length }
  }
  parser.write(decoder.end() ?? '')
  parser.end()
  await ended
  if (failure !== null) throw noTable()
  yield { rows: rows.splice(0), done: file.bytes.length }
}
