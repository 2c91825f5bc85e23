import type { Envelope } from '../../preload/bridge.ts'
import { AppError } from '../../preload/errors.ts'

export const refusal = ({ code, message, reason }: AppError): Envelope => ({
  ok: false,
  error: { code, message, reason },
})

/** As the router answers, for what is no method. The text of a bug stays here. */
export async function enveloped(work: () => Promise<unknown>): Promise<Envelope> {
  try {
    return { ok: true, value: await work() }
  } catch (error) {
    return refusal(error instanceof AppError ? error : new AppError('not-found', 'It could not be read.'))
  }
}

export const hostAway = () => new AppError('offline', 'The PC with the data does not answer.', { reason: 'host-away' })
