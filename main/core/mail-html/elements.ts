import {
  BLOCK_ELEMENTS,
  BOXED_ELEMENTS,
  DROPPED_ELEMENTS,
  KEPT_ELEMENTS,
  PREFORMATTED_ELEMENTS,
  VOID_ELEMENTS,
  escapeAttribute,
  escapeText,
  isKeptAttribute,
} from './attributes.ts'
import { sanitizeStyleAttribute, sanitizeStyleSheet } from './css.ts'
import { type ImageOptions, emptyImage, resolveImage } from './images.ts'
import { type Warning, inspectLink, isHarmlessNonLink, safeLink } from './links.ts'
import { type Element, attributeOf, textOf } from './parse.ts'

/** What is gathered while a mail is written. */
export type Rendering = ImageOptions & {
  warnings: Warning[]
  remoteCount: number
  /** The mail chose colours of its own, so it needs the white paper it was made for. */
  usesColour: boolean
  /** Characters of style sheets that may still be read. */
  cssBudget: number
  words: Words
}

/** Sentences that stand in the document. */
export type Words = {
  /** Title of the mark beside a deceptive link; `{host}` is where it really goes. */
  realHost: string
  /** Title of the mark where a dangerous link was taken out. */
  unsafeLink: string
  /** Below a mail that was too large. */
  cut: string
}

/** How one element is written: what goes before and after its children, or null in place of them all. */
export type Written = { open: string; close: string; hasChildren: boolean }

const NOTHING: Written = { open: '', close: '', hasChildren: false }
const HTML = 'http://www.w3.org/1999/xhtml'
/** A list for a person to read, not a log: a mail of 10,000 bad links is one bad mail. */
const MAX_WARNINGS = 100
const COLOUR = /color|background/i
const BOX = 'display:inline-block;border:1px solid #999;border-radius:2px;padding:1px 6px;'

/** Writes the tags of one element of a mail body, or those of what replaces it. */
export function writeElement(element: Element, rendering: Rendering): Written {
  const name = element.tagName
  if (element.namespaceURI !== HTML) return foreign(element)
  if (name === 'style') return styleSheet(element, rendering)
  if (name === 'img' || name === 'image') return picture(element, rendering)
  if (name === 'a') return anchor(element, rendering)
  if (name === 'input') return input(element, rendering)
  if (name === 'select') return inertBox(selectedText(element))
  if (name === 'textarea')
    return inertBox(textOf(element, 10_000), 'white-space:pre-wrap;min-width:12em;min-height:2em;')
  if (name === 'button') return { open: `<span style="${BOX}">`, close: '</span>', hasChildren: true }
  if (BOXED_ELEMENTS.has(name)) return emptyBox(element, 300, 150)
  if (DROPPED_ELEMENTS.has(name)) return NOTHING
  // An empty form straight in a table would be moved before it when the document is read again.
  if (name === 'form' && element.childNodes.length === 0) return NOTHING
  const attributes = writeAttributes(element, rendering)
  if (VOID_ELEMENTS.has(name)) return { open: `<${name}${attributes}>`, close: '', hasChildren: false }
  const tag = nameFor(name)
  // The reader of the document swallows one newline after <pre>.
  return { open: `<${tag}${attributes}>${tag === 'pre' ? '\n' : ''}`, close: `</${tag}>`, hasChildren: true }
}

function nameFor(name: string): string {
  if (KEPT_ELEMENTS.has(name)) return name
  if (PREFORMATTED_ELEMENTS.has(name)) return 'pre'
  return BLOCK_ELEMENTS.has(name) ? 'div' : 'span'
}

/** The attributes of an element that are kept, each with a space before it. */
export function writeAttributes(
  element: Element,
  rendering: Rendering,
  isKept: (name: string) => boolean = (name) => isKeptAttribute(element.tagName, name),
): string {
  let out = ''
  for (const { name, value } of element.attrs) {
    if (name === 'style') {
      if (COLOUR.test(value)) rendering.usesColour = true
      const style = sanitizeStyleAttribute(value, (url) => pictureUrl(url, rendering))
      if (style !== '') out += ` style="${escapeAttribute(style)}"`
      continue
    }
    if (name === 'background') {
      const url = pictureUrl(value, rendering)
      rendering.usesColour = true
      if (url !== null) out += ` background="${escapeAttribute(url)}"`
      continue
    }
    if (!isKept(name)) continue
    if (name === 'bgcolor' || name === 'color' || name === 'text') rendering.usesColour = true
    out += ` ${name}="${escapeAttribute(value)}"`
  }
  return out
}

