import { describe, expect, it } from 'vitest'
import { compilePattern, problemOfPattern, textForPattern } from '../../../main/core/rules/pattern.ts'

function occurs(pattern: string, text: string): boolean {
  const compiled = compilePattern(pattern)
  if ('problem' in compiled) throw new Error(compiled.problem.reason)
  return compiled.occursIn(textForPattern(text))
}

describe('a pattern', () => {
  it.each([
    ['注文番号[:：]\\s*\\d{6}', '注文番号： １２３４５６', true],
    ['注文番号[:：]\\s*\\d{6}', '注文番号：12345', false],
    ['^至急', 'こんにちは\n至急お願いします', true],
    ['^至急', 'とても至急', false],
    ['です$', '赤です\n青', true],
    ['です$', '赤ですか', false],
    ['^$', '一行目\n\n三行目', true],
    ['(破損|割れ|われ)て(い|まし)', '箱が割れていました', true],
    ['AB-?\\d+', 'ab123', true],
    ['[a-f]{2}', 'FE', true],
    ['[^0-9]x', '1x', false],
    ['(?:ab){2,3}c', 'xababc', true],
    ['(?:ab){2,3}c', 'abc', false],
    ['a.c', 'a\nc', false],
    ['（税込）', '1,000円(税込)', true],
    ['ｶﾞﾗｽ', 'ガラスの器', true],
    ['\\(仮\\)', '（仮）の予約', true],
    ['a|', 'x', true],
    ['𠮷野家', '𠮷野家の件', true],
  ])('%s in %j: %s', (pattern, text, expected) => {
    expect(occurs(pattern, text)).toBe(expected)
  })

  it.each([
    ['(a', 'not-closed'],
    ['a)', 'not-closed'],
    ['[a', 'not-closed'],
    ['*a', 'nothing-to-repeat'],
    ['a**', 'nothing-to-repeat'],
    ['[z-a]', 'bad-range'],
    ['a{5,2}', 'bad-count'],
    ['(?=a)', 'unsupported'],
    ['(a)\\1', 'unsupported'],
    ['\\bword', 'unsupported'],
    ['((a{50}){50}){50}', 'too-big'],
    ['a'.repeat(201), 'too-long'],
  ])('%s is refused as %s', (pattern, reason) => {
    expect(problemOfPattern(pattern)).toMatchObject({ reason })
  })

  it('agrees with the engine of the language wherever both know the pattern', () => {
    const letters = ['a', 'b', '(a|b)', '[ab]', 'a*', '(?:ab)+', 'b?', '.', '^', '$', 'a{2}', '|', '(?:a|ab)*']
    let seed = 41
    const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below
    for (let round = 0; round < 3_000; round++) {
      const pattern = Array.from({ length: 1 + random(5) }, () => letters[random(letters.length)]).join('')
      const text = Array.from({ length: random(8) }, () => 'ab\nc'[random(4)]).join('')
      expect([pattern, text, occurs(pattern, text)]).toEqual([pattern, text, new RegExp(pattern, 'm').test(text)])
    }
  })

  it('that would take for ever elsewhere is done in a moment', () => {
    const started = performance.now()
    expect(occurs('(a+)+(a|aa)*(.*a){10}b$', `${'a'.repeat(19_000)}bc`)).toBe(false)
    expect(occurs('(?:.*,){20}x', `x${','.repeat(19_000)}`)).toBe(false)
    expect(performance.now() - started).toBeLessThan(2_000)
  })
})
