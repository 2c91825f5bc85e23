import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { safeNameOf } from '../../../../main/channels/mail/read/safe-name.ts'

const safe = (name: string, type = 'application/pdf') => safeNameOf(name, type, 2)

describe('the name on disk', () => {
  it.each([
    ['見積書.pdf', '見積書.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\hanako\\請求書.xlsx', '請求書.xlsx'],
    ['a/b/', 'b'],
    ['photo\u202egpj.exe', 'photogpj.exe'],
    ['見積.pdf.exe', '見積.pdf.exe'],
    ['CON', '_CON'],
    ['con.txt', '_con.txt'],
    ['LPT1.pdf', '_LPT1.pdf'],
    ['console.txt', 'console.txt'],
    ['NUL .txt', '_NUL .txt'],
    ['com1  .見積.pdf', '_com1 .見積.pdf'],
    ['請求書.pdf\u3164\u3164\u3164\u3164\u2800\u2800.exe', '請求書.pdf .exe'],
    ['\uffa0\u115f見積.pdf', '見積.pdf'],
    ['a<b>:"c"|?*.txt', 'a_b___c____.txt'],
    ['a.pdf. . ', 'a.pdf'],
    ['a\0b\n.pdf', 'a_b_.pdf'],
    ['', '添付ファイル-2.pdf'],
    ['..', '添付ファイル-2.pdf'],
    ['///', '添付ファイル-2.pdf'],
    ['か\u3099.txt', 'が.txt'],
    ['塚\ufa10.txt', '塚\ufa10.txt'],
  ])('of %j is %s', (name, expected) => {
    expect(safe(name)).toBe(expected)
  })

  it('of a nameless file of unknown type ends in .bin', () => {
    expect(safe('', 'application/x-strange')).toBe('添付ファイル-2.bin')
  })

  it('of a long name keeps its extensions', () => {
    expect(safe(`${'あ'.repeat(300)}.tar.gz`)).toBe(`${'あ'.repeat(113)}.tar.gz`)
  })

  it('is safe whatever the sender wrote', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        const result = safe(name)
        expect(result).toMatch(/^[^\x00-\x1f\x7f<>:"|?*/\\\u202a-\u202e\u2066-\u2069]{1,120}$/)
        expect(result).not.toMatch(/^(?:con|nul|aux|prn|com\d|lpt\d)(?:\.|$)|[. ]$|^\s/i)
      }),
      { seed: 7, numRuns: 300 },
    )
  })
})
