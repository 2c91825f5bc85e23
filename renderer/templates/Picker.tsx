import { Search } from 'lucide-react'
import { useEffect, useId, useMemo, useState, type KeyboardEvent } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import type { FilledTemplate, TemplateId, TemplateInfo, TextKind, TicketId } from '../../preload/domain.ts'
import { isAnswerKey } from '../commands/use-commands.ts'
import { useActions, useApp, useAppStore, useText } from '../store/context.ts'
import { valuesOfPlan } from '../store/templates.ts'
import { isConverting } from '../ui/ime.ts'
import { Marks } from './Marks.tsx'
import { TemplateEditor } from './TemplateEditor.tsx'
import { nameOf } from './texts.ts'

/** More are not drawn: who has a thousand types a word. */
const SHOWN = 60

type Props = { id: TicketId; onTemplate: (id: TemplateId) => void; onPhrase: (id: TemplateId) => void }

/** The list of templates or phrases over the answer: type, arrow, Enter. */
export function Picker({ id, onTemplate, onPhrase }: Props) {
  const { templates: words } = useText()
  const kind = useApp(({ picker }) => picker?.kind ?? 'template')
  const { closePicker, openPicker } = useActions()
  const [query, setQuery] = useState('')
  const [isConvertingNow, setConverting] = useState(false)
  const [folder, setFolder] = useState<string | null>(null)
  const [cursor, setCursor] = useState(0)
  const [editing, setEditing] = useState<TemplateInfo | null>(null)
  const found = useFound(id, kind, isConvertingNow ? null : query)
  const otherKind = kind === 'template' ? 'phrase' : 'template'
  const isNowhere = found.length === 0 && query.trim() !== ''
  const others = useFound(id, otherKind, isConvertingNow || !isNowhere ? null : query)
  const listId = useId()

  const folders = useMemo(() => [...new Set(found.map((one) => one.folder))].filter(Boolean), [found])
  // A folder that holds nothing of what was typed is not offered any more.
  const open = folder !== null && folders.includes(folder) ? folder : null
  const inFolder = useMemo(() => found.filter((one) => open === null || one.folder === open), [found, open])
  const shown = inFolder.slice(0, SHOWN)
  const active = shown[Math.min(cursor, shown.length - 1)]
  const choose = (one: TemplateInfo) => (one.kind === 'template' ? onTemplate(one.id) : onPhrase(one.id))

  function change(next: TextKind) {
    setCursor(0)
    setFolder(null)
    openPicker(id, next)
  }
  function onKeyDown(event: KeyboardEvent) {
    if (isConverting(event)) return
    const move = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key]
    if (move !== undefined) {
      event.preventDefault()
      setCursor(Math.max(0, Math.min(shown.length - 1, Math.min(cursor, shown.length - 1) + move)))
    }
    if (event.key === 'Enter' && active) {
      event.preventDefault()
      choose(active)
    }
    if (isAnswerKey('phrase', event.nativeEvent)) {
      event.preventDefault()
      change(kind === 'template' ? 'phrase' : 'template')
    }
  }
  return (
    <ModalOverlay className="overlay" isOpen isDismissable onOpenChange={closePicker}>
      <Modal className="modal modal--picker">
        <Dialog className="picker">
          <Heading slot="title" className="picker__title">
            {words.pick[kind]}
          </Heading>
          {editing ? (
            <TemplateEditor key={editing.id} template={editing} onDone={() => setEditing(null)} />
          ) : (
            <>
              <div className="picker__head">
                <div className="search">
                  <Search size={16} aria-hidden />
                  <input
                    type="text"
                    role="combobox"
                    aria-expanded
                    aria-controls={listId}
                    aria-activedescendant={active ? `${listId}-${active.id}` : undefined}
                    aria-label={words.find}
                    placeholder={words.find}
                    // The one thing to do here.
                    // oxlint-disable-next-line jsx-a11y/no-autofocus
                    autoFocus
                    value={query}
                    onChange={(event) => {
                      setQuery(event.target.value)
                      setCursor(0)
                    }}
                    onCompositionStart={() => setConverting(true)}
                    onCompositionEnd={() => setConverting(false)}
                    onKeyDown={onKeyDown}
                  />
                </div>
                <KindTabs kind={kind} onChange={change} />
              </div>
              <Folders
                folders={folders}
                chosen={open}
                onChoose={(next) => {
                  setFolder(next)
                  setCursor(0)
                }}
              />
              <div className="picker__panes">
                <div className="picker__list">
                  {/* A native select cannot hold rows of two lines. */}
                  {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role */}
                  <div id={listId} role="listbox" aria-label={words.choices}>
                    {shown.map((one, index) => (
                      <Option
                        key={one.id}
                        id={`${listId}-${one.id}`}
                        template={one}
                        isActive={one === active}
                        onHover={() => setCursor(index)}
                        onChoose={() => choose(one)}
                      />
                    ))}
                  </div>
                  {inFolder.length > SHOWN && <p className="picker__more">{words.more(inFolder.length - SHOWN)}</p>}
                </div>
                {active ? (
                  <Preview ticketId={id} template={active} />
                ) : (
                  <div className="picker__none">
                    <p>{words.none}</p>
                    {isNowhere && others.length > 0 && (
                      <button type="button" className="button" onClick={() => change(otherKind)}>
                        {words.inOtherKind[otherKind](others.length)}
                      </button>
                    )}
                  </div>
                )}
              </div>
              <PickerFoot active={active ?? null} onEdit={setEditing} onInsert={choose} />
            </>
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function KindTabs({ kind, onChange }: { kind: TextKind; onChange: (kind: TextKind) => void }) {
  const { templates: words } = useText()
  return (
    <div className="segments">
      {(['template', 'phrase'] as const).map((one) => (
        <button key={one} type="button" aria-pressed={one === kind} onClick={() => onChange(one)}>
          {words.kinds[one]}
        </button>
      ))}
    </div>
  )
}

type FoldersProps = { folders: string[]; chosen: string | null; onChoose: (folder: string | null) => void }

function Folders({ folders, chosen, onChoose }: FoldersProps) {
  const { templates: words } = useText()
  return (
    <div className="picker__folders">
      {[null, ...folders].map((folder) => (
        <button
          key={folder ?? ''}
          type="button"
          className="picker__folder"
          aria-pressed={folder === chosen}
          onClick={() => onChoose(folder)}
        >
          {folder ?? words.allFolders}
        </button>
      ))}
    </div>
  )
}

type OptionProps = {
  id: string
  template: TemplateInfo
  isActive: boolean
  onHover: () => void
  onChoose: () => void
}

function Option({ id, template, isActive, onHover, onChoose }: OptionProps) {
  return (
    // The keyboard stays in the field above, as in every list of this kind; the mouse may choose here.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={id}
      // A native option cannot hold two lines.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="option"
      aria-selected={isActive}
      tabIndex={-1}
      className="picker__option"
      ref={isActive ? scrollIntoSight : undefined}
      onMouseMove={isActive ? undefined : onHover}
      onClick={onChoose}
    >
      <span className="picker__name">{nameOf(template)}</span>
      <small>
        {template.folder}
        {template.abbreviation !== '' && <kbd>;{template.abbreviation.split(' ')[0]}</kbd>}
      </small>
    </div>
  )
}

const scrollIntoSight = (row: HTMLElement | null) => row?.scrollIntoView?.({ block: 'nearest' })

function Preview({ ticketId, template }: { ticketId: TicketId; template: TemplateInfo }) {
  const { templates: words } = useText()
  const filled = useFilled(ticketId, template)
  if (!filled) return <section className="picker__preview" aria-label={words.preview} />
  return (
    // Scrolled with the arrows once the keyboard is in it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="picker__preview" aria-label={words.preview} tabIndex={0}>
      {template.kind === 'template' && (
        <p className="picker__subject">
          {filled.subject === '' ? <small>{words.keepsSubject}</small> : <Marks text={filled.subject} />}
        </p>
      )}
      <p className="picker__body">
        <Marks text={filled.body} />
      </p>
    </section>
  )
}

type FootProps = {
  active: TemplateInfo | null
  onEdit: (template: TemplateInfo) => void
  onInsert: (template: TemplateInfo) => void
}

function PickerFoot({ active, onEdit, onInsert }: FootProps) {
  const { templates: words } = useText()
  const { closePicker, showScreen, showTemplate } = useActions()
  function manage() {
    closePicker()
    showTemplate(active?.id ?? null)
    showScreen('templates')
  }
  return (
    <div className="picker__foot">
      <small>{words.insertHint}</small>
      <button type="button" className="button button--quiet" onClick={manage}>
        {words.manage}
      </button>
      <button type="button" className="button" disabled={!active} onClick={() => active && onEdit(active)}>
        {words.edit}
      </button>
      <button
        type="button"
        className="button button--primary"
        disabled={!active}
        onClick={() => active && onInsert(active)}
      >
        {words.insert}
      </button>
    </div>
  )
}

/** In the order of main; until main has answered, what was there before. Null while an IME converts: nothing is asked. */
function useFound(ticketId: TicketId, kind: TextKind, query: string | null): TemplateInfo[] {
  const { api } = useAppStore()
  const templates = useApp((state) => state.templates)
  const showError = useApp((state) => state.showError)
  const [found, setFound] = useState<{ kind: TextKind; ids: readonly TemplateId[] }>({ kind, ids: [] })
  useEffect(() => {
    if (query === null) return undefined
    let isGone = false
    api
      .call('templates.find', { query, kind, ticketId })
      .then((ids) => !isGone && setFound({ kind, ids }))
      .catch((error: unknown) => !isGone && showError(error))
    return () => {
      isGone = true
    }
    // `templates`: one that was edited here may have to stand elsewhere.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [api, ticketId, kind, query, templates, showError])
  return useMemo(() => {
    if (found.kind !== kind) return []
    const byId = new Map(templates?.map((one) => [one.id, one]))
    return found.ids.flatMap((id) => byId.get(id) ?? [])
  }, [found, kind, templates])
}

function useFilled(ticketId: TicketId, template: TemplateInfo): FilledTemplate | null {
  const { api } = useAppStore()
  const showError = useApp((state) => state.showError)
  const draft = useApp((state) => state.drafts.get(ticketId)?.draft)
  const [filled, setFilled] = useState<FilledTemplate | null>(null)
  useEffect(() => {
    let isGone = false
    api
      .call('templates.fill', { id: template.id, ticketId, extra: valuesOfPlan(draft) })
      .then((answer) => !isGone && setFilled(answer))
      .catch((error: unknown) => !isGone && showError(error))
    return () => {
      isGone = true
    }
  }, [api, ticketId, template, draft, showError])
  return filled
}
