import { AppError } from '../../preload/errors.ts'

/** By what the system or SQLite calls it. A full disk has no entry: it is what `store-full` says by itself. */
const REASONS: [RegExp, string][] = [
  [/^(EROFS|EACCES|EPERM|SQLITE_READONLY|SQLITE_CANTOPEN)/, 'not-writable'],
  [/^(EIO|SQLITE_IOERR)/, 'disk-failing'],
]

/** The disk takes nothing: because it is full, may not be written, or fails. Each asks for something else of a person. */
export function diskTrouble(words: string, cause: unknown): AppError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  const reason = REASONS.find(([pattern]) => pattern.test(code))?.[1]
  return new AppError('store-full', words, reason === undefined ? { cause } : { cause, reason })
}
