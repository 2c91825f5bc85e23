import { readFileSync } from 'node:fs'
import { runDesk } from './cli/desk.ts'

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }

process.exitCode = await runDesk(process.argv.slice(2), { version })
