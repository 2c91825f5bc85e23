import type { AppEvent, Bridge } from '../preload/bridge.ts'
import type { Input, MethodName, Output } from '../preload/contract.ts'
import { AppError } from '../preload/errors.ts'

/** Everything the window may ask of main, typed by the contract. A failure is always an AppError. */
export type Api = {
  call: <M extends MethodName>(method: M, input: Input<M>) => Promise<Output<M>>
  onEvent: (listener: (event: AppEvent) => void) => () => void
}

export function createApi(bridge: Bridge): Api {
  return {
    async call<M extends MethodName>(method: M, input: Input<M>) {
      const envelope = await bridge.invoke(method, input)
      if (envelope.ok) return envelope.value as Output<M>
      const { code, message, reason } = envelope.error
      throw new AppError(code, message, reason === null ? {} : { reason })
    },
    onEvent: (listener) => bridge.onEvent(listener),
  }
}

/** What a `catch` got, as an error the window can explain. */
export function toAppError(error: unknown) {
  if (error instanceof AppError) return error
  return new AppError('bug', error instanceof Error ? error.message : 'Unknown failure', { cause: error })
}