function pictureUrl(value: string, rendering: Rendering): string | null {
  const source = resolveImage(value, rendering)
  if (source.kind === 'remote' || (source.kind === 'shown' && /^https?:/i.test(source.url))) rendering.remoteCount += 1
  return source.kind === 'shown' ? source.url : null
}

function styleSheet(element: Element, rendering: Rendering): Written {
  const type = attributeOf(element, 'type')?.trim().toLowerCase() ?? ''
  const media = attributeOf(element, 'media') ?? ''
  if (type !== '' && type !== 'text/css') return NOTHING
  if (!/^[\w\s(),:.-]*$/.test(media) || /prefers-color-scheme/i.test(media)) return NOTHING
  const source = element.childNodes.map((child) => ('value' in child ? child.value : '')).join('')
  rendering.cssBudget -= source.length
  if (rendering.cssBudget < 0) return NOTHING
  const css = sanitizeStyleSheet(source, (url) => pictureUrl(url, rendering))
  if (COLOUR.test(css)) rendering.usesColour = true
  if (css.trim() === '') return NOTHING
  const attribute = media === '' ? '' : ` media="${escapeAttribute(media)}"`
  return { open: `<style${attribute}>${css}`, close: '</style>', hasChildren: false }
}

function anchor(element: Element, rendering: Rendering): Written {
  const value = attributeOf(element, 'href')
  const attributes = writeAttributes(element, rendering, (name) => name !== 'title' && isKeptAttribute('a', name))
  const plain = { open: `<a${attributes}>`, close: '</a>', hasChildren: true }
  if (value === null) return plain
  const text = textOf(element, 500)
  const link = safeLink(value)
  if (!link) {
    if (isHarmlessNonLink(value)) return plain
    const shown = { text: text.trim().slice(0, 200), href: value.trim().slice(0, 200), host: '' }
    warn(rendering, [{ kind: 'unsafe-link', ...shown }])
    return { ...plain, close: `</a>${mark('', rendering.words.unsafeLink, rendering)}` }
  }
  const warnings = inspectLink(text, value, link)
  warn(rendering, warnings)
  const address = escapeAttribute(link.href)
  const target = ` href="${address}" target="_blank" rel="noopener noreferrer" title="${address}"`
  const title = rendering.words.realHost.replace('{host}', () => link.host)
  const close = warnings.length > 0 ? `</a>${mark(link.host, title, rendering)}` : '</a>'
  return { open: `<a${target}${attributes}>`, close, hasChildren: true }
}

function warn(rendering: Rendering, warnings: readonly Warning[]): void {
  rendering.warnings.push(...warnings.slice(0, MAX_WARNINGS - rendering.warnings.length))
}

/** Styled with `!important` in the element, which no style sheet of the mail can override. */
function mark(host: string, title: string, rendering: Rendering): string {
  const text = `⚠${host && ` ${escapeText(host)}`}`
  // The styled mark is 600 characters: ten thousand of them would be a mail of their own.
  if (rendering.warnings.length >= MAX_WARNINGS) return `<b>${text}</b>`
  const look = `display:inline-block;position:static;visibility:visible;opacity:1;width:auto;height:auto;transform:none;
    font:bold 12px sans-serif;color:#8a1f00;background:#fff3d6;border:1px solid #c98a00;border-radius:3px;padding:0 4px;
    margin:0 2px;text-indent:0;letter-spacing:normal;text-transform:none;white-space:normal;overflow-wrap:anywhere`
  const style = look.replace(/\s+/g, ' ').replace(/(?=;|$)/g, '!important')
  return `<span role="note" style="${style}" title="${escapeAttribute(title)}">${text}</span>`
}

