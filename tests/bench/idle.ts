import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Bridge } from '../../preload/bridge.ts'
import type { Input, MethodName, Output } from '../../preload/contract.ts'
import { startDesktop } from '../support/desktop.ts'
import { startDovecot } from '../support/dovecot.ts'
import { findElectron, launchApp } from '../support/electron.ts'

const USERS = ['one', 'two', 'three', 'four', 'five']
const projectDir = fileURLToPath(new URL('../..', import.meta.url))
/** The kernel counts CPU in hundredths of a second. */
const TICKS_A_SECOND = 100
const SETTLING_MS = 60_000

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** CPU and wakeups of all processes while the program waits in the tray, with five accounts that a real Dovecot watches. */
export async function measureIdle(minutes: number): Promise<void> {
  const desktop = await startDesktop()
  const imap = await startDovecot({ users: USERS })
  try {
    const dataDir = join(desktop.env['HOME']!, 'shop')
    await setUpAccounts(desktop, dataDir, imap.port)
    const { executable, nativeBinding } = await findElectron()
    const env = { ...desktop.env, ...(nativeBinding && { MADOGUCHI_SQLITE_BINDING: nativeBinding }) }
    // Without a debugger, which would keep it awake.
    const args = ['--no-sandbox', '--disable-gpu', projectDir, '--data', dataDir, '--hidden']
    const child = spawn(executable, args, { env, stdio: 'ignore' })
    const ended = once(child, 'exit')
    try {
      await sleep(SETTLING_MS)
      const before = lookAt(child.pid!)
      const startedAt = performance.now()
      await sleep(minutes * 60_000)
      tell(before, lookAt(child.pid!), (performance.now() - startedAt) / 1000)
    } finally {
      child.kill()
      await ended
    }
  } finally {
    await imap.close()
    await desktop.close()
  }
}

async function setUpAccounts(desktop: Awaited<ReturnType<typeof startDesktop>>, dataDir: string, port: number) {
  const { window, close } = await launchApp({ desktop, dataDir })
  const call = async <M extends MethodName>(method: M, input: Input<M>) => {
    const answer = await window.evaluate(
      ([name, value]) => (globalThis as unknown as { madoguchi: Bridge }).madoguchi.invoke(name, value),
      [method, input] as const,
    )
    if (!answer.ok) throw new Error(`${method}: ${JSON.stringify(answer.error)}`)
    return answer.value as Output<M>
  }
  for (const user of USERS) {
    const server = { host: '127.0.0.1', port, tls: 'none' as const, user }
    await call('accounts.add', {
      shopName: user,
      settings: {
        ...{ address: `${user}@example.jp`, name: user, imap: server, smtp: server },
        ...{ sinceDays: null, watchJunk: false, trustedFingerprint: null, allowInsecure: true },
      },
      secrets: { imapPassword: `pw-${user}`, smtpPassword: `pw-${user}` },
    })
  }
  const isReading = async () => (await call('accounts.list', {})).some(({ lastSuccessAt }) => lastSuccessAt === null)
  while (await isReading()) await sleep(200)
  await close()
}

type Look = { name: string; cpuS: number; wakeups: number }

/** Every process below `root`, by number. */
function lookAt(root: number): Map<number, Look> {
  const parents = new Map<number, number>()
  const looks = new Map<number, Look>()
  for (const pid of readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      parents.set(pid, Number(fields[1]))
      const type = /--type=([\w-]+)(?:.*--utility-sub-type=([\w.]+))?/.exec(
        readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' '),
      )
      const cpuS = (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND
      looks.set(pid, { name: type ? (type[2] ?? type[1]!) : 'main', cpuS, wakeups: wakeupsOf(pid) })
    } catch {
      // Gone meanwhile.
    }
  }
  const isOurs = (pid: number): boolean => pid === root || (pid > 1 && parents.has(pid) && isOurs(parents.get(pid)!))
  return new Map([...looks].filter(([pid]) => isOurs(pid)))
}

/** How often its threads went to sleep of themselves, which is how often something woke them. */
function wakeupsOf(pid: number): number {
  return readdirSync(`/proc/${pid}/task`).reduce((sum, task) => {
    const status = readFileSync(`/proc/${pid}/task/${task}/status`, 'utf8')
    return sum + Number(/^voluntary_ctxt_switches:\s+(\d+)/m.exec(status)?.[1] ?? 0)
  }, 0)
}

function tell(before: Map<number, Look>, after: Map<number, Look>, seconds: number): void {
  let cpuS = 0
  for (const [pid, { name, ...look }] of after) {
    const earlier = before.get(pid) ?? { cpuS: 0, wakeups: 0 }
    const own = look.cpuS - earlier.cpuS
    cpuS += own
    const perSecond = ((look.wakeups - earlier.wakeups) / seconds).toFixed(2)
    console.log(`  ${name}: ${((own / seconds) * 100).toFixed(3)} % of a core, ${perSecond} wakeups a second`)
  }
  const percent = ((cpuS / seconds) * 100).toFixed(3)
  console.log(
    `idle in the tray, ${USERS.length} accounts, ${Math.round(seconds)} s: ${cpuS.toFixed(2)} s of CPU, ${percent} % of a core`,
  )
}
