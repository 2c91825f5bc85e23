import type { KeyboardEvent } from 'react'

/**
 * True while an IME converts: then Enter confirms the word and sends nothing. `isComposing` alone is not enough: the
 * Enter that ends a conversion comes after `compositionend` in some engines and is told apart only by key code 229.
 */
export const isConverting = (event: KeyboardEvent) => event.nativeEvent.isComposing || event.keyCode === 229

/**
 * Keeps the Enter that ends a conversion from submitting the form of its field. Once for the whole window, so that no form
 * can forget it. The conversion itself is the system's and goes on.
 */
export function keepFormsWhileConverting(event: globalThis.KeyboardEvent): void {
  if (event.key !== 'Enter' || !(event.isComposing || event.keyCode === 229)) return
  if (event.target instanceof HTMLInputElement && event.target.form !== null) event.preventDefault()
}
