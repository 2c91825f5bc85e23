import { AppError } from '../../preload/errors.ts'
import { parseArgs, type Args } from './args.ts'
import { runIntake } from './intake.ts'
import { runDue, runHours } from './time.ts'
import { runRender } from './render.ts'
import { runReplay } from './replay.ts'
import { runDoctor, runOutbox, runSearch, runShow, runSync, runTickets } from './store.ts'

export type Out = (line: Record<string, unknown>) => void
export type Command = (args: Args, out: Out, facts: { version: string }) => Promise<void>

const COMMANDS: Record<string, { run: Command; usage: string }> = {
  intake: { run: runIntake, usage: 'intake FILE… | --stdin-list' },
  replay: { run: runReplay, usage: 'replay FILE.json…' },
  render: { run: runRender, usage: 'render FILE.html…' },
  sync: { run: runSync, usage: 'sync --data DIR --account FILE.json --once' },
  search: { run: runSearch, usage: 'search --data DIR QUERY [--limit N]' },
  tickets: { run: runTickets, usage: 'tickets --data DIR [--view NAME] [--limit N]' },
  show: { run: runShow, usage: 'show --data DIR ID' },
  outbox: { run: runOutbox, usage: 'outbox --data DIR [--run]' },
  doctor: { run: runDoctor, usage: 'doctor --data DIR' },
  due: { run: runDue, usage: 'due --data DIR --at ISO' },
  hours: { run: runHours, usage: 'hours --policy FILE.json --from ISO --minutes N' },
}
const VALUED = ['data', 'account', 'limit', 'view', 'at', 'policy', 'from', 'minutes']

/** What the person in front can mend: a file that is not there, a file that is no JSON, a wrong option. */
function isUserError(error: unknown): error is Error {
  if (error instanceof AppError || error instanceof SyntaxError) return true
  return error instanceof Error && /^(ENOENT|EISDIR|EACCES|ENOTDIR)$/.test((error as NodeJS.ErrnoException).code ?? '')
}

/** The program behind a command line: one JSON object a line on stdout, words for people on stderr. Returns the exit code. */
export async function runDesk(argv: readonly string[], facts: { version: string }): Promise<number> {
  const [name = '', ...rest] = argv
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (!command) {
    process.stderr.write(
      `desk COMMAND\n${Object.values(COMMANDS)
        .map(({ usage }) => `  ${usage}\n`)
        .join('')}`,
    )
    return name === '' || name === 'help' ? 0 : 2
  }
  try {
    await command.run(parseArgs(rest, VALUED), (line) => void process.stdout.write(`${JSON.stringify(line)}\n`), facts)
    return 0
  } catch (error) {
    if (isUserError(error)) {
      process.stderr.write(`${error.message}\n`)
      return error instanceof AppError && error.code !== 'invalid-input' ? 1 : 2
    }
    throw error
  }
}
