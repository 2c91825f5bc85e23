import { BODY_ATTRIBUTES, escapeAttribute, escapeText } from './attributes.ts'
import { type Rendering, type Words, writeAttributes, writeElement } from './elements.ts'
import type { Warning } from './links.ts'
import { type Document, type Element, type Node, parseMailHtml } from './parse.ts'

export type MailHtmlOptions = {
  /** Load pictures from the network: only after a person asked for it, for this message or this sender. */
  allowRemote: boolean
  /** An address `madoguchi-mail://…` (or data:) of the part with this Content-ID; null when the mail has none. */
  cid: (contentId: string) => string | null
  /** Show a mail that chose no colours in dark ones. A mail with colours keeps its white paper. */
  dark?: boolean
  words?: Partial<Words>
  /** Where a search hit in a run of text, to mark it; runs apart from each other are looked at apart. */
  findHits?: (text: string) => readonly { start: number; end: number }[]
}

export type MailDocument = {
  /** A whole document for the mail frame. It carries its own policy besides `csp`, for a frame without a response. */
  html: string
  /** For the `Content-Security-Policy` header of the response. */
  csp: string
  /** For the `sandbox` attribute of the frame. */
  sandbox: string
  warnings: Warning[]
  /** Pictures that are, or would be, loaded from the network. */
  remoteCount: number
}

/**
 * Popups only, so that main is asked about a clicked link and can refuse the window: no scripts, no forms, no origin
 * of its own, no way to move the window around it.
 */
const MAIL_SANDBOX = 'allow-popups'

/** Gmail reads 16 KB and the largest newsletters have 150 KB. */
const MAX_CSS_IN_ALL = 1_000_000

const WORDS: Words = {
  realHost: '実際のリンク先: {host}',
  unsafeLink: '安全でないリンクを取り除きました',
  cut: 'このメールは大きすぎるため、途中までを表示しています。全文は元のメール（ソース）に残っています。',
}

/** `only light`: the colours of a mail are made for paper. The outline takes no room, so nothing moves. */
const BASE_STYLE =
  ':where(html){color-scheme:only light}:where(img[data-blocked]){outline:1px dashed #b5aea3;outline-offset:-1px}'
const DARK_STYLE = 'html{color-scheme:dark;background:#1e1d1b;color:#e9e5dd}a{color:#a9b8ff}'

/** By prefix of the public identifier alone, the same mode as the source has (WHATWG HTML, 13.2.6.4.1). */
const DOCTYPES = {
  'no-quirks': '<!DOCTYPE html>',
  'limited-quirks': '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN">',
  quirks: '',
}

/**
 * The one place where mail HTML becomes a document for the frame. Nothing of the source is passed on: the document
 * is written anew from the parsed tree, out of lists of what is allowed. Never throws for any input.
 */
export function renderMailHtml(html: string, options: MailHtmlOptions): MailDocument {
  const rendering: Rendering = {
    allowRemote: options.allowRemote,
    cid: options.cid,
    warnings: [],
    remoteCount: 0,
    usesColour: false,
    cssBudget: MAX_CSS_IN_ALL,
    words: { ...WORDS, ...options.words },
  }
  const { document, isCut } = parseMailHtml(html)
  const root = childNamed(document, 'html')
  const [head, body] = [root && childNamed(root, 'head'), root && childNamed(root, 'body')]
  const styles = head ? writeStyles(head, rendering) : ''
  const rootAttributes = root ? writeAttributes(root, rendering, (name) => BODY_ATTRIBUTES.has(name)) : ''
  const bodyAttributes = body ? writeAttributes(body, rendering, (name) => BODY_ATTRIBUTES.has(name)) : ''
  const content = body ? writeChildren(body, rendering, createMarking(options.findHits)) : ''
  if (isCut) rendering.warnings.push({ kind: 'cut', text: '', href: '', host: '' })
  const policy = policyFor(options.allowRemote)
  const base = options.dark && !rendering.usesColour ? BASE_STYLE + DARK_STYLE : BASE_STYLE
  const headHtml = [
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${escapeAttribute(policy)}">`,
    '<meta name="referrer" content="no-referrer">',
    `<style>${base}</style>${styles}`,
  ].join('')
  const note = isCut ? cutNote(rendering.words.cut) : ''
  return {
    html: `${DOCTYPES[document.mode]}<html${rootAttributes}><head>${headHtml}</head><body${bodyAttributes}>${content}${note}</body></html>`,
    csp: `${policy}; sandbox ${MAIL_SANDBOX}`,
    sandbox: MAIL_SANDBOX,
    warnings: rendering.warnings,
    remoteCount: rendering.remoteCount,
  }
}

/** The second wall: even a tag that got through could load and run nothing. */
function policyFor(allowRemote: boolean): string {
  const pictures = allowRemote ? 'data: madoguchi-mail: https: http:' : 'data: madoguchi-mail:'
  return `default-src 'none'; img-src ${pictures}; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'`
}

function childNamed(parent: Document | Element, name: string): Element | undefined {
  return parent.childNodes.find((node): node is Element => node.nodeName === name)
}

/** With scripting off, `<noscript>` in the head holds style sheets too. */
function writeStyles(head: Element, rendering: Rendering): string {
  const sheets = head.childNodes.flatMap((node) => (node.nodeName === 'noscript' ? node.childNodes : [node]))
  return sheets
    .filter((node): node is Element => node.nodeName === 'style')
    .map((sheet) => writeElement(sheet, rendering))
    .map(({ open, close }) => open + close)
    .join('')
}

/** By hand instead of by recursion: a mail decides how deep the tree is. */
function writeChildren(parent: Element, rendering: Rendering, writeText: (text: string) => string): string {
  const out: string[] = []
  const pending: (Node | string)[] = [...parent.childNodes].reverse()
  while (pending.length > 0) {
    const next = pending.pop()!
    if (typeof next === 'string') {
      out.push(next)
      continue
    }
    if ('value' in next) {
      out.push(writeText(next.value))
      continue
    }
    if (!('tagName' in next)) continue
    const { open, close, hasChildren } = writeElement(next, rendering)
    out.push(open)
    pending.push(close)
    if (!hasChildren) continue
    for (let index = next.childNodes.length - 1; index >= 0; index -= 1) pending.push(next.childNodes[index]!)
  }
  return out.join('')
}

/** Text is looked through for hits so far; a mail that is longer is read on without marks. */
const MAX_MARKED_LENGTH = 300_000
/** With its look at it, so that no style sheet of the mail hides a hit. */
const MARK = '<mark style="all:unset!important;background:#ffe08a!important;color:#1e1d1b!important">'

function createMarking(findHits: MailHtmlOptions['findHits']): (text: string) => string {
  if (!findHits) return escapeText
  let left = MAX_MARKED_LENGTH
  return (text) => {
    left -= text.length
    if (left < 0 || text.trim() === '') return escapeText(text)
    let from = 0
    let written = ''
    for (const { start, end } of findHits(text)) {
      written += `${escapeText(text.slice(from, start))}${MARK}${escapeText(text.slice(start, end))}</mark>`
      from = end
    }
    return written + escapeText(text.slice(from))
  }
}

function cutNote(text: string): string {
  return `<p style="clear:both;border:1px solid #c98a00;background:#fff3d6;color:#333;padding:8px;font:14px sans-serif">${escapeText(text)}</p>`
}
