import { FindingsDialog } from '../composer/FindingsDialog.tsx'
import { useActions, useApp, useText } from '../store/context.ts'
import type { ManyState } from '../store/many.ts'
import { findingsOf, type ShownMail } from './many-mails.ts'

type Props = { many: ManyState; mails: readonly ShownMail[] }

/** What the checks found in all the mails, before any of them leaves. */
export function ManyQuestion({ many, mails }: Props) {
  const { many: words, sending, common } = useText()
  const { sendMany, keepWritingMany } = useActions()
  const look = useApp((state) => state.lookAtMany)
  const count = mails.filter(({ findings }) => findings.length > 0).length
  const nameOf = (mail: ShownMail) => common.honorific(mail.customerName || common.noName)

  function whose(some: readonly ShownMail[]) {
    if (some.length === mails.length) return words.ofAll(mails.length)
    return some.length === 1 ? words.ofOne(nameOf(some[0]!)) : words.ofMany(nameOf(some[0]!), some.length - 1)
  }
  function fix() {
    keepWritingMany()
    const first = mails.findIndex(({ findings }) => findings.length > 0)
    if (first >= 0) look(first)
  }
  const findings = findingsOf(mails).map(({ finding: { check, words: pieces, example }, mails: some }) => ({
    key: `${check} ${pieces.join(' ')} ${some[0]!.ticketId}`,
    words: (
      <>
        <strong>{whose(some)}</strong>
        <br />
        {sending.findings[check](pieces, some[0]!.customerName || common.noName, example)}
      </>
    ),
  }))
  return (
    <FindingsDialog
      isOpen={many.isAsking}
      title={sending.title}
      intro={words.askIntro(count, mails.length)}
      findings={findings}
      onFix={fix}
      onSendAnyway={() => void sendMany(true)}
    />
  )
}
