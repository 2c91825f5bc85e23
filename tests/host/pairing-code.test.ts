import { describe, expect, it } from 'vitest'
import { newCode, readAddress, readCode } from '../../main/host/pairing-code.ts'

describe('the code that lets a PC in', () => {
  it('is four groups of four, and another one each time', () => {
    const codes = Array.from({ length: 50 }, newCode)
    expect(new Set(codes).size).toBe(50)
    for (const code of codes) expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/)
  })

  it.each([
    ['K7QF-2M9D-XR4T-6HJW', 'K7QF2M9DXR4T6HJW'],
    ['ｋ７ｑｆ　２ｍ９ｄ　ｘｒ４ｔ　６ｈｊｗ', 'K7QF2M9DXR4T6HJW'],
    ['O7QF-IM9D-XR4T-6HJL', '07QF1M9DXR4T6HJ1'],
    ['K7QF-2M9D-XR4T', null],
    ['K7QF-2M9D-XR4T-6HJU', null],
  ])('is read as it was meant: %s', (typed, read) => {
    expect(readCode(typed)).toBe(read)
  })
})

describe('the address of the PC with the data', () => {
  it.each([
    [' 192.168.1.10 ', { host: '192.168.1.10', port: 47_611 }],
    ['１９２．１６８．１．１０：５００００', { host: '192.168.1.10', port: 50_000 }],
    ['counter.local', { host: 'counter.local', port: 47_611 }],
    ['192.168.1.10:99999', null],
    ['http://192.168.1.10/', null],
    ['', null],
  ])('%s', (typed, read) => {
    expect(readAddress(typed)).toEqual(read)
  })
})
