import { Maximize2, Minimize2, Reply } from 'lucide-react'
import { useRef, useState, type ClipboardEvent, type DragEvent, type KeyboardEvent } from 'react'
import type { Draft, ReplyWay, TicketId } from '../../preload/domain.ts'
import { findUnfilled } from '../../preload/domain/placeholders.ts'
import type { Catalog } from '../i18n.ts'
import { focusHoldDue, focusList } from '../frame/focus.ts'
import { isAnswerKey } from '../commands/use-commands.ts'
import { HoldPlanPanel } from '../holds/HoldPlanPanel.tsx'
import { useSendWords } from '../holds/use-send-words.ts'
import { HeldBackNote, ScheduleBar } from '../later/ScheduleBar.tsx'
import { useActions, useApp, useText } from '../store/context.ts'
import { isHeldByOther, isUntouched, type SendOptions } from '../store/drafts.ts'
import { LockedAccount, useLockedAccount } from '../networks/LockedAccount.tsx'
import { PostHead } from '../networks/PostHead.tsx'
import { RefusedAnswer } from '../networks/RefusedAnswer.tsx'
import { measure, useWay } from '../networks/use-way.ts'
import { ReplyBody } from '../templates/ReplyBody.tsx'
import { CustomerMarkTag } from '../ui/CustomerMarkTag.tsx'
import { isConverting } from '../ui/ime.ts'
import { AddressField } from './AddressField.tsx'
import { isAddress } from './addresses.ts'
import { ComposerFoot, SaveState } from './ComposerFoot.tsx'
import { ComposerNotes } from './ComposerNotes.tsx'
import { AskWhom } from './AskWhom.tsx'
import { HeldDraft } from './HeldDraft.tsx'
import { DraftFiles } from './DraftFiles.tsx'
import { RecipientNotes } from './RecipientNotes.tsx'
import { SenderChoice } from './SenderChoice.tsx'
import { SendQuestion } from './SendQuestion.tsx'
import { useMayResolve } from './use-may-resolve.ts'

/** The answer, docked under the conversation. Small until somebody writes in it. */
export function Composer({ id }: { id: TicketId }) {
  const text = useText()
  const { composer, common } = text
  const draft = useApp((state) => state.drafts.get(id)?.draft)
  const name = useApp((state) => state.rows.get(id)?.customerName ?? '')
  const shop = useApp((state) => {
    const account = draft && state.accounts.get(draft.accountId)
    return account && state.shops.get(account.shopId)
  })
  const { saveDraft, sendReply, attachFiles, showToast } = useActions()
  const mark = useApp((state) => state.rows.get(id)?.customerMark ?? null)
  const [isOpen, setOpen] = useState(() => draft !== undefined && hasContent(draft))
  const [wasAsked, setAsked] = useState(false)
  const isGivenBack = useApp((state) => state.givenBackId === id)
  const [isLarge, setLarge] = useState(false)
  const files = useFileDrop((list) => void attachFiles(id, list))
  const { sendWords, planProblem } = useSendWords(id, shop?.name ?? '')
  const planHold = useApp((state) => state.planHold)
  const mayResolve = useMayResolve(id)
  const way = useWay(id)
  const locked = useLockedAccount(way?.accountId)
  const planDraft = useApp((state) => state.planDraft)
  const isHeld = useApp((state) => isHeldByOther(state, id) && isUntouched(state.drafts.get(id)))
  const form = useRef<HTMLFormElement>(null)

  function open() {
    setOpen(true)
    setAsked(true)
  }
  if (!draft) return null
  if (isHeld) return <HeldDraft text={draft.body} colour={shop?.color} />
  if (way !== null && way.refuses !== null && draft.plan.isPrivate !== true)
    return (
      <div className="composer composer--closed" style={{ borderTopColor: shop?.color }}>
        <RefusedAnswer
          id={id}
          onPrivately={() => {
            planDraft(id, { isPrivate: true })
            open()
          }}
        />
      </div>
    )
  // An answer that was held back or refused comes back by itself, and must not lie here unseen.
  if (!isOpen && !isGivenBack && !hasContent(draft)) {
    return (
      <div className="composer composer--closed" style={{ borderTopColor: shop?.color }}>
        <button type="button" className="composer__start" data-place="reply" onClick={open}>
          <Reply size={16} aria-hidden />
          {composer.start(name || common.noName)} <CustomerMarkTag mark={mark} />
        </button>
      </div>
    )
  }

  const lock = locked ? text.networks.lockedSend : null
  const problem = lock ?? (way ? postProblem(draft, way, text) : problemOf(draft, text)) ?? planProblem
  async function send(options: SendOptions = {}) {
    if (!draft || problem !== null) return
    if (options.after === 'resolve' && !mayResolve)
      return showToast({ text: text.commands.notNow(text.commands.names.sendAndResolve) })
    if (!(await sendReply(id, options))) return
    setOpen(false)
    setLarge(false)
    focusList()
  }
  function onKeyDown(event: KeyboardEvent) {
    if (isConverting(event)) return
    const sends = SENDS.find(({ id: command }) => isAnswerKey(command, event.nativeEvent))
    if (sends) {
      event.preventDefault()
      void send({ after: sends.after })
    }
    if (isAnswerKey('hold', event.nativeEvent)) {
      event.preventDefault()
      void planHold(id).then(focusHoldDue)
    }
    if (event.key === 'Escape') {
      event.preventDefault()
      if (draft && !hasContent(draft)) setOpen(false)
      focusList()
    }
  }
  return (
    // Keys and files are taken here for all the fields inside; the form itself takes no focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      ref={form}
      className="composer"
      aria-label={composer.label}
      data-large={isLarge || undefined}
      data-dropping={files.isOver || undefined}
      style={{ borderTopColor: shop?.color }}
      onSubmit={(event) => event.preventDefault()}
      onKeyDown={onKeyDown}
      onBlur={() => void saveDraft(id)}
      {...files.handlers}
    >
      <div className="composer__head">
        <span className="shop-dot" style={{ background: shop?.color }} aria-hidden />
        {way ? <span className="composer__address">{text.networks.from(way.account)}</span> : <SenderChoice id={id} />}
        <SaveState id={id} />
        <button
          type="button"
          className="icon-button"
          aria-label={isLarge ? composer.shrink : composer.expand}
          title={isLarge ? composer.shrink : composer.expand}
          onClick={() => setLarge(!isLarge)}
        >
          {isLarge ? <Minimize2 size={14} aria-hidden /> : <Maximize2 size={14} aria-hidden />}
        </button>
      </div>
      <div className="composer__middle">
        {way ? <PostHead id={id} /> : <MailHead id={id} />}
        {locked && <LockedAccount account={locked} />}
        <HeldBackNote id={id} />
        <ComposerNotes id={id} onSendAnyway={() => void send({ despiteNewer: true })} />
        <HoldPlanPanel id={id} />
        <ReplyBody id={id} body={draft.body} isAutoFocused={wasAsked} />
        {way === null && <Signature text={shop?.signature ?? ''} />}
        <DraftFiles id={id} />
      </div>
      <ScheduleBar id={id} />
      <ComposerFoot id={id} sendWords={sendWords} problem={problem} onSend={(options) => void send(options)} />
      <SendQuestion id={id} onSend={(options) => void send(options)} />
      {files.isOver && <div className="composer__drop">{composer.dropHere}</div>}
    </form>
  )
}

