import type { TicketId } from '../../preload/domain.ts'
import { useActions, useApp, useText } from '../store/context.ts'
import type { SendOptions } from '../store/drafts.ts'
import { FindingsDialog } from './FindingsDialog.tsx'
import { TwoSenders } from './TwoSenders.tsx'
import { useSenderName } from './use-sender-name.ts'

type Props = { id: TicketId; onSend: (options: SendOptions) => void }

/** Everything there is to look at before the answer leaves, at once. */
export function SendQuestion({ id, onSend }: Props) {
  const { sending, common } = useText()
  const question = useApp((state) => state.drafts.get(id)?.question ?? null)
  const accountId = useApp((state) => state.drafts.get(id)?.draft.accountId)
  const name = useApp((state) => state.rows.get(id)?.customerName ?? '')
  const { answerQuestion, setSender } = useActions()
  const nameOf = useSenderName()
  if (!question) return null
  const { addressedAccountId: addressed, findings, options } = question
  const isOther = addressed !== null && accountId !== undefined
  const count = findings.length + (isOther ? 1 : 0)

  function fix() {
    answerQuestion(id, false)
    document.querySelector<HTMLElement>('.composer textarea')?.focus()
  }
  return (
    <FindingsDialog
      isOpen
      title={isOther && count === 1 ? sending.sendOtherTitle : sending.title}
      intro={sending.intro(count)}
      findings={findings.map(({ check, words, example }) => ({
        key: check,
        words: sending.findings[check](words, name || common.noName, example),
      }))}
      onFix={fix}
      onSendAnyway={() => {
        answerQuestion(id, true)
        onSend(options)
      }}
      otherWay={
        isOther && (
          <button
            type="button"
            className="button"
            onClick={() => {
              answerQuestion(id, false)
              setSender(id, addressed, false)
            }}
          >
            {sending.backTo(nameOf(addressed).shop)}
          </button>
        )
      }
    >
      {isOther && <TwoSenders addressed={addressed} chosen={accountId} />}
    </FindingsDialog>
  )
}
