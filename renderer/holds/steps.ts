import type { HoldStage } from '../../preload/domain.ts'

/** The four stages of a hold that nobody answers, in their order. */
export const STEPS = ['request', 'reminder-due', 'reminded', 'cancel-due'] as const satisfies readonly HoldStage[]

/** 1 to 4; null when a person decides or it is over. */
export function stepOf(stage: HoldStage) {
  const found = STEPS.findIndex((step) => step === stage)
  return found < 0 ? null : found + 1
}
