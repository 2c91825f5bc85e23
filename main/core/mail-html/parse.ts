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
const MAX_INPUT_LENGTH = 3_000_000
/** Beyond it a frame takes seconds to lay out: tags are left away and their text runs on. */
const MAX_ELEMENTS = 100_000
/** Elements the parser opens by itself come on top (`<b><p>` reopens the b); there it ends. */
const MAX_ELEMENTS_IN_ALL = 2 * MAX_ELEMENTS
/** Chromium flattens deeper trees itself (512). The parser searches its open elements for many tags: depth is time. */
const MAX_DEPTH = 500
/** `<b x=1><b x=2>…` is reopened in every paragraph: the number that is kept multiplies the whole mail. */
const MAX_OPEN_FORMATTING = 64

class TooManyElements extends Error {}

class BoundedParser extends Parser<DefaultTreeAdapterMap> {
  elements = 0

  override onStartTag(token: Token.TagToken): void {
    // Without its tag, what is inside would turn into text.
    if (!RAW_TEXT.has(token.tagName) && this.#isFull(token.tagName)) return
    super.onStartTag(token)
  }

  #isFull(tagName: string): boolean {
    if (this.elements >= MAX_ELEMENTS || this.openElements.stackTop >= MAX_DEPTH) return true
    return FORMATTING.has(tagName) && this.#openFormatting() >= MAX_OPEN_FORMATTING
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

const RAW_TEXT = new Set('script style title textarea xmp iframe noembed noframes'.split(' '))
const FORMATTING = new Set('a b big code em font i nobr s small strike strong tt u'.split(' '))

/**
 * The tree a browser without scripts builds from a mail body (WHATWG HTML, scripting off), in bounded time: what
 * lies beyond the bounds is left away and `isCut` says so. Tags nested too deep vanish, their text stays.
 */
export function parseMailHtml(html: string): { document: Document; isCut: boolean } {
  const treeAdapter: typeof defaultTreeAdapter = {
    ...defaultTreeAdapter,
    createElement(tagName, namespace, attributes) {
      parser.elements += 1
      if (parser.elements > MAX_ELEMENTS_IN_ALL) throw new TooManyElements()
      return defaultTreeAdapter.createElement(tagName, namespace, attributes)
    },
  }
  const parser = new BoundedParser({ scriptingEnabled: false, treeAdapter })
  try {
    parser.tokenizer.write(html.slice(0, MAX_INPUT_LENGTH), true)
  } catch (error) {
    if (!(error instanceof TooManyElements)) throw error
  }
  return { document: parser.document, isCut: html.length > MAX_INPUT_LENGTH || parser.elements > MAX_ELEMENTS_IN_ALL }
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
