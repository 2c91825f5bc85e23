/** One list for the whole program. `messages` in the locales has a sentence and a next step for each. */
export const ERROR_CODES = [
  'invalid-input',
  'not-found',
  'conflict',
  'offline',
  'rate-limited',
  'auth-expired',
  'certificate',
  'rejected',
  'unsupported',
  'store-full',
  'store-corrupt',
  'store-newer',
  'store-busy',
  'no-encryption',
  'bug',
] as const
export type ErrorCode = (typeof ERROR_CODES)[number]

/** An error the program expects and can explain. Anything else that reaches a boundary is a `bug`. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  /** When a retry can help: the earliest instant to try again (ms UTC), or null for "use the backoff". */
  readonly retryAt: number | null
  /** Which plain sentence to show where the code alone is too coarse: a key of `messages.reason` in the locales. */
  readonly reason: string | null

  constructor(
    code: ErrorCode,
    message: string,
    options: { cause?: unknown; retryAt?: number | null; reason?: string } = {},
  ) {
    super(message, { cause: options.cause })
    this.code = code
    this.retryAt = options.retryAt ?? null
    this.reason = options.reason ?? null
  }
}
