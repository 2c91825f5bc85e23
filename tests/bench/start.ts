import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startDesktop } from '../support/desktop.ts'
import { drive } from '../support/driven.ts'
import { findElectron } from '../support/electron.ts'
import { fillManyTickets } from '../support/many-tickets.ts'

const TICKETS = 100_000

/**
 * Start to the first list, and memory of all processes, beside a blank window of the same Electron, turn about. By the clock of
 * the page: who asks from outside hears of the rows late, because the way there leads through main, which then reads the rest
 * of itself.
 */
export async function measureStart(rounds: number): Promise<void> {
  const desktop = await startDesktop({ keyring: false })
  try {
    const runtime = await findElectron()
    const blank = writeBlank()
    const dataDir = mkdtempSync(join(tmpdir(), 'madoguchi-start-'))
    await fillManyTickets(dataDir, TICKETS, Date.now())
    const env = { ...desktop.env, ...(runtime.nativeBinding && { MADOGUCHI_SQLITE_BINDING: runtime.nativeBinding }) }
    const measure = async (args: string[], ready: string) => {
      const startedAt = performance.timeOrigin + performance.now()
      const { executable } = runtime
      const { child, window, gone } = await drive({ executable, args, env, inspected: false })
      await window.waitForSelector(ready)
      const ms = (await window.evaluate(whenShown)) - startedAt
      await new Promise((resolve) => setTimeout(resolve, 3000))
      const mb = pssOf(child.pid!)
      child.kill('SIGTERM')
      await gone
      return { ms, mb }
    }
    for (let round = 0; round < rounds; round++) {
      const base = await measure([blank], 'p')
      const ours = await measure([join(import.meta.dirname, '../..'), '--data', dataDir], '[role="option"]')
      console.log(
        `start: ours ${ours.ms.toFixed(0)} ms, blank ${base.ms.toFixed(0)} ms (${(ours.ms / base.ms).toFixed(2)} x); ` +
          `memory: ours ${ours.mb.toFixed(0)} MB, blank ${base.mb.toFixed(0)} MB (+${(ours.mb - base.mb).toFixed(0)})`,
      )
    }
  } finally {
    await desktop.close()
  }
}

/** When the page had what it is asked for, in ms since 1970. Runs in the page. */
function whenShown(): number {
  const [loaded] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  const [rows] = performance.getEntriesByName('first-rows')
  return performance.timeOrigin + (rows?.startTime ?? loaded!.loadEventEnd)
}

/** The folder of a program that only shows an empty window. */
export function writeBlank(): string {
  const folder = mkdtempSync(join(tmpdir(), 'blank-'))
  writeFileSync(join(folder, 'package.json'), '{"name":"blank","main":"main.js"}')
  writeFileSync(join(folder, 'index.html'), '<!doctype html><p>blank</p>')
  writeFileSync(
    join(folder, 'main.js'),
    `const { app, BrowserWindow } = require('electron')
app.whenReady().then(() => new BrowserWindow({ width: 1280, height: 800 }).loadFile(__dirname + '/index.html'))`,
  )
  return folder
}

/** Proportional set size of a process and all it started, in MB. */
export function pssOf(root: number): number {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]))
    } catch {
      // Gone meanwhile.
    }
  }
  const isOurs = (pid: number): boolean => pid === root || (parents.has(pid) && pid > 1 && isOurs(parents.get(pid)!))
  let kb = 0
  for (const pid of parents.keys()) {
    if (isOurs(pid)) kb += Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0)
  }
  return kb / 1024
}
