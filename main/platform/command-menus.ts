import type { MenuItemConstructorOptions } from 'electron'
import {
  COMMAND_IDS,
  COMMANDS,
  shownKeys,
  type CommandId,
  type CommandInfo,
  type CommandMenu,
} from '../../preload/commands.ts'

type Run = (id: CommandId) => void

/**
 * The commands of one menu with their keys. The window takes the keys itself, because it alone knows whether somebody
 * writes: here they are only shown. What the system cannot show as a key stands behind the name.
 */
export function commandItems(
  menu: CommandMenu,
  names: Record<CommandId, string>,
  run: Run,
  isMac = process.platform === 'darwin',
): MenuItemConstructorOptions[] {
  return COMMAND_IDS.filter((id) => COMMANDS[id].menu === menu).map((id) => {
    const accelerator = acceleratorOf(COMMANDS[id], isMac)
    const keys = shownKeys(id, isMac).join(' ')
    const label = accelerator !== null || keys === '' ? names[id] : `${names[id]} (${keys})`
    return { label, click: () => run(id), ...(accelerator !== null && { accelerator, registerAccelerator: false }) }
  })
}

/** macOS takes every key it shows: there a single letter would never arrive in a text again. */
function acceleratorOf({ keys, answerKeys }: CommandInfo, isMac: boolean): string | null {
  const key = keys[0] ?? answerKeys[0]
  if (key === undefined || key.includes(' ') || key.endsWith('?')) return null
  const accelerator = key.replace('$mod', 'CmdOrCtrl').replace(/(?<=^|\+)[a-z]$/, (letter) => letter.toUpperCase())
  return isMac && !accelerator.includes('CmdOrCtrl') ? null : accelerator
}
