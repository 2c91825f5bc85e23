import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldForSearch, joinedNumbers, toTokens } from '../../main/core/japanese-text.ts'

describe('folding', () => {
  it('makes one of full and half width, of hiragana and katakana, of small ヶ and ケ', () => {
    expect(foldForSearch('ｶﾀｶﾅ ひらがな ＡＢＣ１２３ 1ヶ月')).toBe('カタカナ ヒラガナ abc123 1ケ月')
    expect(foldForSearch('ﾊﾟﾊﾞ か\u3099')).toBe('パバ ガ')
  })

  it('makes one of every dash, long-vowel mark and wave dash, and of a row of them', () => {
    for (const dash of '-‐‑–—―−－ーｰ〜～~─') expect(foldForSearch(`コ${dash}ド`)).toBe('コード')
    expect(foldForSearch('すごーーー〜い')).toBe('スゴーイ')
  })

  it('makes one of old and new kanji forms, of register forms, and of the families of 斎 and 辺', () => {
    expect(foldForSearch('髙橋 山﨑 渡邊 渡邉 𠮷野 廣澤 濵田 嶋 櫻井 德永 惠 榮 龍')).toBe(
      '高橋 山崎 渡辺 渡辺 吉野 広沢 浜田 島 桜井 徳永 恵 栄 竜',
    )
    expect(new Set([...'斎斉齋齊'].map(foldForSearch)).size).toBe(1)
  })

  it('drops what nobody sees: variation selectors, zero-width and soft-hyphen characters', () => {
    expect(foldForSearch('葛\u{e0100}飾 zero\u200bwidth soft\u00adhyphen \ufeffx')).toBe('葛飾 zerowidth softhyphen x')
  })

  it('drops a line break inside Japanese, but neither an empty line nor a break beside other letters', () => {
    expect(foldForSearch('領収\n書 領収\r\n書 領収 \n　書')).toBe('領収書 領収書 領収書')
    expect(foldForSearch('領収\n\n書 abc\ndef 書\nabc')).toBe('領収 書 abc def 書 abc')
  })

  it('keeps no half of a surrogate pair and no control character', () => {
    expect(foldForSearch('a\ud842b\udfb7c\0d')).toBe('a\ufffdb\ufffdc d')
  })

  it('changes nothing when done twice', { timeout: 30_000 }, () => {
    const text = fc.string({ unit: 'binary', maxLength: 30 })
    fc.assert(
      fc.property(text, (one) => {
        const folded = foldForSearch(one)
        expect(foldForSearch(folded)).toBe(folded)
      }),
      { numRuns: 500 },
    )
  })

  it('folds every kanji of a table once and to a form that stays', { timeout: 30_000 }, () => {
    const kanji = Array.from({ length: 0x30000 - 0x3400 }, (_, i) => String.fromCodePoint(0x3400 + i))
    const changing = kanji.filter((one) => foldForSearch(foldForSearch(one)) !== foldForSearch(one))

    expect(changing).toEqual([])
  })
})

describe('index words', () => {
  it('are pairs and the last character of Japanese, and whole words of other letters', () => {
    expect(toTokens('領収書 pc用')).toBe('領収 収書 書 pc 用')
    expect(toTokens('𠀋𩸽あ')).toBe('𠀋𩸽 𩸽あ あ')
    expect(toTokens('')).toBe('')
    expect(toTokens('。、★')).toBe('')
  })

  it('leave out a dash, but not a long-vowel mark', () => {
    expect(toTokens(foldForSearch('a-b バー'))).toBe('a b バー ー')
  })

  it('hold a number with dashes once more without', () => {
    expect(toTokens(foldForSearch('☎03-1234-5678'))).toBe('03 1234 5678 0312345678')
    expect(joinedNumbers(foldForSearch('ZQ-77B 250-1234567-7654321'))).toEqual([
      { joined: 'zq77b', start: 0, end: 6 },
      { joined: '25012345677654321', start: 7, end: 26 },
    ])
    expect(joinedNumbers(foldForSearch('well-known 1-2 あ-い'))).toEqual([])
  })

  it('hold every stretch of 32 letters of a very long word', () => {
    const word = Array.from({ length: 300 }, (_, i) => i.toString(36)).join('')
    const words = toTokens(word).split(' ')
    for (let at = 0; at + 32 <= word.length; at++) {
      expect(words.some((piece) => piece.includes(word.slice(at, at + 32)))).toBe(true)
    }
  })
})
