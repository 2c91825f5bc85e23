import { useEffect, useRef, type KeyboardEvent } from 'react'
import type { TemplateId, TicketId } from '../../preload/domain.ts'
import { findPlaceholders } from '../../preload/domain/placeholders.ts'
import { isAnswerKey } from '../commands/use-commands.ts'
import { useActions, useApp, useText } from '../store/context.ts'
import { isConverting } from '../ui/ime.ts'
import { insertText } from './insert-text.ts'
import { Marks } from './Marks.tsx'
import { Picker } from './Picker.tsx'
import { TextProblems } from './TextProblems.tsx'
import { abbreviationBefore } from './texts.ts'

type Props = { id: TicketId; body: string; isAutoFocused: boolean }

/**
 * The text of an answer. It stays a plain text area, so that no IME is ever in the way; what is not filled in is marked by
 * a layer behind it that has the same words. Grows with the text through `field-sizing`; the style sheet sets how far.
 */
export function ReplyBody({ id, body, isAutoFocused }: Props) {
  const { composer } = useText()
  const field = useRef<HTMLTextAreaElement>(null)
  const isPicking = useApp(({ picker }) => picker?.ticketId === id)
  const { editDraft, loadTemplates, openPicker } = useActions()
  const { expand, insertPhrase, chooseTemplate } = useInsertion(id, field)

  useEffect(() => {
    void loadTemplates()
    if (!isAutoFocused) return
    field.current?.focus()
    // The cursor stands above the quoted text, where an answer begins.
    field.current?.setSelectionRange(0, 0)
    // Only when the answer is opened, not when it was saved.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [])

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (isConverting(event)) return
    const isCommand = event.ctrlKey || event.metaKey
    if (isAnswerKey('phrase', event.nativeEvent)) return take(event, 'phrase')
    if (isAnswerKey('template', event.nativeEvent)) return take(event, 'template')
    if (isCommand || event.altKey) return
    if ((event.key === ' ' || event.key === 'Tab') && !event.shiftKey && expand(event.currentTarget)) {
      event.preventDefault()
      return
    }
    if (event.key === 'Tab' && !event.shiftKey && selectNextGap(event.currentTarget)) event.preventDefault()
  }
  function take(event: KeyboardEvent, kind: 'phrase' | 'template') {
    event.preventDefault()
    openPicker(id, kind)
  }
  return (
    <>
      <div className="reply-body">
        <div className="reply-body__marks" aria-hidden>
          <Marks text={body} />
          {'\n'}
        </div>
        <textarea
          ref={field}
          className="composer__body"
          data-place="reply"
          aria-label={composer.body}
          placeholder={composer.bodyPlaceholder}
          maxLength={200_000}
          value={body}
          onKeyDown={onKeyDown}
          onChange={(event) => {
            editDraft(id, { body: event.target.value })
            // An IME that is on writes a wide blank by itself, without a key that could be caught before.
            const isWideBlank = event.target.value[event.target.selectionStart - 1] === '　'
            if (isWideBlank && !(event.nativeEvent as InputEvent).isComposing) expand(event.target, 1)
          }}
        />
      </div>
      <TextProblems id={id} field={field} />
      {isPicking && <Picker id={id} onTemplate={chooseTemplate} onPhrase={insertPhrase} />}
    </>
  )
}

/** Selects the next gap after the cursor, or the first one; false when there is none. */
function selectNextGap(field: HTMLTextAreaElement): boolean {
  const gaps = findPlaceholders(field.value)
  const at = field.selectionEnd
  const isSelected = ({ start, end }: { start: number; end: number }) =>
    start === field.selectionStart && end === field.selectionEnd
  const next = gaps.find(({ start }) => start >= at) ?? gaps.find((gap) => !isSelected(gap))
  if (!next || isSelected(next)) return false
  field.setSelectionRange(next.start, next.end)
  // Chromium brings a selection into sight only when the field gets the keyboard.
  field.blur()
  field.focus()
  return true
}

/** Putting templates and phrases into the text, and going on at the first thing to fill in. */
function useInsertion(id: TicketId, field: React.RefObject<HTMLTextAreaElement | null>) {
  const templates = useApp((state) => state.templates)
  const { closePicker, insertTemplate, takePhrase } = useActions()

  /** After the draft has been drawn. */
  function goOn() {
    requestAnimationFrame(() => {
      const body = field.current
      if (!body) return
      body.focus()
      body.setSelectionRange(0, 0)
      if (!selectNextGap(body)) body.setSelectionRange(body.value.length, body.value.length)
    })
  }
  async function insertPhrase(phraseId: TemplateId) {
    const body = field.current
    const range = body && ([body.selectionStart, body.selectionEnd] as const)
    closePicker()
    const text = await takePhrase(id, phraseId)
    if (text === null || !field.current || !range) return
    // The dialog gives the keyboard back first.
    requestAnimationFrame(() => field.current && insertText(field.current, text, ...range))
  }
  async function chooseTemplate(templateId: TemplateId) {
    closePicker()
    if (await insertTemplate(id, templateId)) goOn()
  }
  async function replace(body: HTMLTextAreaElement, start: number, end: number, phraseId: TemplateId) {
    const typed = body.value.slice(start, end)
    const text = await takePhrase(id, phraseId)
    // Whoever typed on meanwhile keeps the words: only the abbreviation is replaced.
    if (text !== null && body.value.slice(start, end) === typed) insertText(body, text, start, end)
  }
  /** `;abbr` before the cursor becomes what it stands for. `behind`: characters typed after it, which go too. */
  function expand(body: HTMLTextAreaElement, behind = 0): boolean {
    if (!templates || body.selectionStart !== body.selectionEnd) return false
    const found = abbreviationBefore(body.value, body.selectionStart - behind, templates)
    if (!found) return false
    const { start, template } = found
    const end = found.end + behind
    if (template.kind === 'template') {
      insertText(body, '', start, end)
      void chooseTemplate(template.id)
      return true
    }
    void replace(body, start, end, template.id)
    return true
  }
  return {
    insertPhrase: (one: TemplateId) => void insertPhrase(one),
    chooseTemplate: (one: TemplateId) => void chooseTemplate(one),
    expand,
  }
}
