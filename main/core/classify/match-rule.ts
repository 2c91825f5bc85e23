import type { PackRule } from './rule-pack.ts'

/** A From and a subject, folded once for all rules. */
export type RuleSubject = { from: string; subject: string }

export function foldForRules(from: string, subject: string): RuleSubject {
  return { from: from.toLowerCase(), subject: subject.slice(0, 2_000).normalize('NFKC').toLowerCase() }
}

export function matchesRule({ when }: PackRule, { from, subject }: RuleSubject): boolean {
  if (when.from.length > 0 && !when.from.some((sender) => matchesSender(sender, from))) return false
  if (when.subject.length > 0 && !when.subject.some((word) => subject.includes(word))) return false
  return !(when.notSubject ?? []).some((word) => subject.includes(word))
}

/** `@domain` takes the domain and what lies below it, never a domain that merely ends with the same letters. */
export function matchesSender(sender: string, address: string): boolean {
  if (!sender.startsWith('@')) return sender === address
  const domain = address.slice(address.lastIndexOf('@') + 1)
  return domain === sender.slice(1) || domain.endsWith(`.${sender.slice(1)}`)
}
