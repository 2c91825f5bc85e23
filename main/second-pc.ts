import type { AppEvent, Envelope, LineState } from '../preload/bridge.ts'
import { contract, type MethodName, type Parsed } from '../preload/contract.ts'
import type { AppInfo, Settings } from '../preload/domain.ts'
import { AppError } from '../preload/errors.ts'
import { createCaller } from './host/caller.ts'
import { enveloped, refusal } from './host/envelopes.ts'
import { dropTicket, openTicket, type StoredTicket } from './host/ticket-file.ts'
import type { Clock } from './jobs/clock.ts'
import { createForeignFiles } from './services/foreign-files.ts'
import type { Log, Ports, Served } from './services/ports.ts'

type Tools = {
  dataDir: string
  ticket: StoredTicket
  ports: Pick<Ports, 'notifier' | 'secretBox' | 'desktop'>
  clock: Clock
  log: Log
  version: string
}
export type SecondPc = ReturnType<typeof createSecondPc>

/**
 * The program on a PC without data: the window asks the PC of the shop, and what happens on a desk (files, links, popups)
 * happens here. Throws AppError `no-encryption`.
 */
export function createSecondPc({ dataDir, ticket, ports, clock, log, version }: Tools) {
  const { desktop, notifier, secretBox } = ports
  const listeners = new Set<(event: AppEvent) => void>()
  const foreign = createForeignFiles(clock)
  void foreign.clearOld()
  const tell = (event: AppEvent) => {
    for (const listener of listeners) listener(event)
  }
  const caller = createCaller({
    ticket: openTicket(ticket, secretBox),
    version,
    clock,
    onEvent: tell,
    onPopup: (popup) => void notifier.show({ ...popup, later: null }),
    onLine(state: LineState) {
      log.info(`line to the PC with the data: ${state}`)
      tell({ type: 'line', state })
    },
  })

  async function asked<T>(question: Parameters<typeof caller.ask>[0]): Promise<T> {
    const envelope = await caller.ask(question)
    if (envelope.ok) return envelope.value as T
    const { code, message, reason } = envelope.error
    throw new AppError(code, message, reason === null ? {} : { reason })
  }
  const call = <T>(method: MethodName, input: unknown) => asked<T>({ type: 'call', method, input })

  type FileAt = { messageId: number; index: number }
  type File = { safeName: string; isRisky: boolean; bytes: Uint8Array }
  const fileAt = ({ messageId, index }: FileAt) => asked<File>({ type: 'file', messageId, index })

  /** What happens at this PC. */
  const here: { [M in MethodName]?: (input: Parsed<M>) => Promise<unknown> } = {
    'app.info': async () => ({
      ...(await call<AppInfo>('app.info', {})),
      dataDir,
      version,
      isFirstRun: false,
      secondPcOf: ticket.host,
    }),
    'links.open': async ({ url }) => (await desktop.openLink(url), null),
    'attachments.save': async (at) => {
      const { safeName, bytes } = await fileAt(at)
      const path = await desktop.askSavePath(safeName)
      if (path === null) return null
      await foreign.save(path, bytes)
      return { path }
    },
    'attachments.open': async (at) => {
      const { safeName, isRisky, bytes } = await fileAt(at)
      if (isRisky) throw new AppError('unsupported', 'It may run something.', { reason: 'risky-file' })
      await desktop.openPath(await foreign.copyToOpen(safeName, bytes))
      return null
    },
    'updates.get': () =>
      Promise.resolve({ status: 'none', version: null, percent: null, checkedAt: null, failure: null }),
    'secondPc.leave': async () => {
      dropTicket(dataDir)
      desktop.restart()
      return null
    },
  }

  return {
    async route(method: unknown, input: unknown): Promise<Envelope> {
      const own = Object.hasOwn(here, String(method)) ? here[method as MethodName] : undefined
      if (!own) return caller.ask({ type: 'call', method: String(method), input })
      const parsed = contract[method as MethodName].input.safeParse(input)
      if (!parsed.success) return refusal(new AppError('invalid-input', `Bad input for ${String(method)}`))
      return enveloped(() => own(parsed.data as never))
    },
    subscribe(listener: (event: AppEvent) => void): () => void {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    tell,
    serveMail: (url: string) => asked<Served>({ type: 'mail', url }),
    settings: () => call<Settings>('settings.get', {}),
    line: caller.state,
    async close(): Promise<void> {
      caller.close()
      await foreign.clearOwn()
    },
  }
}
