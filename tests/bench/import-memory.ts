import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Bridge } from '../../preload/bridge.ts'
import type { Input, MethodName, Output } from '../../preload/contract.ts'
import { startDesktop } from '../support/desktop.ts'
import { drive } from '../support/driven.ts'
import { findElectron } from '../support/electron.ts'
import { pssOf, writeBlank } from './start.ts'

const EVERY_MS = 500
const projectDir = join(import.meta.dirname, '../..')

/** Memory of all processes during a first import into an empty store, window shown, beside a blank window of the same Electron. */
export async function measureImportMemory(accountFile: string): Promise<void> {
  const account = JSON.parse(readFileSync(accountFile, 'utf8')) as Pick<Input<'accounts.add'>, 'settings' | 'secrets'>
  const desktop = await startDesktop()
  try {
    const { executable, nativeBinding } = await findElectron()
    const env = { ...desktop.env, ...(nativeBinding && { MADOGUCHI_SQLITE_BINDING: nativeBinding }) }
    const run = async <T>(args: string[], watch: (program: Awaited<ReturnType<typeof drive>>) => Promise<T>) => {
      const program = await drive({ executable, args, env, inspected: false })
      try {
        return await watch(program)
      } finally {
        program.child.kill('SIGTERM')
        await program.gone
      }
    }
    const blankMb = await run([writeBlank()], async ({ child, window }) => {
      await window.waitForSelector('p')
      await sleep(3_000)
      return pssOf(child.pid!)
    })
    const dataDir = mkdtempSync(join(tmpdir(), 'madoguchi-memory-'))
    const ours = await run([projectDir, '--data', dataDir], async ({ child, window }) => {
      const call = callsOf(window)
      await sleep(3_000)
      const before = pssOf(child.pid!)
      const startedAt = performance.now()
      await call('accounts.add', { ...account, shopName: 'bench' })
      const samples: number[] = []
      const isReading = async () =>
        (await call('accounts.list', {})).some(({ lastSuccessAt }) => lastSuccessAt === null)
      while (await isReading()) {
        samples.push(pssOf(child.pid!))
        await sleep(EVERY_MS)
      }
      return { before, samples, seconds: (performance.now() - startedAt) / 1000 }
    })
    const sorted = ours.samples.toSorted((a, b) => a - b)
    const median = sorted[Math.floor(sorted.length / 2)]!
    const peak = sorted.at(-1)!
    const say = (mb: number) => `${mb.toFixed(0)} MB (blank + ${(mb - blankMb).toFixed(0)})`
    console.log(
      `import in Electron, ${ours.seconds.toFixed(1)} s, PSS of all processes: blank ${blankMb.toFixed(0)} MB, ` +
        `ours before ${say(ours.before)}, during it median ${say(median)}, peak ${say(peak)}`,
    )
  } finally {
    await desktop.close()
  }
}

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** Methods of the program, asked for by its page. */
function callsOf(window: Awaited<ReturnType<typeof drive>>['window']) {
  return async <M extends MethodName>(method: M, input: Input<M>): Promise<Output<M>> => {
    const answer = await window.evaluate(
      ([name, value]) => (globalThis as unknown as { madoguchi: Bridge }).madoguchi.invoke(name, value),
      [method, input] as const,
    )
    if (!answer.ok) throw new Error(`${method}: ${JSON.stringify(answer.error)}`)
    return answer.value as Output<M>
  }
}
