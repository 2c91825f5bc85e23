import { AppError } from '../../preload/errors.ts'
import type { HostInvitation } from '../../preload/domain/second-pc.ts'
import type { Ports } from '../services/ports.ts'
import { pair, type Ticket } from './caller.ts'
import { pcName } from './host.ts'
import { readAddress, readCode } from './pairing-code.ts'
import { writeTicket } from './ticket-file.ts'

/** The next start of the program is that of a second PC. */
export async function becomeSecondPc(
  dataDir: string,
  invitation: HostInvitation,
  { secretBox, desktop }: Pick<Ports, 'secretBox' | 'desktop'>,
): Promise<void> {
  // Asked first: a key that cannot be kept would use the code up.
  if (!secretBox.isAvailable()) throw new AppError('no-encryption', 'The system keeps no secrets')
  writeTicket(dataDir, await joinHost(invitation, pcName()), secretBox)
  desktop.restart()
}

/** As typed by a person. Throws AppError as `pair`, and `invalid-input` with `host-address` or `host-code`. */
export function joinHost({ address, code }: HostInvitation, name: string): Promise<Ticket> {
  const place = readAddress(address)
  if (!place) throw new AppError('invalid-input', 'No address', { reason: 'host-address' })
  const letters = readCode(code)
  if (!letters) throw new AppError('invalid-input', 'No code', { reason: 'host-code' })
  return pair(place, letters, name)
}
