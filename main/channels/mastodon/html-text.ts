import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5'

type Node = DefaultTreeAdapterTypes.Node

/** Posts are short; nothing of this depth was written by a person. */
const DEEPEST = 100

/** The text of a post as a person reads it: paragraphs apart, links whole, the parts that a server hides for the eye included. */
export function textOfHtml(html: string): string {
  const text = parseFragment(html)
    .childNodes.map((node) => textOf(node, 0))
    .join('')
  return text
    .replaceAll(/[ \t]+\n/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
}

function textOf(node: Node, depth: number): string {
  if (node.nodeName === '#text') return (node as DefaultTreeAdapterTypes.TextNode).value
  if (!('childNodes' in node) || depth > DEEPEST) return ''
  const element = node as DefaultTreeAdapterTypes.Element
  const inside = element.childNodes.map((child) => textOf(child, depth + 1)).join('')
  if (element.tagName === 'br') return '\n'
  if (element.tagName === 'li') return `・${inside.trim()}\n`
  if (['p', 'blockquote', 'pre', 'ul', 'ol'].includes(element.tagName)) return `${inside.trim()}\n\n`
  if (element.tagName === 'a') return linkText(element, inside)
  return inside
}

/** Names and tags as they are shown; a link by its address, which is shown shortened. */
function linkText(element: DefaultTreeAdapterTypes.Element, inside: string): string {
  const attribute = (name: string) => element.attrs?.find((one) => one.name === name)?.value ?? ''
  const isName = /\b(?:mention|hashtag)\b/.test(attribute('class')) || /^[@#＠＃]/.test(inside.trim())
  return isName || attribute('href') === '' ? inside : attribute('href')
}
