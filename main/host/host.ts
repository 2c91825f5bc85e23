import { randomUUID } from 'node:crypto'
import { hostname, networkInterfaces } from 'node:os'
import type { StaffId } from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import type { HostState } from '../../preload/domain/second-pc.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Log, Popup, SecretBox } from '../services/ports.ts'
import type { Seat } from '../store/journal.ts'
import { createPairedPcs, type PairedPc } from './paired-pcs.ts'
import { keyOfCode, newCode, newKey, readCode } from './pairing-code.ts'
import { createHostServer, type Desk, type Door } from './server.ts'

type Tools = {
  /** Where the file of the paired PCs lies. */
  path: string
  desk: Desk
  /** Who most likely sits at one more PC, beside those at the others. */
  staffFor: (taken: readonly StaffId[]) => StaffId
  /** Whether this person still works here. */
  isThere: (id: StaffId) => boolean
  secretBox: SecretBox
  clock: Clock
  log: Log
  onChange: () => void
}
const CODE_MS = 10 * 60_000
/** Wrong codes until the one that is shown holds no more. */
const TRIES = 5

export type Host = ReturnType<typeof createHost>

/** ほかのパソコンから使う: off until the owner turns it on, and open only to PCs that were let in by a code. */
export function createHost({ path, desk, staffFor, isThere, secretBox, clock, log, onChange }: Tools) {
  const pcs = createPairedPcs(path)
  let code: { text: string; key: Uint8Array; until: number; tries: number } | null = null
  let problem: HostState['problem'] = null

  const changePc = (id: string, change: Partial<PairedPc>) =>
    pcs.change({ pcs: pcs.get().pcs.map((pc) => (pc.id === id ? { ...pc, ...change } : pc)) })
  const openCode = () => (code !== null && clock.now() < code.until ? code : null)

  const door: Door = {
    keyOf(id) {
      const pc = pcs.find(id)
      try {
        return pc && Buffer.from(secretBox.open(Buffer.from(pc.box, 'base64')), 'base64')
      } catch (error) {
        log.error('the key of another PC cannot be read', error)
        return null
      }
    },
    seatOf: (id): Seat => ({
      get staffId() {
        const staffId = pcs.find(id)?.staffId ?? null
        // Who has left acts no more: whoever is at the PC with the data stands in until somebody says who sits there.
        return staffId !== null && isThere(staffId) ? staffId : null
      },
      set staffId(staffId) {
        changePc(id, { staffId })
      },
    }),
    codeKey: () => openCode()?.key ?? null,
    wrongCode() {
      if (code !== null && --code.tries <= 0) code = null
      onChange()
    },
    welcome(name) {
      const [id, key, now] = [randomUUID(), newKey(), clock.now()]
      const box = Buffer.from(secretBox.seal(key.toString('base64'))).toString('base64')
      const known = pcs.get().pcs
      const staffId = staffFor(known.flatMap((pc) => pc.staffId ?? []))
      pcs.change({ pcs: [...known, { id, name, box, staffId, pairedAt: now, seenAt: now }] })
      code = null
      onChange()
      return { id, key }
    },
    came(id) {
      changePc(id, { seenAt: clock.now() })
      onChange()
    },
  }
  const server = createHostServer({ desk, door, clock, log })

  async function open(): Promise<void> {
    try {
      await server.listen(pcs.get().port)
      problem = null
    } catch (error) {
      log.error('other PCs cannot be let in', error)
      problem = 'port'
    }
  }

  function state(): HostState {
    const { isOn, port, pcs: known } = pcs.get()
    const connected = server.connected()
    const shown = openCode()
    return {
      isOn,
      problem,
      addresses: isOn ? ownAddresses().map((address) => `${address}:${port}`) : [],
      code: shown && { text: shown.text, until: shown.until },
      pcs: known.map(({ id, name, staffId, seenAt }) => ({
        id,
        name,
        staffId,
        seenAt,
        isConnected: connected.has(id),
      })),
    }
  }

  return {
    state,
    /** Once, when the program starts. */
    async start(): Promise<void> {
      if (pcs.get().isOn) await open()
    },
    async setOn(isOn: boolean, port = pcs.get().port): Promise<HostState> {
      // A key that nobody can keep is no key.
      if (isOn && !secretBox.isAvailable()) throw new AppError('no-encryption', 'The system keeps no secrets')
      await server.close()
      pcs.change({ isOn, port })
      code = null
      problem = null
      if (isOn) await open()
      onChange()
      return state()
    },
    /** A code for one more PC, for ten minutes and one use. */
    showCode(): HostState {
      if (!server.isListening()) throw new AppError('conflict', 'Nobody is let in.')
      const text = newCode()
      code = { text, key: keyOfCode(readCode(text)!), until: clock.now() + CODE_MS, tries: TRIES }
      return state()
    },
    hideCode(): HostState {
      code = null
      return state()
    },
    /** It cannot come any more, and what it does now ends. */
    forget(id: string): HostState {
      pcs.change({ pcs: pcs.get().pcs.filter((pc) => pc.id !== id) })
      server.hangUp(id)
      onChange()
      return state()
    },
    popup: (popup: Popup) => server.popup(popup),
    close: () => server.close(),
  }
}

/** The name this PC has in its network. */
export const pcName = () =>
  hostname()
    .replace(/\.local$/, '')
    .slice(0, 60) || 'PC'

const ownAddresses = (): string[] =>
  Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address)
