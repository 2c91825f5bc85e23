import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import type { SecretBox } from '../services/ports.ts'
import type { Ticket } from './caller.ts'
import { ticketPlace } from './ticket-place.ts'

const Stored = z.object({ host: z.string(), port: z.number(), id: z.uuid(), box: z.string() })
export type StoredTicket = z.infer<typeof Stored>

/** What makes this PC a second one of a shop; null where it has data of its own. */
export function readTicket(dataDir: string): StoredTicket | null {
  try {
    return Stored.parse(JSON.parse(readFileSync(ticketPlace(dataDir), 'utf8')))
  } catch {
    return null
  }
}

/** Throws AppError `no-encryption` where the system keeps no secrets. */
export function writeTicket(dataDir: string, { key, ...ticket }: Ticket, secretBox: SecretBox): void {
  const box = Buffer.from(secretBox.seal(Buffer.from(key).toString('base64'))).toString('base64')
  const path = ticketPlace(dataDir)
  writeFileSync(`${path}.new`, JSON.stringify({ ...ticket, box }), { mode: 0o600 })
  renameSync(`${path}.new`, path)
}

export const dropTicket = (dataDir: string): void => rmSync(ticketPlace(dataDir), { force: true })

/** Throws AppError `no-encryption` when the key of the system is gone or locked. */
export function openTicket({ box, ...place }: StoredTicket, secretBox: SecretBox): Ticket {
  return { ...place, key: Buffer.from(secretBox.open(Buffer.from(box, 'base64')), 'base64') }
}
