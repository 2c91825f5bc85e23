import type { Duplex } from 'node:stream'

const LENGTH_BYTES = 4
const BYTES_KEY = '$bytes'

/**
 * JSON in frames of a length and as many bytes; a Uint8Array travels in base64. What is longer than `limit` or no JSON ends
 * the connection: nobody who keeps to the protocol sends it.
 */
export function createFrames(socket: Duplex, limit: number, onFrame: (value: unknown) => void) {
  let chunks: Buffer[] = []
  let waiting = 0

  /** The next `length` bytes, once they are there. */
  function take(length: number): Buffer | null {
    if (waiting < length) return null
    const all = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, waiting)
    chunks = [all.subarray(length)]
    waiting -= length
    return all.subarray(0, length)
  }

  let expected: number | null = null
  function read(): void {
    while (!socket.destroyed) {
      expected ??= take(LENGTH_BYTES)?.readUInt32BE() ?? null
      if (expected === null) return
      if (expected > limit) return void socket.destroy()
      const frame = take(expected)
      if (frame === null) return
      expected = null
      const value = parse(frame)
      if (value === undefined) return void socket.destroy()
      onFrame(value)
    }
  }

  socket.on('data', (chunk: Buffer) => {
    chunks.push(chunk)
    waiting += chunk.length
    read()
  })
  return {
    send(value: unknown): void {
      if (socket.destroyed || !socket.writable) return
      const body = Buffer.from(JSON.stringify(value, withBytes))
      const head = Buffer.alloc(LENGTH_BYTES)
      head.writeUInt32BE(body.length)
      socket.write(head)
      socket.write(body)
    },
  }
}

function withBytes(this: Record<string, unknown>, key: string, value: unknown): unknown {
  const own = this[key]
  return own instanceof Uint8Array ? { [BYTES_KEY]: Buffer.from(own).toString('base64') } : value
}

function parse(frame: Buffer): unknown {
  try {
    return JSON.parse(frame.toString('utf8'), (_key, value: unknown) => {
      if (typeof value !== 'object' || value === null || !(BYTES_KEY in value)) return value
      return typeof value[BYTES_KEY] === 'string' ? new Uint8Array(Buffer.from(value[BYTES_KEY], 'base64')) : value
    }) as unknown
  } catch {
    return undefined
  }
}
