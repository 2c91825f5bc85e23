import type { Envelope } from '../../preload/bridge.ts'
import { contract, type MethodName, type Output, type Parsed } from '../../preload/contract.ts'
import { AppError } from '../../preload/errors.ts'
import { enveloped, type ReportBug } from './envelope.ts'

export type Handlers = { [M in MethodName]: (input: Parsed<M>) => Output<M> | Promise<Output<M>> }

/**
 * Turns an untrusted message into a call of one handler and its outcome into an envelope. Knows nothing of Electron;
 * main/platform/ipc-transport.ts checks the sender and connects it.
 */
export function createRouter(handlers: Handlers, reportBug: ReportBug) {
  return (method: unknown, input: unknown): Promise<Envelope> =>
    enveloped(
      method,
      () => {
        if (typeof method !== 'string' || !Object.hasOwn(contract, method))
          throw new AppError('invalid-input', 'Unknown method')
        const name = method as MethodName
        const parsed = contract[name].input.safeParse(input)
        if (!parsed.success) throw new AppError('invalid-input', `Bad input for ${name}`, { cause: parsed.error })
        const handler = handlers[name] as (input: unknown) => unknown
        return handler(parsed.data)
      },
      reportBug,
    )
}
