import { useId, useState, type KeyboardEvent } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import type { CommandId } from '../../preload/commands.ts'
import { useApp, useAppStore, useText } from '../store/context.ts'
import { isConverting } from '../ui/ime.ts'
import { ACTIONS } from './actions.ts'
import { CommandKeys } from './CommandKeys.tsx'
import { findCommands } from './find.ts'
import { runCommand } from './use-commands.ts'

/** Every command that would do something now, by name: type, arrow, Enter. */
export function Palette() {
  const { commands } = useText()
  const isOpen = useApp((state) => state.isPaletteOpen)
  const setPalette = useApp((state) => state.setPalette)
  return (
    <ModalOverlay className="overlay" isOpen={isOpen} onOpenChange={setPalette} isDismissable>
      <Modal className="modal">
        <Dialog className="list-dialog palette">
          <Heading slot="title">{commands.title}</Heading>
          <PaletteList />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function PaletteList() {
  const { commands } = useText()
  const store = useAppStore()
  const id = useId()
  const recent = useApp((state) => state.recentCommands)
  const selected = useApp((state) => state.selected.size)
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  // What can be done is what could be done when it was opened: under a dialog nothing else is chosen.
  const [possible] = useState(() => possibleNow(store.getState()))
  const found = findCommands(query, commands, recent).filter((one) => possible(one))
  const place = Math.min(at, found.length - 1)

  function choose(chosen: CommandId) {
    const { setPalette, noteCommand } = store.getState()
    setPalette(false)
    noteCommand(chosen)
    // The dialog gives the keyboard back in the next frame; what takes it elsewhere has to come after.
    requestAnimationFrame(() => requestAnimationFrame(() => runCommand(store, chosen)))
  }
  function onKeyDown(event: KeyboardEvent) {
    if (isConverting(event)) return
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      setAt(Math.max(0, Math.min(found.length - 1, place + step)))
    }
    const chosen = found[place]
    if (event.key !== 'Enter' || chosen === undefined) return
    event.preventDefault()
    choose(chosen)
  }
  return (
    <>
      {selected > 0 && <p className="palette__for">{commands.forSelected(selected)}</p>}
      <input
        type="text"
        className="text-input choice-list__search"
        role="combobox"
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={place >= 0 ? `${id}-${found[place]}` : undefined}
        aria-label={commands.find}
        placeholder={commands.find}
        value={query}
        // The one thing to do here.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        onChange={(event) => {
          setQuery(event.target.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
      />
      {found.length === 0 && <output className="list-dialog__none">{commands.none}</output>}
      {/* A native select cannot carry keys; the field keeps the focus (aria-activedescendant). */}
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role */}
      <div id={`${id}-list`} className="choice-list" role="listbox" aria-label={commands.title}>
        {found.map((one, index) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
          <div
            key={one}
            id={`${id}-${one}`}
            ref={index === place ? scrollIntoSight : undefined}
            className="choice-list__option"
            // A native option cannot carry keys.
            // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
            role="option"
            aria-selected={index === place}
            onClick={() => choose(one)}
          >
            <span>{commands.names[one]}</span>
            <span className="palette__keys">
              <CommandKeys id={one} />
            </span>
          </div>
        ))}
      </div>
    </>
  )
}

/** The palette itself is what is open. */
function possibleNow(state: Parameters<(typeof ACTIONS)['palette']['canRun']>[0]) {
  return (id: CommandId) => id !== 'palette' && ACTIONS[id].canRun(state)
}

const scrollIntoSight = (row: HTMLElement | null) => row?.scrollIntoView?.({ block: 'nearest' })
