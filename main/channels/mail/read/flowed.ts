/**
 * format=flowed (RFC 3676) back into paragraphs: a line that ends in a space goes on in the next one of the same quote
 * depth; with delsp the space falls away, which is how Japanese is flowed. The signature line "-- " never flows.
 */
export function unflow(text: string, deletesSpace: boolean): string {
  const out: string[] = []
  let paragraph: string | null = null
  let depth = 0
  for (const line of text.split('\n')) {
    const quote = /^>*/.exec(line)![0].length
    let content = line.slice(quote)
    if (content.startsWith(' ')) content = content.slice(1)
    if (paragraph !== null && (quote !== depth || content === '-- ')) {
      out.push(quoted(paragraph, depth))
      paragraph = null
    }
    const flows = content.endsWith(' ') && content !== '-- '
    const kept: string = flows && deletesSpace ? content.slice(0, -1) : content
    paragraph = (paragraph ?? '') + kept
    depth = quote
    if (!flows) {
      out.push(quoted(paragraph, depth))
      paragraph = null
    }
  }
  if (paragraph !== null) out.push(quoted(paragraph, depth))
  return out.join('\n')
}

const quoted = (paragraph: string, depth: number) => (depth > 0 ? `${'>'.repeat(depth)} ${paragraph}` : paragraph)