const SENDS = [
  { id: 'send', after: null },
  { id: 'sendAndNext', after: 'next' },
  { id: 'sendAndResolve', after: 'resolve' },
] as const

const hasContent = ({ body, attachments, plan }: Pick<Draft, 'body' | 'attachments' | 'plan'>) =>
  body.trim() !== '' || attachments.length > 0 || plan.hold !== null

type Sendable = { to: { address: string }[]; cc: { address: string }[]; subject: string; body: string }
/** What is still missing before it can be sent, in words; null when nothing is. */
function problemOf({ to, cc, subject, body }: Sendable, { composer: words, templates }: Catalog) {
  const wrong = [...to, ...cc].find(({ address }) => !isAddress(address))
  if (wrong) return words.invalidAddress(wrong.address)
  if (to.length === 0) return words.noRecipient
  const open = findUnfilled(subject).length + findUnfilled(body).length
  if (open > 0) return templates.unfilled(open)
  return body.trim() === '' ? words.noBody : null
}

/** What is missing in an answer to a post, in words; null when nothing is. */
function postProblem({ body, plan }: Draft, way: ReplyWay, { networks, composer, templates }: Catalog) {
  const open = findUnfilled(body).length
  if (open > 0) return templates.unfilled(open)
  if (body.trim() === '') return composer.noBody
  const length = measure(way, plan.isPrivate === true, body)
  return length && length.over > 0 ? networks.tooLong(length.over) : null
}

function MailHead({ id }: { id: TicketId }) {
  return (
    <>
      <AskWhom id={id} />
      <Recipients id={id} />
      <RecipientNotes id={id} />
    </>
  )
}

function Recipients({ id }: { id: TicketId }) {
  const { composer } = useText()
  const draft = useApp((state) => state.drafts.get(id)?.draft)
  const editDraft = useApp((state) => state.editDraft)
  const mark = useApp((state) => state.rows.get(id)?.customerMark ?? null)
  const [hasCc, setHasCc] = useState(false)
  if (!draft) return null
  const showsCc = hasCc || draft.cc.length > 0
  return (
    <div className="composer__recipients">
      <div className="composer__to">
        <AddressField label={composer.to} addresses={draft.to} onChange={(to) => editDraft(id, { to })} />
        <CustomerMarkTag mark={mark} isShort />
        {!showsCc && (
          <button type="button" className="link-button" onClick={() => setHasCc(true)}>
            {composer.addCc}
          </button>
        )}
      </div>
      {showsCc && (
        <AddressField
          label={composer.cc}
          addresses={draft.cc}
          isAutoFocused={hasCc}
          onChange={(cc) => editDraft(id, { cc })}
        />
      )}
      <label className="composer__subject">
        <span>{composer.subject}</span>
        <input
          type="text"
          maxLength={500}
          value={draft.subject}
          onChange={(event) => editDraft(id, { subject: event.target.value })}
        />
      </label>
    </div>
  )
}

function Signature({ text }: { text: string }) {
  const { composer } = useText()
  if (text.trim() === '') return null
  return (
    <details className="composer__signature">
      <summary>
        {composer.signature} <span>{composer.signatureAdded}</span>
      </summary>
      <pre>{text}</pre>
    </details>
  )
}

/** Files by dropping and by pasting. Text that is pasted stays text. */
function useFileDrop(onFiles: (files: File[]) => void) {
  const [isOver, setOver] = useState(false)
  const take = (data: DataTransfer) => {
    const found = [...data.files]
    if (found.length > 0) onFiles(found)
    return found.length > 0
  }
  const handlers = {
    onDragOver(event: DragEvent) {
      if (!event.dataTransfer.types.includes('Files')) return
      event.preventDefault()
      setOver(true)
    },
    onDragLeave: (event: DragEvent) => {
      if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false)
    },
    onDrop(event: DragEvent) {
      setOver(false)
      if (take(event.dataTransfer)) event.preventDefault()
    },
    onPaste(event: ClipboardEvent) {
      if (event.clipboardData.getData('text') === '' && take(event.clipboardData)) event.preventDefault()
    },
  }
  return { isOver, handlers }
}
