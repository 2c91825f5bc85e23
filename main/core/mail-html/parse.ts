import {
  type DefaultTreeAdapterMap,
  type DefaultTreeAdapterTypes,
  type Token,
  Parser,
  defaultTreeAdapter,
} from 'parse5'

export type Element = DefaultTreeAdapterTypes.Element
export type Node = DefaultTreeAdapterTypes.Node
export type Document = DefaultTreeAdapterTypes.Document

/** UTF-16 units read; the largest newsletters seen are a tenth of it. */
export const MAX_INPUT_LENGTH = 3_000_000
/** Beyond it a frame takes seconds to lay out. */
const MAX_ELEMENTS = 60_000
/** Chromium flattens deeper trees itself (512). The parser searches its open elements for many tags: depth is time. */
const MAX_DEPTH = 500
/** `<b x=1><b x=2>…` is reopened in every paragraph: the number that is kept multiplies the whole mail. */
const MAX_OPEN_FORMATTING = 64

class TooManyElements extends Error {}

class BoundedParser extends Parser<DefaultTreeAdapterMap> {
  override onStartTag(token: Token.TagToken): void {
    if (this.openElements.stackTop >= MAX_DEPTH) return
    if (FORMATTING.has(token.tagName) && this.#openFormatting() >= MAX_OPEN_FORMATTING) return
    super.onStartTag(token)
  }

  /** Those that the next paragraph would open again: up to the last marker (a table cell sets one). */
  #openFormatting(): number {
    let count = 0
    for (let entry = this.activeFormattingElements.newest; entry !== null && 'token' in entry; entry = entry.older) {
      count += 1
      if (count >= MAX_OPEN_FORMATTING) break
    }
    return count
  }
}

const FORMATTING = new Set('a b big code em font i nobr s small strike strong tt u'.split(' '))

/**
 * The tree a browser without scripts builds from a mail body (WHATWG HTML, scripting off), in bounded time: what
 * lies beyond the bounds is left away and `isCut` says so. Tags nested too deep vanish, their text stays.
 */
export function parseMailHtml(html: string): { document: Document; isCut: boolean } {
  let elements = 0
  const treeAdapter: typeof defaultTreeAdapter = {
    ...defaultTreeAdapter,
    createElement(tagName, namespace, attributes) {
      elements += 1
      if (elements > MAX_ELEMENTS) throw new TooManyElements()
      return defaultTreeAdapter.createElement(tagName, namespace, attributes)
    },
  }
  const parser = new BoundedParser({ scriptingEnabled: false, treeAdapter })
  try {
    parser.tokenizer.write(html.slice(0, MAX_INPUT_LENGTH), true)
  } catch (error) {
    if (!(error instanceof TooManyElements)) throw error
    return { document: parser.document, isCut: true }
  }
  return { document: parser.document, isCut: html.length > MAX_INPUT_LENGTH }
}

/** All text below a node, without that of elements which show none. */
export function textOf(root: Element, maxLength: number): string {
  const pending: Node[] = [...root.childNodes].reverse()
  let text = ''
  while (pending.length > 0 && text.length < maxLength) {
    const node = pending.pop()!
    if (node.nodeName === '#text') text += (node as DefaultTreeAdapterTypes.TextNode).value
    if (!('childNodes' in node) || node.nodeName === 'script' || node.nodeName === 'style') continue
    for (let index = node.childNodes.length - 1; index >= 0; index -= 1) pending.push(node.childNodes[index]!)
  }
  return text.slice(0, maxLength)
}

export function attributeOf(element: Element, name: string): string | null {
  return element.attrs.find((attribute) => attribute.name === name)?.value ?? null
}
