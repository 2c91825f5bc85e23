import type { ReadMessage } from '../message.ts'

const maxValue = 2_000

/** First value of a header field, trimmed, lower case; '' when absent. */
export function header(message: ReadMessage, name: string): string {
  return (message.headers.get(name)?.[0] ?? '').slice(0, maxValue).trim().toLowerCase()
}

/** Every value of a header field, lower case. */
export function headerValues(message: ReadMessage, name: string): string[] {
  return (message.headers.get(name) ?? []).slice(0, 50).map((value) => value.slice(0, maxValue).trim().toLowerCase())
}

export function hasHeader(message: ReadMessage, ...names: string[]): boolean {
  return names.some((name) => message.headers.has(name))
}

/** The envelope sender was empty: no answer is wanted, most often a failure notice (RFC 5321, 4.5.5). */
export function hasNullReturnPath(message: ReadMessage): boolean {
  return headerValues(message, 'return-path').some((value) => value.replace(/\s/g, '') === '<>')
}

/** `auto-replied`, `auto-generated` and the like without parameters (RFC 3834, 5); '' for `no` and absence. */
export function autoSubmitted(message: ReadMessage): string {
  const value = header(message, 'auto-submitted').replace(/[;(\s].*$/s, '')
  return value === 'no' ? '' : value
}
