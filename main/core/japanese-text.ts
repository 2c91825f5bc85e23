/**
 * One folding and one way to cut text into index words, for the index, the query and the exact check alike.
 *
 * The words are made for FTS5's `ascii` tokenizer: it cuts at ASCII blanks and marks only and folds nothing but A to Z, so
 * that what is cut here is what is stored. `unicode61` would follow its own, older tables.
 */

/**
 * Spellings of the same name or word, each group the form kept and then the forms folded into it: old forms (旧字体),
 * forms of family registers (髙 﨑 𠮷), and the two families people mix up in every second mail (斎 斉, 辺 邊 邉). One
 * direction; forms that NFKC already unites are not listed.
 */
const SAME_KANJI = `
高髙 崎﨑嵜 斉斎齊齋 辺邊邉 沢澤 浜濱濵 広廣 国國囯 桜櫻 真眞 徳德 恵惠 栄榮 竜龍 島嶋嶌 槙槇 籠篭
吉𠮷 館舘 富冨 峰峯 淵渕渊 藪薮籔 曽曾 桑桒 柳栁 柏栢 桧檜 実實 寿壽 亀龜 滝瀧 浅淺 渋澁澀 関關
鉄鐵鉃 鶴靏靍 鶯鴬 鴎鷗 黒黑 黄黃 聡聰 総總 緑綠 縄繩 与與 万萬 豊豐 穣穰 静靜 頼賴 顕顯 学學斈
円圓 団團 県縣 会會 伝傳 児兒 剣劍劔 勲勳 厳嚴 塩鹽 壮壯 寛寬 将將 巌巖 巣巢 帯帶 帰歸 応應 懐懷
戸戶 教敎 暁曉 条條 横橫 歩步 毎每 気氣 涼凉 清淸 温溫 湾灣 満滿 瀬瀨 焼燒 点點 為爲 瑶瑤 産產
礼禮 祢禰 稲稻 穂穗 竈竃 経經 絵繪 継繼 続續 芸藝 荘莊 蔵藏 薫薰 覚覺 観觀 譲讓 賛贊 遥遙 郎郞
郷鄕 銭錢 録錄 髪髮 麦麥 麺麵 歯齒 齢齡 岳嶽 壺壷 野埜 涛濤 祷禱 弥彌 兎兔 尭堯 晃晄 晋晉 奥奧
姫姬 嬢孃 宝寶寳 対對 弁辨瓣辯 強强 弾彈 当當 従從 恒恆 悦悅 数數 断斷 来來 松枩 枡桝 楽樂 様樣
権權 沖冲 税稅 説說 鋭銳 縁緣 衛衞 装裝 証證 誉譽 読讀 売賣 辞辭 遅遲 醤醬 鎮鎭 麹麴 蛍螢 軽輕
転轉 釈釋 鉱鑛 闘鬪 陥陷 険險 隠隱 雑雜 霊靈 駅驛 験驗 鶏鷄雞 両兩 乗乘 争爭 仏佛 価價 倹儉 写寫冩
処處 効效 勧勸 単單 即卽 参參 双雙 号號 営營 図圖 堕墮 増增 声聲 変變 壱壹 届屆 属屬 庁廳 廃廢
徴徵 恋戀 悪惡 戦戰 戯戲 払拂 抜拔 択擇 拝拜 拠據 拡擴 挙擧 挿插 捜搜 揺搖 摂攝 撃擊 旧舊 昼晝
晩晚 暦曆 検檢 欠缺 欧歐 歓歡 残殘 殻殼 済濟 渓溪 湿濕 潜潛 灯燈 炉爐 犠犧 独獨 狭狹 猟獵 獣獸
瓶甁 画畫 畳疊 発發 盗盜 砕碎 称稱 穏穩 窃竊 粋粹 糸絲 絶絕 緒緖 繊纖 聴聽 胆膽 脳腦 臓臟 茎莖
虫蟲 蚕蠶 蛮蠻 触觸 訳譯 謡謠 予豫 践踐 踊踴 逓遞 遷迁 酔醉 鋳鑄 随隨 髄髓 鬱欝 蝋蠟 頬頰 填塡
剥剝 掴摑 噛嚙 痩瘦 繋繫 躯軀 莱萊 蒋蔣 蝉蟬 騨驒 箪簞 嘘噓 焔焰 鹸鹼 舗舖 内內 青靑 舎舍 梅楳
杯盃 略畧 群羣 裏裡 草艸 秋穐 峡峽 煙烟 船舩 場塲 最㝡 喜㐂 蘇甦`

