/**
 * The words of an answer with the shop's signature: above the quoted message where one stands at the end, else last.
 * An answer that was sent once and came back as a draft carries it already.
 */
export function withSignature(body: string, signature: string) {
  const sign = signature.trim()
  if (sign === '' || body.includes(sign)) return body
  const { own, quoted } = splitQuote(body)
  return [own, sign, quoted].filter((part) => part !== '').join('\n\n')
}

/** A person's own words, and what they quote at the end. */
export function splitQuote(body: string) {
  const lines = body.trimEnd().split('\n')
  const quoteStart = findQuoteStart(lines)
  return { own: lines.slice(0, quoteStart).join('\n').trimEnd(), quoted: lines.slice(quoteStart).join('\n') }
}

/** Where the quoted lines at the end begin, together with the line that says whose they are. */
function findQuoteStart(lines: readonly string[]) {
  let start = lines.length
  while (start > 0 && lines[start - 1]?.startsWith('>')) start -= 1
  if (start === lines.length) return start
  return /\S.*[:：]\s*$/.test(lines[start - 1] ?? '') ? start - 1 : start
}
