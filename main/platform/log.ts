import { join } from 'node:path'
import log from 'electron-log/node'
import type { Log } from '../services/ports.ts'
import { describeError, redact } from './redact.ts'

/** Twice this much is kept: the file, and the one before. */
const MAX_BYTES = 1024 * 1024

/** Writes into `log/madoguchi.log` of the data folder. A log that cannot be written stops nothing. */
export function createLog(dataDir: string, isOnConsole: boolean): Log {
  const file = log.create({ logId: 'madoguchi' })
  file.transports.file.resolvePathFn = () => join(dataDir, 'log', 'madoguchi.log')
  file.transports.file.maxSize = MAX_BYTES
  file.transports.file.level = 'info'
  file.transports.console.level = isOnConsole ? 'info' : false
  file.transports.console.writeFn = ({ message }) => void process.stderr.write(`${message.data.join(' ')}\n`)
  return {
    info: (line) => file.info(redact(line)),
    error: (line, error) => file.error(error === undefined ? redact(line) : `${redact(line)}: ${describeError(error)}`),
  }
}
