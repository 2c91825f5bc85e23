import { decodeEntities } from './entities.ts'
import { MAX_HTML_TO_TEXT_LENGTH } from './limits.ts'

/** Elements whose content nobody reads. */
const SILENT = new Set(['style', 'script', 'title', 'template', 'noframes', 'object', 'xml', 'svg'])
/** Elements that begin and end a line, and those that stand apart by an empty line. */
const BLOCKS = new Set(
  'div tr table tbody thead tfoot ul ol dl dt dd li form section article header footer main nav aside address center fieldset figure figcaption caption body html hr'.split(
    ' ',
  ),
)
const APART = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'pre', 'blockquote'])
const MAX_QUOTE_DEPTH = 20

/**
 * HTML as the text that a person would read: line breaks, links with their target, list marks, table cells apart, quotes
 * with ">". One pass without a tree, because html-to-text overflows the stack on deep nesting and needs ten seconds for
 * 200,000 open elements when its depth is limited.
 */
export function htmlToText(html: string): string {
  const writer = createWriter()
  const source = html.length > MAX_HTML_TO_TEXT_LENGTH ? html.slice(0, MAX_HTML_TO_TEXT_LENGTH) : html
  // Text that only calls itself HTML: its lines are meant.
  if (!/<[a-z/!?]/i.test(source)) return decodeEntities(source).replace(/\r\n?/g, '\n').trim()
  let at = 0
  while (at < source.length) {
    const open = source.indexOf('<', at)
    writer.text(decodeEntities(source.slice(at, open < 0 ? source.length : open)))
    if (open < 0) break
    at = readTag(source, open, writer)
  }
  return writer.finish()
}

type Writer = ReturnType<typeof createWriter>

/** Handles what begins at a "<" and answers where the text goes on. */
function readTag(html: string, open: number, writer: Writer): number {
  if (html.startsWith('<!--', open)) return after(html, '-->', open + 4)
  const head = /^<(\/?)([a-z][a-z0-9:]{0,20})/i.exec(html.slice(open, open + 25))
  if (!head) {
    if (/^<[!?]/.test(html.slice(open, open + 2))) return after(html, '>', open)
    writer.text('<')
    return open + 1
  }
  const name = head[2]!.toLowerCase()
  const end = endOfTag(html, open + head[0].length)
  if (SILENT.has(name) && !head[1]) return afterClosing(html, name, end)
  if (head[1]) closeTag(name, writer)
  else openTag(name, html.slice(open + head[0].length, end), writer)
  return end
}

function openTag(name: string, attributes: string, writer: Writer): void {
  if (name === 'br') writer.lineBreak()
  else if (name === 'td' || name === 'th') writer.cell()
  else if (name === 'a') writer.openLink(attribute(attributes, 'href'))
  else if (name === 'img') writer.image(attribute(attributes, 'alt'))
  else if (BLOCKS.has(name) || APART.has(name)) {
    writer.block(APART.has(name))
    if (name === 'li') writer.text('・')
    if (name === 'hr') writer.rule()
    if (name === 'blockquote') writer.quote(1)
    if (name === 'pre') writer.preformatted(1)
  }
}

function closeTag(name: string, writer: Writer): void {
  if (name === 'a') writer.closeLink()
  if (!BLOCKS.has(name) && !APART.has(name)) return
  // The empty line behind a quote is no longer part of it.
  writer.block(APART.has(name) && name !== 'blockquote')
  if (name === 'blockquote') writer.quote(-1)
  writer.block(APART.has(name))
  if (name === 'pre') writer.preformatted(-1)
}

/** Builds lines. Only ever appends to `line`: looking into a long line again for each cell or link would be quadratic. */
function createWriter() {
  const lines: string[] = []
  let line = ''
  let gap = ''
  let quoteDepth = 0
  let preDepth = 0
  let link: { href: string; shown: string } | null = null

  const endLine = () => {
    lines.push(`${'> '.repeat(quoteDepth)}${line}`.trimEnd())
    line = ''
    gap = ''
  }
  const write = (text: string) => {
    if (line !== '') line += gap
    gap = ''
    line += text
    if (link && link.shown.length < 2_000) link.shown += text
  }
  const isBlank = (text: string) => /^[> ]*$/.test(text)

  const writer = {
    text(raw: string) {
      if (raw === '') return
      if (preDepth > 0) {
        const [first, ...rest] = raw.split(/\r?\n/)
        line += first ?? ''
        for (const next of rest) {
          endLine()
          line = next
        }
        return
      }
      const text = raw.replace(/[ \t\r\n\f]+/g, ' ')
      if (text.startsWith(' ')) gap ||= ' '
      const core = text.replace(/^ | $/g, '').replaceAll('\u00a0', ' ')
      if (core !== '') write(core)
      if (text.endsWith(' ')) gap ||= ' '
    },
    lineBreak: endLine,
    block(apart: boolean) {
      if (line !== '') endLine()
      gap = ''
      const last = lines.at(-1)
      if (apart && last !== undefined && !isBlank(last)) lines.push('> '.repeat(quoteDepth).trimEnd())
    },
    cell() {
      gap = '  '
    },
    rule() {
      lines.push('--------')
    },
    image(alt: string) {
      if (alt.trim() !== '') write(`[${decodeEntities(alt).trim().slice(0, 500)}]`)
    },
    openLink(href: string) {
      writer.closeLink()
      link = { href: decodeEntities(href).trim(), shown: '' }
    },
    closeLink() {
      const closed = link
      link = null
      if (!closed || !/^(?:https?:|ftp:|tel:|mailto:)/i.test(closed.href)) return
      const target = closed.href.replace(/^(?:mailto|tel):/i, '')
      const isShown = closed.shown.includes(target.replace(/^https?:\/\/|\/$/gi, ''))
      if (!isShown) write(` <${closed.href}>`)
    },
    quote(step: 1 | -1) {
      const blank = '> '.repeat(quoteDepth).trimEnd()
      while (step < 0 && quoteDepth > 0 && lines.at(-1) === blank) lines.pop()
      quoteDepth = Math.min(MAX_QUOTE_DEPTH, Math.max(0, quoteDepth + step))
    },
    preformatted(step: 1 | -1) {
      preDepth = Math.max(0, preDepth + step)
    },
    finish() {
      if (line !== '') endLine()
      return lines
        .join('\n')
        .replace(/\n{3,}/g, '\n\n')
        .replace(/^\n+|\n+$/g, '')
    },
  }
  return writer
}

function after(html: string, mark: string, from: number): number {
  const at = html.indexOf(mark, from)
  return at < 0 ? html.length : at + mark.length
}

/** The ">" that ends a tag, passing over quoted attribute values; a quote that does not end nearby counts as none. */
function endOfTag(html: string, from: number): number {
  let quote = ''
  const limit = Math.min(html.length, from + 2_000)
  for (let at = from; at < limit; at++) {
    const character = html.charAt(at)
    if (quote === '' && character === '>') return at + 1
    if (character === quote) quote = ''
    else if (quote === '' && (character === '"' || character === "'")) quote = character
  }
  return after(html, '>', from)
}

function afterClosing(html: string, name: string, from: number): number {
  const closing = new RegExp(`</${name}[^>]{0,100}>`, 'gi')
  closing.lastIndex = from
  return closing.test(html) ? closing.lastIndex : html.length
}

function attribute(attributes: string, name: string): string {
  const match = new RegExp(`(?:^|[\\s"'/])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>"']+))`, 'i').exec(
    attributes.slice(0, 8_000),
  )
  return match?.[1] ?? match?.[2] ?? match?.[3] ?? ''
}
