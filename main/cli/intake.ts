import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import type { Command } from './desk.ts'
import { createReader } from './headless.ts'
import { describeMail } from './describe-mail.ts'

/** Reads each file as one raw message and says what it is, one after the other, so that no `ms` holds the time of another. */
export const runIntake: Command = async (args, out) => {
  const reader = createReader()
  const names = args.flags.has('stdin-list') ? createInterface({ input: process.stdin }) : args.words
  try {
    for await (const name of names) {
      if (name.trim() !== '') await one(name)
    }
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
