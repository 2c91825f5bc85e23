import { decodeEucJpMs } from './eucjp-ms.ts'
import { ROWS } from './jisx0213-rows.ts'

/** A byte that EUC gives no meaning and that takes none of its neighbours with it. */
const UNKNOWN = 0x80

const cells = new Map<number, readonly string[]>()

/**
 * EUC-JIS-2004 (EUC-JISX0213): what JIS X 0208 has as everywhere else here, the rest by the table. A cell that JIS X 0213
 * leaves empty in its second plane is read as JIS X 0212, which older mailers wrote under the same label.
 */
export function decodeEucJis2004(bytes: Buffer): string {
  const out: string[] = []
  let from = 0
  for (let at = 0; at < bytes.length;) {
    const isSecond = bytes[at] === 0x8f
    const row = (bytes[at + (isSecond ? 1 : 0)] ?? 0) - 0xa0
    const cell = (bytes[at + (isSecond ? 2 : 1)] ?? 0) - 0xa0
    const isPair = bytes[at] !== 0x8e && row > 0 && cell > 0
    const character = isPair ? characterAt(isSecond ? row + 100 : row, cell) : ''
    const width = isPair ? (isSecond ? 3 : 2) : bytes[at] === 0x8e ? 2 : 1
    if (character !== '') {
      if (at > from) out.push(decodeEucJpMs(bytes.subarray(from, at)))
      out.push(character)
      from = at + width
    }
    at += width
  }
  out.push(decodeEucJpMs(bytes.subarray(from)))
  return out.join('')
}

/** Shift_JIS-2004 (Shift_JISX0213). Backslash and tilde stay what they are in mail, not yen and overline. */
export function decodeShiftJis2004(bytes: Buffer): string {
  const euc = Buffer.allocUnsafe(bytes.length * 2)
  let length = 0
  for (let at = 0; at < bytes.length; at++) {
    const lead = bytes[at]!
    const trail = bytes[at + 1] ?? 0
    if (lead >= 0xa1 && lead <= 0xdf) {
      euc[length++] = 0x8e
      euc[length++] = lead
    } else if (lead < 0x80 || !isLead(lead) || !isTrail(trail)) {
      euc[length++] = lead < 0x80 ? lead : UNKNOWN
    } else {
      const isLater = trail >= 0x9f
      const row = lead >= 0xf0 ? secondPlaneRow(lead, isLater) : firstPlaneRow(lead, isLater)
      const cell = isLater ? trail - 0x9e : trail - (trail > 0x7f ? 0x40 : 0x3f)
      if (lead >= 0xf0) euc[length++] = 0x8f
      euc[length++] = row + 0xa0
      euc[length++] = cell + 0xa0
      at++
    }
  }
  return decodeEucJis2004(euc.subarray(0, length))
}

const isLead = (byte: number) => (byte >= 0x81 && byte <= 0x9f) || (byte >= 0xe0 && byte <= 0xfc)
const isTrail = (byte: number) => byte >= 0x40 && byte !== 0x7f && byte <= 0xfc

const firstPlaneRow = (lead: number, isLater: boolean) => 2 * (lead - (lead >= 0xe0 ? 0xc1 : 0x81)) + (isLater ? 2 : 1)

/** JIS X 0213 annex 1: the second plane has only these rows, and the first of them are not in order. */
function secondPlaneRow(lead: number, isLater: boolean): number {
  if (lead > 0xf4) return 2 * (lead - 0xf5) + (isLater ? 80 : 79)
  const [first, later] = [[1, 8] as const, [3, 4] as const, [5, 12] as const, [13, 14] as const, [15, 78] as const][
    lead - 0xf0
  ]!
  return isLater ? later : first
}

/** '' where the table has nothing of its own. */
function characterAt(key: number, cell: number): string {
  const known = cells.get(key)
  if (known) return known[cell - 1] ?? ''
  const row = ROWS[key]?.split(' ') ?? []
  cells.set(key, row)
  return row[cell - 1] ?? ''
}
