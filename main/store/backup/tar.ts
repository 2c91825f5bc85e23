import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'

/** Files in one stream, in the form POSIX calls ustar (IEEE Std 1003.1-2017, pax, "ustar Interchange Format"): any archiver opens it. */

const BLOCK = 512
/** Eleven octal digits. */
const MOST_BYTES = 8 * 1024 ** 3 - 1

export type TarItem = { name: string; bytes: Uint8Array } | { name: string; path: string }
/** One file of an archive. Its body has to be read before the next one is asked for. */
export type TarEntry = { name: string; size: number; body: AsyncIterable<Uint8Array> }

export async function* writeTar(items: readonly TarItem[], at: number): AsyncGenerator<Uint8Array> {
  for (const item of items) {
    const size = 'bytes' in item ? item.bytes.byteLength : (await stat(item.path)).size
    yield headerOf(item.name, size, at)
    // Not more than was announced, should the file grow meanwhile.
    if ('bytes' in item) yield item.bytes
    else if (size > 0) yield* createReadStream(item.path, { end: size - 1 }) as AsyncIterable<Uint8Array>
    yield new Uint8Array(paddingOf(size))
  }
  yield new Uint8Array(2 * BLOCK)
}

function headerOf(name: string, size: number, at: number): Uint8Array {
  if (Buffer.byteLength(name) > 100 || size > MOST_BYTES) throw new RangeError('Too long for an archive')
  const header = Buffer.alloc(BLOCK)
  const octal = (value: number, digits: number) => `${Math.floor(value).toString(8).padStart(digits, '0')}\0`
  header.write(name, 0)
  header.write(octal(0o600, 7), 100)
  header.write(octal(0, 7), 108)
  header.write(octal(0, 7), 116)
  header.write(octal(size, 11), 124)
  header.write(octal(at / 1000, 11), 136)
  header.write(' '.repeat(8), 148)
  header.write('0', 156)
  header.write('ustar\u000000', 257)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${octal(sum, 6)} `, 148)
  return header
}

const paddingOf = (size: number) => (BLOCK - (size % BLOCK)) % BLOCK

/** Reads an archive entry by entry. Throws RangeError where it is damaged or ends too early. */
export async function* readTar(source: AsyncIterable<Uint8Array>): AsyncGenerator<TarEntry> {
  const take = takerOf(source)
  for (;;) {
    const header = await take.exactly(BLOCK)
    if (header.every((byte) => byte === 0)) return
    const name = textOf(header.subarray(0, 100))
    const size = Number.parseInt(textOf(header.subarray(124, 136)), 8)
    const sum = header.reduce((total, byte, index) => total + (index >= 148 && index < 156 ? 32 : byte), 0)
    if (sum !== Number.parseInt(textOf(header.subarray(148, 156)), 8) || !(size >= 0))
      throw new RangeError('A damaged archive')
    yield { name, size, body: take.some(size) }
    await take.exactly(paddingOf(size))
  }
}

const textOf = (field: Buffer) => field.toString('utf8').replace(/\0.*$/s, '').trim()

function takerOf(source: AsyncIterable<Uint8Array>) {
  const chunks = source[Symbol.asyncIterator]()
  let rest: Buffer = Buffer.alloc(0)

  async function more(): Promise<void> {
    const { value, done } = await chunks.next()
    if (done) throw new RangeError('An archive that ends too early')
    rest = rest.byteLength === 0 ? Buffer.from(value) : Buffer.concat([rest, value])
  }
  async function* some(count: number): AsyncGenerator<Uint8Array> {
    for (let left = count; left > 0;) {
      if (rest.byteLength === 0) await more()
      const piece = rest.subarray(0, Math.min(left, rest.byteLength))
      rest = rest.subarray(piece.byteLength)
      left -= piece.byteLength
      yield piece
    }
  }
  async function exactly(count: number): Promise<Buffer> {
    while (rest.byteLength < count) await more()
    const piece = rest.subarray(0, count)
    rest = rest.subarray(count)
    return piece
  }
  return { some, exactly }
}
