import type { Field } from './fields.ts'
import { MAX_REFERENCES } from './limits.ts'

export type Ids = { messageId: string | null; inReplyTo: string | null; references: string[] }

/**
 * The identity fields, without angle brackets. Of doubled fields the first counts; where In-Reply-To names several
 * mails, the ones behind the first join the references, which they say nothing else about.
 */
export function readIds(fields: readonly Field[], defects: Set<string>): Ids {
  const value = (name: string) => fields.find((field) => field.name === name)?.raw ?? ''
  const [inReplyTo, ...others] = idsIn(value('in-reply-to'), false)
  const references = [...new Set([...idsIn(value('references'), true), ...others])]
  if (references.length > MAX_REFERENCES) defects.add(`more than ${MAX_REFERENCES} references; the middle was dropped`)
  return {
    messageId: messageIdIn(value('message-id') || value('x-message-id')),
    inReplyTo: inReplyTo ?? null,
    // The oldest names the thread, the newest the mail that was answered: both ends matter more than the middle.
    references:
      references.length > MAX_REFERENCES ? [references[0]!, ...references.slice(1 - MAX_REFERENCES)] : references,
  }
}

export function messageIdIn(raw: string): string | null {
  return idsIn(raw, true)[0] ?? (/^[^\s<>]{1,995}$/.test(raw.trim()) ? raw.trim() : null)
}

/** `isList`: bare ids may stand beside bracketed ones; else a bare id only counts when nothing but ids is there. */
function idsIn(raw: string, isList: boolean): string[] {
  const bracketed = [...raw.matchAll(/<([^<>]{1,2000})>/g)].map(([, id]) => tidyId(id!)).filter(Boolean)
  if (bracketed.length > 0) return bracketed
  const tokens = raw.split(/[\s,<>]+/).filter(Boolean)
  const plausible = tokens.filter((token) => /^[^\s<>"()@,;:]{1,500}@[^\s<>"()@,;]{1,500}$/.test(token))
  return isList || plausible.length === tokens.length ? plausible : []
}

/** Blanks and comments may stand inside an id (RFC 5322 section 4.5.4); a comment only behind the sign, where it is certain. */
function tidyId(id: string): string {
  const bare = id.replace(/\s+/g, '')
  const sign = bare.indexOf('@')
  return sign < 0 ? bare : bare.slice(0, sign) + bare.slice(sign).replace(/\([^()]{0,200}\)/g, '')
}
