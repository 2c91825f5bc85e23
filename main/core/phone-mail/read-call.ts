import { splitLine, tidy } from '../form-fields.ts'
import { digitsOf } from '../phone-number.ts'
import { splitQuoted } from '../quoting.ts'
import { callMailForms } from './forms.ts'

/** Who called about what, as somebody else wrote it down. */
export type ReportedCall = { name: string; number: string; matter: string }
type Mail = { subject: string; textBody: string }
type Label = keyof typeof callMailForms.labels

const MOST_LINES = 200
const MOST_MATTER = 5_000
/** How far into the text the announcement stands. */
const HEAD = 300
/** A Japanese number has ten or eleven digits; a foreign one up to fifteen (E.164). */
const DIGITS = /^\d{9,15}$/

const labelOf = new Map<string, Label>(
  (Object.keys(callMailForms.labels) as Label[]).flatMap((label) =>
    callMailForms.labels[label].map((words) => [words, label] as const),
  ),
)

/**
 * The call that a mail of an answering service reports; null for any other mail. It has to announce itself and to name a
 * number, because people write about calls, and sign with their numbers, too: where only the text announces it, what the
 * call was about must stand under a label as well.
 */
export function reportedCall(mail: Mail): ReportedCall | null {
  const inSubject = announces(mail.subject)
  if (!inSubject && !announces(mail.textBody.slice(0, HEAD))) return null
  const { name, number, matter } = readLabels(mail.textBody)
  if (!DIGITS.test(digitsOf(number))) return null
  if (matter === '' && !(inSubject && name !== '')) return null
  return { name, number, matter: matter || mail.subject.trim() }
}

/** What can be told of a call from any mail, for a person to correct. The text is the matter where no label says better. */
export function guessCall(mail: Mail): ReportedCall {
  const { name, number, matter } = readLabels(mail.textBody)
  const own = splitQuoted(mail.textBody).own.trim()
  return {
    name,
    number: DIGITS.test(digitsOf(number)) ? number : '',
    matter: (matter || own || mail.subject).slice(0, MOST_MATTER),
  }
}

const announces = (text: string) => {
  const folded = text.normalize('NFKC').toLowerCase()
  return callMailForms.announces.some((words) => folded.includes(words))
}

function readLabels(text: string): ReportedCall {
  const found: Partial<Record<Label, string>> = {}
  let open: Label | null = null
  for (const raw of text.split('\n', MOST_LINES)) {
    const line = tidy(raw)
    const pair = splitLine(line)
    const label = (pair && labelOf.get(pair.label.toLowerCase())) ?? null
    if (pair && label) {
      // What was said first is the call; below it services repeat the words of their contract.
      open = found[label] === undefined || found[label] === '' ? label : null
      if (open) found[open] = pair.value
      continue
    }
    if (isRule(line)) open = null
    // Only what a call was about takes several lines; the others stand on theirs or on the next.
    if (open === null || (open !== 'matter' && found[open] !== '')) continue
    found[open] = [found[open], line].filter((part) => part !== undefined && part !== '').join('\n')
  }
  const name = (found.name ?? '').replace(/\s*(?:様|さま|殿)$/u, '').slice(0, 200)
  return {
    name: name || (found.company ?? '').slice(0, 200),
    number: (found.number ?? '')
      .slice(0, 40)
      .replace(/[^\d+()\-\s].*$/u, '')
      .trim(),
    matter: (found.matter ?? '').trim().slice(0, MOST_MATTER),
  }
}

/** A line of dashes ends what was said. */
const isRule = (line: string) => /^[-=_*─━―ー＿~]{3,}$/u.test(line)
