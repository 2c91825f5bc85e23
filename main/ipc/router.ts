import type { Envelope } from '../../preload/bridge.ts'
import { contract, type MethodName, type Output, type Parsed } from '../../preload/contract.ts'
import { AppError } from '../../preload/errors.ts'

export type Handlers = { [M in MethodName]: (input: Parsed<M>) => Output<M> | Promise<Output<M>> }

/**
 * Turns an untrusted message into a call of one handler and its outcome into an envelope. Knows nothing of Electron;
 * main/platform/ipc-transport.ts checks the sender and connects it.
 */
export function createRouter(handlers: Handlers, reportBug: (method: string, error: unknown) => void) {
  return async function route(method: unknown, input: unknown): Promise<Envelope> {
    try {
      if (typeof method !== 'string' || !Object.hasOwn(contract, method))
        throw new AppError('invalid-input', 'Unknown method')
      const name = method as MethodName
      const parsed = contract[name].input.safeParse(input)
      if (!parsed.success) throw new AppError('invalid-input', `Bad input for ${name}`, { cause: parsed.error })
      const handler = handlers[name] as (input: unknown) => unknown
      return { ok: true, value: await handler(parsed.data) }
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
}
