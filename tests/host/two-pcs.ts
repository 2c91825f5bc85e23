import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp, type App } from '../../main/app.ts'
import { openTicket, readTicket } from '../../main/host/ticket-file.ts'
import { createSecondPc } from '../../main/second-pc.ts'
import { systemClock } from '../../main/jobs/clock.ts'
import type { Popup } from '../../main/services/ports.ts'
import type { AppEvent, Envelope } from '../../preload/bridge.ts'
import type { Input, MethodName, Output } from '../../preload/contract.ts'
import type { StaffId } from '../../preload/domain.ts'
import { createPorts, readHere } from '../services/world.ts'

const log = { info: () => {}, error: () => {} }
export const valueOf = <M extends MethodName>(envelope: Envelope): Output<M> => {
  if (!envelope.ok) throw Object.assign(new Error(envelope.error.message), envelope.error)
  return envelope.value as Output<M>
}

/** A port that was free just now. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** The cable between two PCs. */
async function layCable(port: number) {
  const pairs = new Set<{ near: Socket; far: Socket }>()
  let isDeaf = false
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1')
    const both = { near, far }
    pairs.add(both)
    near.on('data', (chunk) => far.write(chunk))
    far.on('data', (chunk) => isDeaf || near.write(chunk))
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const)
      one
        .on('error', () => {})
        .on('close', () => {
          other.destroy()
          pairs.delete(both)
        })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    /** What the PC with the data says is lost from now on. */
    loseAnswers: () => void (isDeaf = true),
    pull() {
      isDeaf = false
      for (const { near } of pairs) near.destroy()
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

/** The PC of a shop with its data, on a folder of its own, and as many other PCs as a test lets in. */
export async function openShopOfPcs() {
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-pcs-'))
  const port = await freePort()
  const cable = await layCable(port)
  const parts: { close(): Promise<void> }[] = []
  const openHost = (): App =>
    createApp({
      dataDir: join(folder, 'host'),
      clock: systemClock,
      ports: createPorts(),
      reader: { read: readHere, close: () => Promise.resolve() },
      log,
      version: '1.0.0',
    })
  let host = openHost()
  const at = async <M extends MethodName>(method: M, input: Input<M>) => valueOf<M>(await host.route(method, input))
  await at('host.set', { isOn: true, port })

  const address = `127.0.0.1:${cable.port}`
  let pcs = 0

  /** A PC that was let in, as the program there starts after that. */
  async function join_(version = '1.0.0') {
    const dataDir = join(folder, `pc-${++pcs}`)
    const own = createApp({
      dataDir,
      clock: systemClock,
      ports: createPorts(),
      reader: { read: readHere, close: () => Promise.resolve() },
      log,
      version,
    })
    const { code } = await at('host.showCode', {})
    valueOf(await own.route('secondPc.join', { address, code: code!.text }))
    await own.close()
    return startPc(dataDir, version)
  }

  function startPc(dataDir: string, version: string) {
    const popups: Popup[] = []
    const events: AppEvent[] = []
    const ports = createPorts(popups)
    const pc = createSecondPc({ dataDir, ticket: readTicket(dataDir)!, ports, clock: systemClock, log, version })
    pc.subscribe((event) => void events.push(event))
    parts.push(pc)
    return {
      ...pc,
      dataDir,
      popups,
      events,
      desktop: ports.desktop,
      ticket: openTicket(readTicket(dataDir)!, ports.secretBox),
      call: async <M extends MethodName>(method: M, input: Input<M>) => valueOf<M>(await pc.route(method, input)),
    }
  }

  return {
    port,
    cable,
    at,
    host: () => host,
    join: join_,
    startPc,
    addStaff: async (name: string): Promise<StaffId> =>
      (await at('staff.save', { id: null, name, color: '#336699', email: '', isManager: true, pin: null })).id,
    /** The PC with the data is switched off. */
    stop: () => host.close(),
    async startAgain() {
      host = openHost()
      await host.letIn()
    },
    async close() {
      for (const part of parts) await part.close()
      await host.close().catch(() => {})
      cable.pull()
      await cable.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
