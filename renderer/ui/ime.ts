import type { KeyboardEvent } from 'react'

/**
 * True while an IME converts: then Enter confirms the word and sends nothing. `isComposing` alone is not enough: the
 * Enter that ends a conversion comes after `compositionend` in some engines and is told apart only by key code 229.
 */
export const isConverting = (event: KeyboardEvent) => event.nativeEvent.isComposing || event.keyCode === 229