function picture(element: Element, rendering: Rendering): Written {
  const src = attributeOf(element, 'src') ?? ''
  const url = pictureUrl(src, rendering)
  const attributes = writeAttributes(element, rendering)
  if (url !== null) return { open: `<img src="${escapeAttribute(url)}"${attributes}>`, close: '', hasChildren: false }
  const { width, height } = sizeOf(element)
  const hasText = (attributeOf(element, 'alt') ?? '').trim() !== ''
  // Without a size the words for it are the best stand-in, and a browser lays them out as text.
  if (hasText && (width === null || height === null)) {
    return { open: `<img${attributes}>`, close: '', hasChildren: false }
  }
  // Flat, because a width of 100 % would stretch a square over the whole mail.
  const isStretched = height === null && /width/i.test(attributes)
  const empty = isStretched
    ? placeholder(width ?? 600, 24, attributes)
    : placeholder(width ?? 16, height ?? 16, attributes)
  return { open: empty, close: '', hasChildren: false }
}

function placeholder(width: number, height: number, attributes: string): string {
  const isVisible = width > 7 && height > 7
  return `<img src="${emptyImage(width, height)}"${isVisible ? ' data-blocked' : ''}${attributes}>`
}

function foreign(element: Element): Written {
  return element.tagName === 'svg' ? emptyBox(element, 0, 0) : NOTHING
}

function emptyBox(element: Element, width: number, height: number): Written {
  const size = sizeOf(element)
  const [w, h] = [size.width ?? width, size.height ?? height]
  if (w <= 0 || h <= 0) return NOTHING
  const open = `<img src="${emptyImage(w, h)}" data-blocked alt="" width="${Math.round(w)}" height="${Math.round(h)}">`
  return { open, close: '', hasChildren: false }
}

/** The size an element asks for in CSS pixels, by its attributes or its own style; null where it does not say. */
function sizeOf(element: Element): { width: number | null; height: number | null } {
  const style = (attributeOf(element, 'style') ?? '').slice(0, 2000)
  const read = (side: 'width' | 'height') => {
    const inStyle = new RegExp(`(?:^|[;\\s])${side}\\s*:\\s*(\\d{1,5}(?:\\.\\d+)?)px`, 'i').exec(style)?.[1]
    const asked = inStyle ?? /^\s*(\d{1,5}(?:\.\d+)?)(?:px)?\s*$/i.exec(attributeOf(element, side) ?? '')?.[1]
    return asked === undefined ? null : Number(asked)
  }
  return { width: read('width'), height: read('height') }
}

function input(element: Element, rendering: Rendering): Written {
  const type = attributeOf(element, 'type')?.trim().toLowerCase() ?? 'text'
  const value = attributeOf(element, 'value') ?? ''
  const isChecked = attributeOf(element, 'checked') !== null
  if (type === 'hidden') return NOTHING
  if (type === 'image') return picture(element, rendering)
  if (type === 'checkbox') return inert(isChecked ? '☑' : '☐')
  if (type === 'radio') return inert(isChecked ? '◉' : '○')
  if (type === 'submit' || type === 'button' || type === 'reset') return inertBox(value)
  return inertBox(type === 'password' ? '' : value, 'min-width:10em;min-height:1.2em;')
}

function selectedText(select: Element): string {
  const options: Element[] = []
  const pending = [...select.childNodes].reverse()
  while (pending.length > 0) {
    const node = pending.pop()!
    if (!('childNodes' in node)) continue
    if (node.nodeName === 'option') options.push(node)
    else pending.push(...[...node.childNodes].reverse())
  }
  const chosen = options.find((option) => attributeOf(option, 'selected') !== null) ?? options[0]
  return chosen ? textOf(chosen, 200).trim() : ''
}

function inert(text: string): Written {
  return { open: `<span>${escapeText(text)}`, close: '</span>', hasChildren: false }
}

function inertBox(text: string, style = ''): Written {
  return { open: `<span style="${BOX}${style}">${escapeText(text)}`, close: '</span>', hasChildren: false }
}
