import type { Attachment } from '../../../core/message.ts'
import type { Hint } from './charset.ts'
import { contentLengthOf, contentOf, decodePartText, textBytesOf } from './content.ts'
import { decodeHeader } from './encoded-words.ts'
import { readFields } from './fields.ts'
import { htmlToText } from './html-text.ts'
import { MAX_ATTACHMENTS, MAX_TEXT_LENGTH } from './limits.ts'
import { extensionFor, safeNameOf } from './safe-name.ts'
import type { Part, Structure } from './structure.ts'
import { readTnef } from './tnef.ts'
import { decodeUuencoded, findUuencoded } from './transfer.ts'

/** An attachment and how to get at its bytes. */
export type FoundAttachment = { attachment: Attachment; open: () => Uint8Array }

export type Bodies = { textBody: string; htmlBody: string | null; found: FoundAttachment[] }

/** Alternatives of one stretch of the body; null where the mail has none in that form. */
type Block = { plain: string | null; html: string | null }

type Draft = Omit<Attachment, 'safeName' | 'inline'> & { inlinePart: boolean; open: () => Uint8Array; title: string }

type Context = { hint: Hint; defects: Set<string>; drafts: Draft[]; hasText: boolean }

/** What the parts of a mail say, in their order, and what comes with them. */
export function readBodies({ root, hint }: Structure, defects: Set<string>): Bodies {
  const context: Context = { hint, defects, drafts: [], hasText: false }
  const blocks = collect(root, context)
  const htmlBody = blocks.some(({ html }) => html !== null) ? joinHtml(blocks) : null
  const textBody = joinText(blocks)
  if (context.drafts.length > MAX_ATTACHMENTS)
    defects.add(`more than ${MAX_ATTACHMENTS} attachments; the rest was dropped`)
  const shown = linkedContentIds(htmlBody)
  const found = context.drafts.slice(0, MAX_ATTACHMENTS).map((draft, index) => finish(draft, index + 1, shown))
  return {
    textBody: cut(textBody, defects),
    htmlBody: htmlBody === null ? null : htmlBody.slice(0, 2 * MAX_TEXT_LENGTH),
    found,
  }
}

function collect(part: Part, context: Context): Block[] {
  if (part.type.startsWith('multipart/')) {
    const blocks = part.children.flatMap((child) => collect(child, context))
    return part.type === 'multipart/alternative' ? [mergeAlternatives(blocks)] : blocks
  }
  if (isBody(part, context)) return [readText(part, context)]
  if (isTnef(part)) {
    const blocks = readWinmail(part, context)
    if (blocks) return blocks
  }
  const isNothing = part.fields.length === 0 && part.start >= part.end
  if (!isNothing) context.drafts.push(draftOf(part, context))
  return []
}

/**
 * A text is the body unless it is called an attachment; a text with a file name only while nothing else has been read,
 * so that an order list behind the letter stays a file.
 */
function isBody(part: Part, context: Context): boolean {
  const isText =
    part.type === 'text/plain' ||
    part.type === 'text/html' ||
    part.type === 'text/enriched' ||
    part.type === 'text/richtext'
  if (!isText || part.encoding === 'uuencode') return false
  const isNamed = nameOf(part) !== ''
  if (part.disposition.value === 'attachment') return part.parent === null && !isNamed
  return !isNamed || !context.hasText
}

function readText(part: Part, context: Context): Block {
  const bytes = textBytesOf(part, context.defects)
  context.hasText = true
  if (part.type === 'text/html')
    return { plain: null, html: decodePartText(bytes, part, context.hint, context.defects) }
  const text = decodePartText(takeUuencoded(bytes, context), part, context.hint, context.defects)
  if (part.type === 'text/plain') return { plain: text, html: null }
  return {
    plain: text.replace(/<param>[^<]*<\/param>|<\/?[a-z][a-z0-9-]{0,30}>/gi, '').replaceAll('<<', '<'),
    html: null,
  }
}

/** Files that old mailers wrote into the text itself. */
function takeUuencoded(bytes: Buffer, context: Context): Buffer {
  if (!bytes.includes('begin')) return bytes
  const text = bytes.toString('latin1')
  const files = findUuencoded(text)
  if (files.length === 0) return bytes
  const kept: string[] = []
  let from = 0
  for (const { name, start, end } of files) {
    const block = text.slice(start, end)
    const open = () =>
      block.startsWith('begin-base64')
        ? Buffer.from(block.slice(block.indexOf('\n')), 'base64')
        : decodeUuencoded(block)
    kept.push(text.slice(from, start))
    const fileName = decodeHeader(name, context.hint, context.defects)
    context.drafts.push({
      name: fileName,
      title: '',
      type: 'application/octet-stream',
      size: open().length,
      contentId: null,
      inlinePart: false,
      open,
    })
    from = end
  }
  kept.push(text.slice(from))
  return Buffer.from(kept.join(''), 'latin1')
}

