import type { CommandId } from '../../preload/commands.ts'
import type { Tools } from './app-store.ts'

export type CommandsSlice = {
  isPaletteOpen: boolean
  /** What was chosen in the palette since the window opened, newest first. */
  recentCommands: readonly CommandId[]
  setPalette: (isOpen: boolean) => void
  noteCommand: (id: CommandId) => void
}

const MOST_REMEMBERED = 8

export function createCommandsSlice({ set, get }: Tools): CommandsSlice {
  return {
    isPaletteOpen: false,
    recentCommands: [],
    setPalette: (isPaletteOpen) => set({ isPaletteOpen }),
    noteCommand(id) {
      const others = get().recentCommands.filter((one) => one !== id)
      set({ recentCommands: [id, ...others].slice(0, MOST_REMEMBERED) })
    },
  }
}
