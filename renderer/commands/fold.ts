/** What a typed word and a name are compared by: kana and every way to write them in Latin letters become one. */
export function fold(text: string): string {
  const hiragana = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[ァ-ヶ]/g, (kana) => String.fromCodePoint(kana.codePointAt(0)! - 0x60))
    .replaceAll('ー', '')
  return LATIN.reduce((result, [pattern, replacement]) => result.replaceAll(pattern, replacement), toLatin(hiragana))
}

const ROWS: Record<string, string> = {
  '': 'あいうえお',
  k: 'かきくけこ',
  g: 'がぎぐげご',
  s: 'さしすせそ',
  z: 'ざじずぜぞ',
  t: 'たちつてと',
  d: 'だぢづでど',
  n: 'なにぬねの',
  h: 'はひふへほ',
  b: 'ばびぶべぼ',
  p: 'ぱぴぷぺぽ',
  m: 'まみむめも',
  r: 'らりるれろ',
}
const FULL: Record<string, string> = {
  ...Object.fromEntries(
    Object.entries(ROWS).flatMap(([consonant, row]) =>
      [...row].map((kana, at): [string, string] => [kana, `${consonant}${'aiueo'[at]}`]),
    ),
  ),
  や: 'ya',
  ゆ: 'yu',
  よ: 'yo',
  わ: 'wa',
  を: 'o',
  ん: 'n',
}
const SMALL: Record<string, string> = { ゃ: 'ya', ゅ: 'yu', ょ: 'yo', ぁ: 'a', ぃ: 'i', ぅ: 'u', ぇ: 'e', ぉ: 'o' }

function toLatin(hiragana: string) {
  let result = ''
  for (const letter of hiragana) {
    const small = SMALL[letter]
    // き and ゃ are kya: the vowel of the first goes.
    result = small === undefined ? result + (FULL[letter] ?? letter) : result.replace(/[iuo]$/, '') + small
  }
  return result.replaceAll(/っ([a-z])/g, '$1$1')
}

/** Hepburn and what people type, to the system of ROWS. Applied to names too, so that no word is bent one-sidedly. */
const LATIN: readonly (readonly [RegExp, string])[] = [
  [/c(?=ch)/g, 't'],
  [/sh(?=i)/g, 's'],
  [/sh(?=[aueo])/g, 'sy'],
  [/ch(?=i)/g, 't'],
  [/ch(?=[aueo])/g, 'ty'],
  [/ts(?=u)/g, 't'],
  [/f(?=u)/g, 'h'],
  [/j(?=i)/g, 'z'],
  [/jy?(?=[aueo])/g, 'zy'],
  [/d(?=[iu])/g, 'z'],
  [/n+(?=n|$|[^aiueoy])/g, 'n'],
]
