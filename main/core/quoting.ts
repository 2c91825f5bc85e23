/** Which part of a mail its writer wrote now. The three, put together, are the whole text. */
export type SplitText = { own: string; quoted: string; signature: string }

const maxLine = 300
const quoteMark = /^[ \t\u3000]{0,4}(?:[>＞]|[|｜│](?=[ \t\u3000>|]|$))/
const divider =
  /^[ \t]{0,4}[-_=*━─‐－]{2,}\s{0,3}(?:original message|original|forwarded message|begin forwarded message|元のメッセージ|オリジナルメッセージ|転送メッセージ|転送された?メッセージ|返信元メッセージ|ursprüngliche nachricht|message d'origine)[\s:-]{0,3}.{0,20}[-_=*━─‐－]{0,40}\s{0,3}$/i
const attribution = [
  /^on .{6,200}(?:wrote|writes):\s{0,3}$/i,
  /^(?:le|am|el|il|op) .{6,200}(?:a écrit|schrieb|escribió|ha scritto|schreef).{0,60}:\s{0,3}$/i,
  /^\d{4}\s?[年/.-]\s?\d{1,2}\s?[月/.-]\s?\d{1,2}.{0,200}(?:[:：]|[<＜].{3,100}[>＞][:：]?)\s{0,3}$/,
  /^.{0,100}(?:のメール|の書き込み|さん(?:は|が)書きました|(?:は|が)書きました|さんからのメッセージ|は次のように(?:書いて|書き))[^。]{0,20}[:：]\s{0,3}$/,
  /^.{1,100}[<＜][^<>\s]{3,100}@[^<>\s]{3,100}[>＞]\s?(?:wrote|のメール|さん?は(?:書きました)?|は.{0,20}書きました)\s?[:：]\s{0,3}$/i,
  /^(?:begin forwarded message|forwarded by|転送されたメッセージ)\s?[:：]/i,
]
const headerField =
  /^[ \t*]{0,3}(?:from|sent|date|to|cc|subject|差出人|送信者|送信日時|送信日|日時|日付|宛先|件名|送信元|von|gesendet|an|betreff|de|envoyé|à|objet)\s?\*?\s?[:：]/i
const fromField = /^[ \t*]{0,3}(?:from|差出人|送信者|送信元|von|de)\s?\*?\s?[:：]/i
const handset =
  /^(?:sent from my .{1,40}|sent from (?:outlook|yahoo|mail for).{0,60}|get outlook for .{1,40}|(?:私の)?(?:i(?:phone|pad|os)|スマートフォン|スマホ|携帯(?:電話)?|android|xperia|galaxy|docomo|au|softbank|ドコモ|ソフトバンク|yahoo!?メール).{0,24}(?:から|より|で)(?:の)?(?:送信|送られ).{0,12}|outlook(?: for \w{1,12})?を(?:入手|取得).{0,12})$/i
const rule =
  /^[\s]{0,4}(?:-- ?|[-=_*+#~─━═＿‐－―〜～＝＊◆◇■□・]{8,}|[-=_*+#~─━═＿‐－―〜～＝＊◆◇■□・.:*☆★゜。+‥…]{12,})\s{0,4}$/

/** A signature is short; a longer block after a rule is text. */
const maxSignatureLines = 15

/** For folding in the view of a ticket. Linear in the text, whatever stands in it. */
export function splitQuoted(text: string): SplitText {
  const lines = text.split('\n')
  const heads = lines.map((line) => line.slice(0, maxLine).replace(/\r$/, ''))
  const quoteAt = findQuote(heads)
  const signatureAt = findSignature(heads, quoteAt)
  return {
    own: join(lines, 0, signatureAt),
    signature: join(lines, signatureAt, quoteAt),
    quoted: join(lines, quoteAt, lines.length),
  }
}

/**
 * The text below an answer: who wrote when, then the lines marked with `> `.
 * @param quote `at` is written as given: the caller formats dates for people.
 */
export function quoteForReply(text: string, quote: { author: string; at: string }): string {
  const lines = text.trimEnd().split(/\r?\n/)
  const marked = lines.map((line) => (line === '' ? '>' : line.startsWith('>') ? `>${line}` : `> ${line}`))
  return [`${quote.at}、${quote.author}のメール:`, ...marked].join('\n')
}

function join(lines: readonly string[], from: number, to: number) {
  return lines
    .slice(from, to)
    .join('\n')
    .concat(to < lines.length && to > from ? '\n' : '')
}

/** Where the rest is somebody else's text. An answer written between quoted lines is the writer's own, so it is not folded. */
function findQuote(lines: readonly string[]) {
  for (let at = 0; at < lines.length; at++) {
    if (quoteMark.test(lines[at]!)) {
      const end = endOfQuote(lines, at)
      if (end === lines.length) return withAttribution(lines, at)
      at = end - 1
    } else if (startsBlock(lines, at)) return at
  }
  return lines.length
}

function startsBlock(lines: readonly string[], at: number) {
  const line = lines[at]!
  if (line.length < 3) return false
  if (divider.test(line)) return true
  if (fromField.test(line)) return countHeaders(lines, at) >= 3
  if (!isAttribution(lines, at)) return false
  const next = lines.slice(at + 1, at + 5).find((below) => below.trim() !== '')
  return next !== undefined && quoteMark.test(next) ? isQuotedToEnd(lines, at + 1) : isPlainAttribution(line)
}

function isAttribution(lines: readonly string[], at: number) {
  const line = lines[at]!.trim()
  if (line.length < 6 || !/[:：>＞]$|^(?:on|am|le) /i.test(line)) return false
  // Mail programs wrap the line before "wrote:".
  const wrapped = /^(?:on|am|le) /i.test(line) && !line.endsWith(':') ? `${line} ${(lines[at + 1] ?? '').trim()}` : line
  return attribution.some((form) => form.test(wrapped))
}

/** Without marks below it only a line that names a writer with an address, or says のメール / wrote, is believed. */
function isPlainAttribution(line: string) {
  return (
    /(?:wrote|のメール|書きました)\s?[:：]\s*$/i.test(line) ||
    /[<＜][^<>\s]{3,100}@[^<>\s]{3,100}[>＞][:：]?\s*$/.test(line)
  )
}

function countHeaders(lines: readonly string[], at: number) {
  return lines.slice(at, at + 8).filter((line) => headerField.test(line)).length
}

function endOfQuote(lines: readonly string[], at: number) {
  let end = at
  while (end < lines.length && (quoteMark.test(lines[end]!) || lines[end]!.trim() === '')) end++
  return end
}

function isQuotedToEnd(lines: readonly string[], at: number) {
  return endOfQuote(lines, at) === lines.length
}

function withAttribution(lines: readonly string[], at: number) {
  for (let back = at - 1; back >= Math.max(0, at - 3); back--) {
    if (isAttribution(lines, back)) return back
    if (lines[back]!.trim() !== '' && !/(?:wrote|書きました|のメール)\s?[:：]?\s*$/i.test(lines[back]!)) break
  }
  return at
}

function findSignature(lines: readonly string[], end: number) {
  const firstText = lines.findIndex((line) => line.trim() !== '')
  const first = Math.max(0, end - maxSignatureLines - 1, firstText + 1)
  for (let at = first; at < end; at++) {
    if (handset.test(lines[at]!.trim()) || rule.test(lines[at]!)) return at
  }
  return end
}
