import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import type { Command } from './desk.ts'
import { createReader } from './headless.ts'
import { describeMail } from './describe-mail.ts'

/** Files read ahead of the reader, so that it never waits and the memory stays bounded. */
const AHEAD = 16

/** Reads each file as one raw message and says what it is. Nothing is stored. */
export const runIntake: Command = async (args, out) => {
  const reader = createReader()
  const names = args.flags.has('stdin-list') ? createInterface({ input: process.stdin }) : args.words
  const running: Promise<void>[] = []
  try {
    for await (const name of names) {
      if (name.trim() === '') continue
      running.push(one(name))
      if (running.length >= AHEAD) await running.shift()
    }
    await Promise.all(running)
  } finally {
    await reader.close()
  }

  async function one(file: string): Promise<void> {
    try {
      const source = new Uint8Array(await readFile(file))
      const startedAt = performance.now()
      const [result] = await reader.read([source], new AbortController().signal)
      const ms = performance.now() - startedAt
      out({ file, ok: true, ...describeMail(result!), ms })
    } catch (error) {
      out({ file, ok: false, reason: error instanceof Error ? error.message : String(error) })
    }
  }
}
