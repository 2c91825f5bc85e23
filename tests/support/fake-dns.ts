import { createSocket } from 'node:dgram'

/** Records of a zone, by name and type. */
export type Zone = Record<string, { SRV?: { host: string; port: number }[]; MX?: string[]; A?: string[] }>

const TYPES = { A: 1, MX: 15, SRV: 33 } as const
type Type = keyof typeof TYPES

/** A DNS server on loopback that knows one zone and nothing else (RFC 1035, RFC 2782). */
export async function startDns(zone: Zone) {
  const asked: string[] = []
  const socket = createSocket('udp4')
  socket.on('message', (query, { port, address }) => {
    const { name, type, end } = readQuestion(query)
    const kind = (Object.keys(TYPES) as Type[]).find((one) => TYPES[one] === type)
    asked.push(`${kind ?? type} ${name}`)
    const records = kind ? answersOf(zone, name, kind) : []
    const head = Buffer.from(query.subarray(0, 12))
    // An answer with authority; NXDOMAIN for a name that is not in the zone.
    head.writeUInt16BE(name in zone ? 0x8580 : 0x8583, 2)
    head.writeUInt16BE(records.length, 6)
    head.writeUInt32BE(0, 8)
    const answers = records.map((data) => {
      const fixed = Buffer.alloc(12)
      // The name is that of the question.
      fixed.writeUInt16BE(0xc00c, 0)
      fixed.writeUInt16BE(type, 2)
      fixed.writeUInt16BE(1, 4)
      fixed.writeUInt32BE(60, 6)
      fixed.writeUInt16BE(data.length, 10)
      return Buffer.concat([fixed, data])
    })
    socket.send(Buffer.concat([head, query.subarray(12, end), ...answers]), port, address)
  })
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  return {
    server: `127.0.0.1:${socket.address().port}`,
    /** Type and name of each question, in order. */
    asked,
    close: () => new Promise<void>((resolve) => socket.close(() => resolve())),
  }
}

function readQuestion(query: Buffer) {
  const labels: string[] = []
  let at = 12
  for (let length = query[at]!; length > 0; length = query[at]!) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length))
    at += 1 + length
  }
  return { name: labels.join('.').toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 }
}

function answersOf(zone: Zone, name: string, type: Type): Buffer[] {
  const records = zone[name]
  if (type === 'A') return (records?.A ?? []).map((address) => Buffer.from(address.split('.').map(Number)))
  if (type === 'MX') return (records?.MX ?? []).map((host) => Buffer.concat([numbers(10), packed(host)]))
  return (records?.SRV ?? []).map(({ host, port }) => Buffer.concat([numbers(0, 0, port), packed(host)]))
}

function numbers(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2)
  for (const [index, value] of values.entries()) bytes.writeUInt16BE(value, index * 2)
  return bytes
}

const packed = (host: string) =>
  Buffer.concat([
    ...host.split('.').map((label) => Buffer.from(`${String.fromCharCode(label.length)}${label}`, 'latin1')),
    Buffer.from([0]),
  ])