const OTHER = 0
const WORD = 1
const JAPANESE = 2

/** The one sign that every dash, minus, long-vowel mark and wave dash becomes. */
const LONG = 0x30fc
const DROP = 0
const BLANK = 0x20
const UNKNOWN = 0xfffd

/** Longer words (keys, encoded data) are cut into overlapping pieces; half a piece is always found whole. */
const PIECE = 64
/** Stands before every piece but the first, so that none of them looks like the beginning of a word. Never part of a word itself. */
const GOES_ON = 0xe000
export const LONGEST_SURE_WORD = PIECE / 2

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff
const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff

const JAPANESE_RANGES: [number, number][] = [
  [0x3005, 0x3007],
  [0x3031, 0x3035],
  [0x303b, 0x303c],
  [0x3041, 0x3096],
  [0x309d, 0x30ff],
  [0x31f0, 0x31ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xf900, 0xfaff],
]

const ASTRAL_WORD = /^[\p{L}\p{N}\p{M}]$/u
/** Filled when they are first needed: the program starts without. */
const KINDS = new Uint8Array(0x10000)
const FOLDED = new Uint16Array(0x10000)
const FOLDED_ASTRAL = new Map<number, number>()
let isFilled = false

function fillTables(): void {
  isFilled = true
  for (let unit = 0; unit < FOLDED.length; unit++) FOLDED[unit] = unit
  const plane = basicPlane()
  fillKinds(plane)
  fillFolding(plane)
  for (const line of SAME_KANJI.trim().split(/\s+/)) {
    const [kept, ...others] = [...line]
    for (const other of others) foldKanji(other.codePointAt(0)!, kept!.codePointAt(0)!)
  }
}

function fillKinds(plane: string): void {
  fill(KINDS, plane, /[\p{L}\p{N}\p{M}]+/gu, WORD)
  for (const [first, last] of JAPANESE_RANGES) KINDS.fill(JAPANESE, first, last + 1)
}

/** Every unit of the basic plane at its own index, `!` in place of surrogates. */
function basicPlane(): string {
  const units = Uint16Array.from(FOLDED)
  return toText(units.fill(0x21, 0xd800, 0xe000), units.length)
}

function fill(table: Uint8Array | Uint16Array, plane: string, stretches: RegExp, value: number): void {
  for (const { index, 0: stretch } of plane.matchAll(stretches)) table.fill(value, index, index + stretch.length)
}

function fillFolding(plane: string): void {
  for (const { index, 0: upper } of plane.matchAll(/\p{Changes_When_Lowercased}/gu)) {
    FOLDED[index] = upper.toLowerCase().charCodeAt(0)
  }
  fill(FOLDED, plane, /\p{Default_Ignorable_Code_Point}+/gu, DROP)
  fill(FOLDED, plane, /[\s\p{Cc}]+/gu, BLANK)
  for (let unit = 0x3041; unit <= 0x3096; unit++) FOLDED[unit] = unit + 0x60
  for (const [from, to] of [
    'ゝヽ',
    'ゞヾ',
    'ゕカ',
    'ゖケ',
    'ヵカ',
    'ヶケ',
    'ヷワ',
    'ヸヰ',
    'ヹヱ',
    'ヺヲ',
    '·・',
    'ςσ',
  ]) {
    FOLDED[from!.charCodeAt(0)] = to!.charCodeAt(0)
  }
  // Voicing marks that NFKC could not join to a kana: わ゙ has a whole form in katakana only.
  FOLDED[0x3099] = FOLDED[0x309a] = DROP
  for (const dash of '-‐‑‒–—―⁃−─━ー〜∼~〰⁓˗') FOLDED[dash.charCodeAt(0)] = LONG
}

