import iconv from 'iconv-lite'

/** Beyond this the character-by-character pass is not worth its time; the text keeps what iconv-lite made of it. */
const MAX_MENDED_BYTES = 256 * 1024
/** What the carriers themselves put for a character the other side does not have. */
const GETA = '〓'

type Scheme = { encoding: string; widthAt(bytes: Buffer, at: number): number; isPrivate(lead: number): boolean }

const CP932: Scheme = {
  encoding: 'cp932',
  widthAt(bytes, at) {
    const lead = bytes[at] ?? 0
    const trail = bytes[at + 1] ?? 0
    const isLead = (lead >= 0x81 && lead <= 0x9f) || (lead >= 0xe0 && lead <= 0xfc)
    return isLead && trail >= 0x40 && trail !== 0x7f && trail <= 0xfc ? 2 : 1
  },
  isPrivate: (lead) => lead >= 0xf0,
}

const EUC_JP: Scheme = {
  encoding: 'eucjp',
  widthAt(bytes, at) {
    const lead = bytes[at] ?? 0
    const isTrail = (offset: number) => (bytes[at + offset] ?? 0) >= 0xa1
    if (lead === 0x8f) return isTrail(1) && isTrail(2) ? 3 : 1
    return (lead === 0x8e || lead >= 0xa1) && isTrail(1) ? 2 : 1
  },
  isPrivate: (lead) => lead >= 0xf5 || (lead >= 0xa9 && lead <= 0xaf),
}

/** Shift_JIS as Windows code page 932. */
export const decodeCp932 = (bytes: Buffer): string => decodeWith(bytes, CP932)

/** EUC-JP as iconv-lite knows it: JIS X 0208 with NEC row 13 and the NEC-selected rows, half-width kana, JIS X 0212. */
export const decodeEucJp = (bytes: Buffer): string => decodeWith(bytes, EUC_JP)

/**
 * iconv-lite goes on one byte behind a pair it does not know and garbles the rest of the line. Where it met one, the
 * text is read again character by character: pairs of the private rows (the emoji of the old carriers) become 〓.
 */
function decodeWith(bytes: Buffer, scheme: Scheme): string {
  const text = iconv.decode(bytes, scheme.encoding)
  if (!/[\ufffd\ue000-\uf8ff]/.test(text) || bytes.length > MAX_MENDED_BYTES) return text
  let mended = ''
  for (let at = 0; at < bytes.length;) {
    const width = scheme.widthAt(bytes, at)
    const character = iconv.decode(bytes.subarray(at, at + width), scheme.encoding)
    const isKnown = width === 1 || /^[^\ufffd\ue000-\uf8ff]+$/.test(character)
    if (isKnown) mended += character
    else mended += scheme.isPrivate(bytes[at]!) ? GETA : '\ufffd'
    at += width
  }
  return mended
}
