import { decodeEucJp } from './multibyte.ts'

/**
 * The characters of eucJP-ms at 8F F3F3 to 8F F4FE: the IBM extensions that JIS X 0212 lacks. Escaped, because an editor
 * that normalises would turn the compatibility ideographs among them into others. As glibc's EUC-JP-MS has them.
 */
const IBM_EXTENSIONS =
  '\u2170\u2171\u2172\u2173\u2174\u2175\u2176\u2177\u2178\u2179\u2160\u2161\u2162\u2163\u2164\u2165' +
  '\u2166\u2167\u2168\u2169\uff07\uff02\u3231\u2116\u2121\u70bb\u4efc\u50f4\u51ec\u5307\u5324\ufa0e' +
  '\u548a\u5759\ufa0f\ufa10\u589e\u5bec\u5cf5\u5d53\ufa11\u5fb7\u6085\u6120\u654e\u663b\u6665\ufa12' +
  '\uf929\u6801\ufa13\ufa14\u6a6b\u6ae2\u6df8\u6df2\u7028\ufa15\ufa16\u7501\u7682\u769e\ufa17\u7930' +
  '\ufa18\ufa19\ufa1a\ufa1b\u7ae7\ufa1c\ufa1d\u7da0\u7dd6\ufa1e\u8362\ufa1f\u85b0\ufa20\ufa21\u8807' +
  '\ufa22\u8b7f\u8cf4\u8d76\ufa23\ufa24\ufa25\u90de\ufa26\u9115\ufa27\ufa28\u9592\uf9dc\ufa29\u973b' +
  '\u974d\u9751\ufa2a\ufa2b\ufa2c\u999e\u9ad9\u9b72\ufa2d\u9ed1'

/** EUC-JP as Windows and Unix mailers wrote it: with NEC row 13, the NEC-selected rows and the IBM extensions. */
export function decodeEucJpMs(bytes: Buffer): string {
  if (!bytes.includes(0x8f)) return decodeEucJp(bytes)
  const out: string[] = []
  let from = 0
  for (let at = 0; at < bytes.length; at += widthAt(bytes, at)) {
    if (bytes[at] !== 0x8f) continue
    const index = ibmIndex(bytes[at + 1] ?? 0, bytes[at + 2] ?? 0)
    if (index < 0) continue
    out.push(decodeEucJp(bytes.subarray(from, at)), IBM_EXTENSIONS.charAt(index))
    from = at + 3
  }
  out.push(decodeEucJp(bytes.subarray(from)))
  return out.join('')
}

function widthAt(bytes: Buffer, at: number): number {
  const lead = bytes[at] ?? 0
  if (lead === 0x8f) return 3
  return lead === 0x8e || lead >= 0xa1 ? 2 : 1
}

function ibmIndex(row: number, cell: number): number {
  if (row === 0xf3 && cell >= 0xf3 && cell <= 0xfe) return cell - 0xf3
  if (row === 0xf4 && cell >= 0xa1 && cell <= 0xfe) return cell - 0xa1 + 12
  return -1
}