function foldKanji(from: number, to: number): void {
  if (from > 0xffff) {
    FOLDED_ASTRAL.set(from, to)
    return
  }
  FOLDED[from] = to
}

/**
 * Text as it is compared: NFKC, lower case, hiragana as katakana, small ヶ ヵ as ケ カ, every dash, long-vowel mark and wave
 * dash as one ー (and a row of them as one), old kanji forms as new ones, invisible characters gone, blanks as one blank. A
 * single line break between two Japanese characters is dropped, because mailers wrap in the middle of words; an empty
 * line still separates. Folding twice changes nothing.
 */
export function foldForSearch(text: string): string {
  if (!isFilled) fillTables()
  const from = text.normalize('NFKC')
  const out = new Uint16Array(from.length)
  let length = 0
  let isApart = false
  let breaks = 0
  let wasJapanese = false
  for (let at = 0; at < from.length; at++) {
    const unit = from.charCodeAt(at)
    let folded = FOLDED[unit]!
    if (folded === BLANK) {
      isApart = true
      if (unit === 0x0a) breaks++
      continue
    }
    if (folded === DROP) continue
    let second = 0
    let isJapanese = KINDS[unit] === JAPANESE
    if ((unit & 0xf800) === 0xd800) {
      const point = isHighSurrogate(unit) ? from.codePointAt(at)! : UNKNOWN
      const known = foldAstral(point)
      if (point > 0xffff) at++
      if (known === DROP) continue
      isJapanese = kindOf(known) === JAPANESE
      folded = known
      if (known > 0xffff) {
        folded = 0xd800 + ((known - 0x10000) >> 10)
        second = 0xdc00 + ((known - 0x10000) & 0x3ff)
      }
    }
    if (isApart) {
      if (length > 0 && !(breaks === 1 && wasJapanese && isJapanese)) out[length++] = BLANK
      isApart = false
      breaks = 0
    }
    wasJapanese = isJapanese
    if (folded === LONG && length > 0 && out[length - 1] === LONG) continue
    out[length++] = folded
    if (second !== 0) out[length++] = second
  }
  return toText(out, length)
}

/** A surrogate without its half is no character; SQLite would store it as U+FFFD. */
function foldAstral(point: number): number {
  if (point <= 0xffff) return UNKNOWN
  const same = FOLDED_ASTRAL.get(point)
  if (same !== undefined) return same
  if (point >= 0xe0000 && point <= 0xe0fff) return DROP
  return String.fromCodePoint(point).toLowerCase().codePointAt(0)!
}

function kindOf(point: number): number {
  if (!isFilled) fillTables()
  if (point <= 0xffff) return KINDS[point]!
  if (point >= 0x20000 && point <= 0x3ffff) return JAPANESE
  return ASTRAL_WORD.test(String.fromCodePoint(point)) ? WORD : OTHER
}

function toText(units: Uint16Array, length: number): string {
  if (length <= 8192) return String.fromCharCode.apply(null, units.subarray(0, length) as unknown as number[])
  let text = ''
  for (let start = 0; start < length; start += 8192) {
    const end = Math.min(length, start + 8192)
    text += String.fromCharCode.apply(null, units.subarray(start, end) as unknown as number[])
  }
  return text
}

/** A stretch of one kind in folded text, in UTF-16 offsets. */
export type Run = { isJapanese: boolean; start: number; end: number }

/** The Japanese runs and the words of letters and digits, in order. What lies between them is not in the index. */
export function splitRuns(folded: string): Run[] {
  const runs: Run[] = []
  let open: Run | null = null
  for (let at = 0; at < folded.length;) {
    const point = folded.codePointAt(at)!
    const next = at + (point > 0xffff ? 2 : 1)
    const kind = kindOf(point)
    if (kind === OTHER) {
      open = null
    } else if (open !== null && open.isJapanese === (kind === JAPANESE)) {
      open.end = next
    } else {
      open = { isJapanese: kind === JAPANESE, start: at, end: next }
      runs.push(open)
    }
    at = next
  }
  return runs
}

