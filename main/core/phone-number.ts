const FULL_WIDTH = /[０-９]/g
const FEWEST = 4

/** The digits of a number as typed, full-width ones too, a Japanese country code as the zero it stands for. */
export function digitsOf(number: string): string {
  const plain = number.replace(FULL_WIDTH, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0)).trim()
  const isJapanese = /^(?:\+|＋|00)81/.test(plain)
  const digits = plain.replace(/\D/g, '')
  if (!isJapanese) return digits
  return `0${digits.replace(/^(?:00)?81/, '').replace(/^0/, '')}`
}

/** The last four digits are enough to ask by; fewer fit everybody. */
export const isAskable = (digits: string): boolean => digits.length >= FEWEST

/** Whether a stored number is the one that was asked for: the end of it, as people name numbers. */
export const fitsNumber = (stored: string, digits: string): boolean => {
  const known = digitsOf(stored)
  return known.length >= FEWEST && known.endsWith(digits)
}
