import type { Envelope } from '../../preload/bridge.ts'
import { AppError } from '../../preload/errors.ts'

export type ReportBug = (method: string, error: unknown) => void

/** What came of a call, as it goes over the border: an error is a code out of one list. */
export async function enveloped(method: unknown, work: () => unknown, reportBug: ReportBug): Promise<Envelope> {
  try {
    return { ok: true, value: await work() }
  } catch (error) {
    if (error instanceof AppError) {
      return { ok: false, error: { code: error.code, message: error.message, reason: error.reason } }
    }
    reportBug(String(method), error)
    // The text of a bug may hold anything; it stays in the log.
    return {
      ok: false,
      error: { code: 'bug', message: 'Something went wrong. It has been written to the log.', reason: null },
    }
  }
}