/** Whether no letter or digit goes before. */
export function beginsWord(folded: string, at: number): boolean {
  if (at === 0) return true
  const before = folded.charCodeAt(at - 1)
  return kindOf(isLowSurrogate(before) && at > 1 ? folded.codePointAt(at - 2)! : before) !== WORD
}

/**
 * The index words of folded text, joined by blanks: Japanese runs as overlapping pairs of characters and the last character
 * alone (so that every character begins a word and no pair reaches over a gap), all else as words of letters and digits. A
 * ー alone is a dash and left out. At the end, numbers written with dashes once more in one piece: see `joinedNumbers`.
 */
export function toTokens(folded: string): string {
  if (!isFilled) fillTables()
  const out = new Uint16Array(folded.length * 3 + 2 * PIECE)
  let length = 0
  let hasLong = false
  let isInRun = false
  for (let at = 0; at < folded.length;) {
    const unit = folded.charCodeAt(at)
    const isPair = isHighSurrogate(unit)
    const point = isPair ? folded.codePointAt(at)! : unit
    const kind = isPair ? kindOf(point) : KINDS[unit]!
    const next = at + (point > 0xffff ? 2 : 1)
    if (kind === OTHER) {
      at = next
      continue
    }
    if (kind === WORD) {
      const end = endOfWord(folded, next)
      length = writeWord(folded, at, end, out, length)
      at = end
      continue
    }
    if (unit === LONG) hasLong = true
    const following = next < folded.length ? folded.codePointAt(next)! : BLANK
    const isLast = kindOf(following) !== JAPANESE
    if (isLast && unit === LONG && !isInRun) {
      at = next
      continue
    }
    isInRun = !isLast
    for (let i = at; i < next; i++) out[length++] = folded.charCodeAt(i)
    if (!isLast) {
      out[length++] = folded.charCodeAt(next)
      if (following > 0xffff) out[length++] = folded.charCodeAt(next + 1)
    }
    out[length++] = BLANK
    at = next
  }
  const tokens = toText(out, length > 0 ? length - 1 : 0)
  if (!hasLong) return tokens
  const numbers = new Set(joinedNumbers(folded).map(({ joined }) => joined))
  return numbers.size === 0 ? tokens : `${tokens} ${[...numbers].join(' ')}`
}

function endOfWord(folded: string, from: number): number {
  let end = from
  while (end < folded.length) {
    const point = folded.codePointAt(end)!
    if (kindOf(point) !== WORD) return end
    end += point > 0xffff ? 2 : 1
  }
  return end
}

function writeWord(folded: string, start: number, end: number, out: Uint16Array, from: number): number {
  let length = from
  for (let cut = start; ; cut += PIECE / 2) {
    const first = isLowSurrogate(folded.charCodeAt(cut)) ? cut - 1 : cut
    const to = Math.min(end, cut + PIECE)
    const last = to < end && isLowSurrogate(folded.charCodeAt(to)) ? to + 1 : to
    if (cut > start) out[length++] = GOES_ON
    for (let i = first; i < last; i++) out[length++] = folded.charCodeAt(i)
    out[length++] = BLANK
    if (to === end) return length
  }
}

const NUMBER_WITH_DASHES = /(?<![a-z0-9])[a-z0-9]{1,16}(?:ー[a-z0-9]{1,16}){1,4}(?![a-z0-9ー])/g
const SHORTEST_JOINED = 5

/**
 * Telephone, order and part numbers written with dashes (03-1234-5678, zq-77b), without the dashes, so that both ways of
 * writing find each other, and where each stands in the text. Only what holds a digit and has at least five characters.
 */
export function joinedNumbers(folded: string): { joined: string; start: number; end: number }[] {
  return [...folded.matchAll(NUMBER_WITH_DASHES)].flatMap(({ 0: number, index }) => {
    const joined = number.replaceAll('ー', '')
    if (joined.length < SHORTEST_JOINED || !/[0-9]/.test(joined) || !beginsWord(folded, index)) return []
    return [{ joined, start: index, end: index + number.length }]
  })
}
