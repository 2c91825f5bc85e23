import type { Address, DeliveryReport } from '../../../core/message.ts'
import type { Hint } from './charset.ts'
import { contentOf } from './content.ts'
import { decodeHeader } from './encoded-words.ts'
import { readFields, type Field } from './fields.ts'
import { messageIdIn } from './ids.ts'
import { readBounceText, statusIn } from './bounce-text.ts'
import type { Part, Structure } from './structure.ts'

type Facts = { from: readonly Address[]; subject: string; textBody: string }

/** What a delivery notice says: by its fields (RFC 3464) where it has them, else by the words of the server that wrote it. */
export function readDeliveryReport({ root, hint }: Structure, facts: Facts): DeliveryReport | null {
  const parts = [...walk(root)]
  const status =
    parts.find(({ type }) => type === 'message/delivery-status' || type === 'message/global-delivery-status') ??
    (root.type === 'multipart/report' ? parts.find(isStatusAsText) : undefined)
  const returned = originalFields(parts, hint)
  if (status) return fromStatus(contentOf(status), returned)
  if (/^(?:disposition-notification|feedback-report)$/i.test(root.parameters.get('report-type') ?? '')) return null
  const words = readBounceText(root.fields, facts)
  if (!words) return null
  const { subject, messageId, ...rest } = words
  return { ...rest, originalMessageId: returned.messageId ?? messageId, originalSubject: returned.subject ?? subject }
}

/** Gateways relabel the part of the fields as plain text. */
const isStatusAsText = (part: Part) =>
  part.type === 'text/plain' &&
  /^\s{0,20}(?:reporting-mta|final-recipient):/i.test(contentOf(part).toString('latin1', 0, 200))

type Original = { messageId: string | null; subject: string | null }

function fromStatus(content: Buffer, original: Original): DeliveryReport {
  const recipients = groupsOf(content).filter(
    (group) => valueOf(group, 'final-recipient') || valueOf(group, 'original-recipient') || valueOf(group, 'action'),
  )
  const actionIn = (group: Field[]) => actionOf(valueOf(group, 'action'))
  const group =
    recipients.find((candidate) => actionIn(candidate) === 'failed') ??
    recipients.find((candidate) => actionIn(candidate) === 'delayed') ??
    recipients[0] ??
    []
  return {
    action: actionIn(group),
    recipient: addressIn(valueOf(group, 'final-recipient')) ?? addressIn(valueOf(group, 'original-recipient')),
    status: statusIn(valueOf(group, 'status')) ?? statusIn(valueOf(group, 'diagnostic-code')),
    originalMessageId: original.messageId,
    originalSubject: original.subject,
  }
}

/** Groups of fields apart by empty lines: first of the message, then one a recipient. */
function groupsOf(content: Buffer): Field[][] {
  const groups: Field[][] = []
  let at = 0
  while (at < content.length && groups.length < 200) {
    while (content[at] === 0x0a || content[at] === 0x0d) at++
    const { fields, bodyStart } = readFields(content, at, content.length, new Set())
    if (fields.length > 0) groups.push(fields)
    if (bodyStart <= at) break
    at = bodyStart
  }
  return groups
}

const valueOf = (fields: readonly Field[], name: string) =>
  fields.find((field) => field.name === name)?.raw.slice(0, 2_000) ?? ''

function actionOf(value: string): DeliveryReport['action'] {
  const word = /^\s*"?([a-z]+)/i.exec(value)?.[1]?.toLowerCase()
  if (word === 'fail' || word === 'failure') return 'failed'
  return word === 'failed' || word === 'delayed' || word === 'delivered' || word === 'relayed' || word === 'expanded'
    ? word
    : null
}

function addressIn(value: string): string | null {
  const address = value.replace(/^[^;]{0,40};/, '').trim()
  return /<([^<>\s]+@[^<>\s]+)>/.exec(address)?.[1] ?? /[^\s<>"',;:()]+@[^\s<>"',;()]+/.exec(address)?.[0] ?? null
}

/** The headers of the mail that came back, whichever way they were put in. */
function originalFields(parts: readonly Part[], hint: Hint): Original {
  const part = parts.find(({ type }) =>
    /^(?:message\/(?:rfc822|global|rfc822-headers|global-headers)|text\/rfc822-headers)$/.test(type),
  )
  if (!part) return { messageId: null, subject: null }
  const content = contentOf(part)
  let start = 0
  while (content[start] === 0x0a || content[start] === 0x0d) start++
  const { fields } = readFields(content, start, content.length, new Set())
  const subject = fields.find(({ name }) => name === 'subject')?.raw
  return {
    messageId: messageIdIn(valueOf(fields, 'message-id')),
    subject: subject === undefined ? null : decodeHeader(subject, hint, new Set()),
  }
}

function* walk(part: Part): Generator<Part> {
  yield part
  for (const child of part.children) yield* walk(child)
}