const isTnef = (part: Part) =>
  part.type === 'application/ms-tnef' || part.type === 'application/vnd.ms-tnef' || /^winmail\.dat$/i.test(nameOf(part))

/** The letter and files inside a winmail.dat; null when it cannot be read, and then it stays a file. */
function readWinmail(part: Part, context: Context): Block[] | null {
  const tnef = readTnef(contentOf(part), context.defects)
  if (!tnef) {
    context.defects.add('winmail.dat could not be read')
    return null
  }
  for (const { name, type, content, contentId } of tnef.attachments) {
    context.drafts.push({
      name,
      title: '',
      type,
      size: content.length,
      contentId,
      inlinePart: false,
      open: () => content,
    })
  }
  const hasBody = tnef.plain !== null || tnef.html !== null
  if (!hasBody || context.hasText) return []
  context.hasText = true
  return [{ plain: tnef.plain, html: tnef.html }]
}

function draftOf(part: Part, context: Context): Draft {
  const name = nameOf(part)
  const isMessage = part.type === 'message/rfc822' || part.type === 'message/global'
  return {
    name,
    title: name === '' && isMessage ? subjectInside(part, context.hint) : '',
    size: contentLengthOf(part),
    type: part.type,
    contentId: part.contentId,
    inlinePart: part.disposition.value !== 'attachment',
    open: () => contentOf(part),
  }
}

/** A nested mail is called what it is about. */
function subjectInside(part: Part, hint: Hint): string {
  const content = part.encoding === '8bit' ? part.bytes.subarray(part.start, part.end) : contentOf(part)
  const { fields } = readFields(content, 0, content.length, new Set())
  const subject = decodeHeader(fields.find(({ name }) => name === 'subject')?.raw ?? '', hint, new Set())
  return subject.trim() === '' ? '' : `${subject.trim()}.${extensionFor(part.type)}`
}

const nameOf = (part: Part) =>
  (part.disposition.parameters.get('filename') || part.parameters.get('name') || locationOf(part))
    .replaceAll('\0', '')
    .trim()

/** Some mailers name a file only by where it lay; an address on the net is no name. */
function locationOf({ fields, type }: Part): string {
  if (type.startsWith('text/')) return ''
  const location = fields.find(({ name }) => name === 'content-location')?.raw ?? ''
  return /^[^:/\\?#]{1,200}\.[a-z0-9]{1,5}$/i.test(location) ? location : ''
}

function finish(
  { title, inlinePart, open, ...draft }: Draft,
  position: number,
  shown: ReadonlySet<string>,
): FoundAttachment {
  const inline = inlinePart && draft.contentId !== null && shown.has(draft.contentId.toLowerCase())
  // A slash in a subject is a sign, not a step of a path.
  const safeName = safeNameOf(draft.name || title.replace(/[/\\]/g, '_'), draft.type, position)
  return { attachment: { ...draft, safeName, inline }, open }
}

function linkedContentIds(html: string | null): Set<string> {
  const ids = new Set<string>()
  for (const [, id] of (html ?? '').matchAll(/cid:([^"'\s<>)]{1,500})/gi)) {
    ids.add(id!.toLowerCase().replaceAll('&amp;', '&'))
    if (id!.includes('%')) ids.add(unescapePercent(id!).toLowerCase())
  }
  return ids
}

function unescapePercent(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

function mergeAlternatives(blocks: Block[]): Block {
  const plain = blocks.map((block) => block.plain).filter((text) => text !== null && text.trim() !== '')
  const html = blocks.map((block) => block.html).filter((text) => text !== null && text.trim() !== '')
  return { plain: plain.length > 0 ? plain.join('\n') : null, html: html.length > 0 ? html.join('\n') : null }
}

function joinText(blocks: Block[]): string {
  const texts = blocks.map(({ plain, html }) => plain ?? (html === null ? '' : htmlToText(html)))
  return withoutLastBreaks(texts.filter((text) => text.trim() !== '').join('\n'))
}

/** Counted by hand: a pattern for the end is tried anew at each of a hundred thousand breaks in the middle. */
function withoutLastBreaks(text: string): string {
  let end = text.length
  while (text[end - 1] === '\n') end--
  return text.slice(0, end)
}

function joinHtml(blocks: Block[]): string {
  return blocks
    .map(
      ({ plain, html }) =>
        html ?? (plain === null ? '' : `<pre style="white-space:pre-wrap">${escapeHtml(plain)}</pre>`),
    )
    .join('\n')
}

const escapeHtml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

function cut(text: string, defects: Set<string>): string {
  if (text.length <= MAX_TEXT_LENGTH) return text
  defects.add('the text was too long and was cut')
  return text.slice(0, MAX_TEXT_LENGTH)
}
