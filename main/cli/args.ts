import { AppError } from '../../preload/errors.ts'

export type Args = { words: string[]; options: ReadonlyMap<string, string>; flags: ReadonlySet<string> }

/** Splits `COMMAND --name value --flag words`. `valued` names the options that take a value. */
export function parseArgs(argv: readonly string[], valued: readonly string[]): Args {
  const words: string[] = []
  const options = new Map<string, string>()
  const flags = new Set<string>()
  for (let index = 0; index < argv.length; index++) {
    const word = argv[index]!
    if (!word.startsWith('--')) {
      words.push(word)
      continue
    }
    const name = word.slice(2)
    if (!valued.includes(name)) {
      flags.add(name)
      continue
    }
    const value = argv[++index]
    if (value === undefined) throw new AppError('invalid-input', `--${name} needs a value`)
    options.set(name, value)
  }
  return { words, options, flags }
}

export function required(args: Args, name: string): string {
  const value = args.options.get(name)
  if (value === undefined) throw new AppError('invalid-input', `--${name} is needed`)
  return value
}
