/** A Japanese number in full as search compares it: its digits, with the leading 0. */
const WHOLE = /^0[1-9]\d{8,9}$/
/** As people write one: with brackets, dots, blanks or dashes between, and with +81 in the place of the 0. Folded text. */
const WRITTEN =
  /(?<![a-z0-9])(?:\(?0[1-9]\d{0,3}(?:[ー. (]|\) ?)\d{1,4}[ー. )]{1,2}\d{3,4}|\+81[ー. ]?(?:\(0\))?\d{1,4}[ー. )]{0,2}\d{1,4}[ー. ]?\d{3,4})(?![a-z0-9])/g
/** How many digits stand between the signs, from the lengths of area codes (総務省, 市外局番の一覧) and of 0120, 0570 and 0800. */
const GROUPS: Readonly<Record<number, readonly (readonly [number, number])[]>> = {
  10: [
    [2, 6],
    [3, 6],
    [4, 6],
    [5, 6],
    [4, 7],
  ],
  11: [
    [3, 7],
    [4, 7],
  ],
}

/** The digits of a number as it was typed; null where it is no whole telephone number. */
export function phoneOf(folded: string): string | null {
  if (!/^[+0-9ー(). ]+$/.test(folded)) return null
  const digits = folded.replace(/\D/g, '')
  const national = folded.startsWith('+81') ? `0${digits.slice(2).replace(/^0/, '')}` : digits
  return WHOLE.test(national) ? national : null
}

/** Where folded text holds this number, however its groups are parted. */
export function findPhone(folded: string, digits: string): { start: number; end: number }[] {
  return [...folded.matchAll(WRITTEN)].flatMap(({ 0: written, index }) =>
    phoneOf(written.replace(/^\(/, '')) === digits ? [{ start: index, end: index + written.length }] : [],
  )
}

/** The rows of words under which the index has a number whose groups are parted by signs, an FTS5 phrase each. */
export function phonePhrases(digits: string): string[] {
  const rows = (GROUPS[digits.length] ?? []).flatMap(([area, local]) => {
    const groups = [digits.slice(0, area), digits.slice(area, local), digits.slice(local)]
    const abroad = [groups[0]!.slice(1), ...groups.slice(1)].join(' ')
    return [groups.join(' '), `81 ${abroad}`, `81 0 ${abroad}`]
  })
  return [...rows, `81${digits.slice(1)}`].map((row) => `"${row}"`)
}
