import { clipboard, Menu, type MenuItemConstructorOptions, type WebContents } from 'electron'
import type { CommandId } from '../../preload/commands.ts'
import type { Catalog } from '../../preload/locales/index.ts'
import { commandItems } from './command-menus.ts'

type Words = Catalog['system']
export type MenuActions = {
  words: Words
  /** What each command is called. */
  names: Catalog['commands']['names']
  run: (id: CommandId) => void
  openSettings: () => void
  isToolsAllowed: boolean
}

/** The menu bar. On Windows and Linux it appears with Alt; its keys work all the same. */
export function showApplicationMenu({ words, names, run, openSettings, isToolsAllowed }: MenuActions): void {
  const { menu, edit } = words
  const isMac = process.platform === 'darwin'
  const settings: MenuItemConstructorOptions = { label: menu.settings, accelerator: 'CmdOrCtrl+,', click: openSettings }
  const quit: MenuItemConstructorOptions = { role: 'quit', label: menu.quit }
  const template: MenuItemConstructorOptions[] = [
    {
      label: isMac ? menu.appName : menu.file,
      submenu: [
        ...commandItems('file', names, run),
        { type: 'separator' },
        settings,
        { type: 'separator' },
        { role: 'close', label: menu.close },
        quit,
      ],
    },
    {
      label: menu.edit,
      submenu: [
        { role: 'undo', label: edit.undo },
        { role: 'redo', label: edit.redo },
        { type: 'separator' },
        { role: 'cut', label: edit.cut },
        { role: 'copy', label: edit.copy },
        { role: 'paste', label: edit.paste },
        { role: 'pasteAndMatchStyle', label: edit.pastePlain },
        { role: 'selectAll', label: edit.selectAll },
      ],
    },
    { label: menu.ticket, submenu: commandItems('ticket', names, run) },
    { label: menu.go, submenu: commandItems('go', names, run) },
    {
      label: menu.view,
      submenu: [
        { role: 'zoomIn', label: menu.zoomIn, accelerator: 'CmdOrCtrl+Plus' },
        // The key of the plus without Shift, as most people press it.
        { role: 'zoomIn', accelerator: 'CmdOrCtrl+=', visible: false },
        { role: 'zoomOut', label: menu.zoomOut },
        { role: 'resetZoom', label: menu.zoomReset },
        { type: 'separator' },
        { role: 'togglefullscreen', label: menu.fullScreen },
        ...developerItems(isToolsAllowed),
      ],
    },
    { label: menu.window, role: 'windowMenu' },
    { label: menu.help, role: 'help', submenu: commandItems('help', names, run) },
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}

const developerItems = (isAllowed: boolean): MenuItemConstructorOptions[] =>
  isAllowed ? [{ type: 'separator' }, { role: 'reload' }, { role: 'toggleDevTools' }] : []

/** The menu under the right button: editing in fields, copying of what is marked and of links. */
export function showContextMenus(contents: WebContents, wordsNow: () => Words): void {
  contents.on('context-menu', (_event, { isEditable, selectionText, editFlags, linkURL }) => {
    const { edit } = wordsNow()
    const items: MenuItemConstructorOptions[] = isEditable
      ? [
          { role: 'undo', label: edit.undo, enabled: editFlags.canUndo },
          { type: 'separator' },
          { role: 'cut', label: edit.cut, enabled: editFlags.canCut },
          { role: 'copy', label: edit.copy, enabled: editFlags.canCopy },
          { role: 'paste', label: edit.paste, enabled: editFlags.canPaste },
          { type: 'separator' },
          { role: 'selectAll', label: edit.selectAll },
        ]
      : copyItems(edit, selectionText, linkURL)
    if (items.length > 0) Menu.buildFromTemplate(items).popup()
  })
}

function copyItems(edit: Words['edit'], selection: string, link: string): MenuItemConstructorOptions[] {
  const items: MenuItemConstructorOptions[] = []
  if (selection.trim() !== '') items.push({ role: 'copy', label: edit.copy })
  if (/^(?:https?|mailto):/.test(link)) {
    items.push({ label: edit.copyLink, click: () => void clipboard.writeText(link) })
  }
  return items
}
