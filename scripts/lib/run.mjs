import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/** Words for a person. Standard output belongs to the command that was asked for. */
export const say = (text) => process.stderr.write(`madoguchi: ${text}\n`)

/** A failure that needs no stack trace: the text says what to do. */
export class Trouble extends Error {}

/** Exit code of an ended child, as a shell would give it. */
export const exitCodeOf = (code, signal) => code ?? 128 + (constants.signals[signal] ?? 0)

/** Runs to the end and gives the exit code. What it prints goes to standard error unless `options.stdio` says otherwise. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 2, 2], ...options })
    child.on('error', reject)
    child.on('close', (code, signal) => resolve(exitCodeOf(code, signal)))
  })
}

/** Runs to the end and gives what was printed; on failure, a Trouble with its last lines and, as `output`, all it said. */
export function capture(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options })
    let output = ''
    let everything = ''
    child.stdout.on('data', (data) => {
      output += data
      everything += data
    })
    child.stderr.on('data', (data) => (everything += data))
    child.on('error', reject)
    child.on('close', (code, signal) => {
      if (code === 0) return resolve(output)
      const lastLines = everything.trimEnd().split('\n').slice(-20).join('\n')
      const trouble = new Trouble(`${command} ended with ${exitCodeOf(code, signal)}:\n${lastLines}`)
      reject(Object.assign(trouble, { output: everything.trimEnd() }))
    })
  })
}

/** Runs a script's main function: its number is the exit code, a Trouble is told in words. */
export async function runMain(main) {
  try {
    process.exitCode = (await main()) ?? 0
  } catch (error) {
    say(error instanceof Trouble ? error.message : error.stack)
    process.exitCode = 1
  }
}
