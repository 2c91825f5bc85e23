import { shownAnswerKey, shownKeys, type CommandId } from '../../preload/commands.ts'
import { useText } from '../store/context.ts'

/** What the keys of the system are called. */
export const isMac = () => /Mac/.test(navigator.platform)

/** The key of a command, press by press. Nothing where it has none. */
export function CommandKeys({ id }: { id: CommandId }) {
  return shownKeys(id, isMac()).map((press) => <kbd key={press}>{press}</kbd>)
}

/** The name of a command with its key, for the hint of a button. */
export function useCommandHint(id: CommandId) {
  const { commands } = useText()
  const keys = shownKeys(id, isMac()).join(' ')
  return keys === '' ? commands.names[id] : `${commands.names[id]} (${keys})`
}

/** The same for what stands in an answer. */
export function useAnswerHint(id: CommandId) {
  const { commands } = useText()
  return `${commands.names[id]} (${shownAnswerKey(id, isMac())})`
}
