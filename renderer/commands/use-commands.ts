import { useEffect } from 'react'
import { matchKeybindingPress, parseKeybinding, tinykeys } from 'tinykeys'
import { COMMAND_IDS, COMMANDS, isCommandId, type CommandId, type CommandInfo } from '../../preload/commands.ts'
import { i18nOf } from '../store/i18n-of.ts'
import type { AppStore } from '../store/app-store.ts'
import { useAppStore } from '../store/context.ts'
import { ACTIONS } from './actions.ts'

/** Keys and menus of the system, as long as the frame stands. */
export function useCommands() {
  const store = useAppStore()
  // By itself tinykeys hears nothing from a field; some keys are meant for there too.
  useEffect(() => tinykeys(window, bindings(store), { ignore: isNoPress }), [store])
  useEffect(() => store.api.onEvent((event) => event.type === 'command' && runFromMenu(store, event.command)), [store])
}

/** Runs what was chosen by name. What cannot run just now says so. */
export function runCommand(store: AppStore, id: CommandId) {
  const state = store.getState()
  if (ACTIONS[id].canRun(state)) return runWhenRead(store, id)
  const { commands } = i18nOf(state).text
  state.showToast({ text: commands.notNow(commands.names[id]) })
}

/** Whether a press is the key of a command while an answer is written. On every system Ctrl does it. */
export function isAnswerKey(id: CommandId, event: KeyboardEvent) {
  const { answerKeys }: CommandInfo = COMMANDS[id]
  return answerKeys.some((key) => {
    const press = parseKeybinding(key)[0]
    const withControl = parseKeybinding(key.replace('$mod', 'Control'))[0]
    return [press, withControl].some((one) => one !== undefined && matchKeybindingPress(event, one))
  })
}

function bindings(store: AppStore) {
  const keys = COMMAND_IDS.flatMap((id) => COMMANDS[id].keys.map((key): [string, CommandId] => [key, id]))
  // Of keys that match, the first listed takes the press, and g h is not h.
  keys.sort(([a], [b]) => Number(b.includes(' ')) - Number(a.includes(' ')))
  return Object.fromEntries(keys.map(([key, id]) => [key, (event: KeyboardEvent) => take(store, id, event)]))
}

const isNoPress = (event: KeyboardEvent) => event.repeat || event.isComposing || event.keyCode === 229

function take(store: AppStore, id: CommandId, event: KeyboardEvent) {
  if (event.defaultPrevented || isDialogOpen() || (!COMMANDS[id].isEverywhere && isBusyWith(event))) return
  if (!ACTIONS[id].canRun(store.getState())) return
  event.preventDefault()
  runWhenRead(store, id)
}

/** At once, or as soon as the ticket just opened has been read and drawn. Another ticket, or an error, and it is forgotten. */
function runWhenRead(store: AppStore, id: CommandId) {
  const { run, needsConversation } = ACTIONS[id]
  const { detail, openId } = store.getState()
  if (!needsConversation || detail !== null) return run(store.getState())
  const stop = store.subscribe((state) => {
    if (state.openId === openId && state.detail === null && state.detailError === null) return
    stop()
    if (state.openId !== openId || state.detail === null) return
    requestAnimationFrame(() => run(store.getState()))
  })
}

/** Text takes letters, a button takes Enter. */
function isBusyWith({ target, key }: KeyboardEvent) {
  if (!(target instanceof HTMLElement)) return false
  if (target.closest('input, textarea, select, [contenteditable="true"]')) return true
  return key === 'Enter' && target.closest('button, a, summary') !== null
}

/** An open dialog or menu takes everything. */
const isDialogOpen = () => document.querySelector('[role="dialog"], [role="menu"], [role="alertdialog"]') !== null

function runFromMenu(store: AppStore, id: string) {
  if (isCommandId(id) && !isDialogOpen()) runCommand(store, id)
}
