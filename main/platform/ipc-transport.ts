import { ipcMain, type BrowserWindow, type IpcMainInvokeEvent } from 'electron'
import { EVENT, INVOKE, type AppEvent } from '../../preload/bridge.ts'
import type { createRouter } from '../ipc/router.ts'
import { isAppPage } from './addresses.ts'

export type Route = ReturnType<typeof createRouter>

/** Connects the router to the window. A message from any other page, frame or origin is refused. */
export function connectWindow(window: BrowserWindow, route: Route): { publish(event: AppEvent): void } {
  const { webContents } = window
  ipcMain.handle(INVOKE, (event: IpcMainInvokeEvent, method: unknown, input: unknown) => {
    const frame = event.senderFrame
    const isTrusted = event.sender === webContents && frame?.parent === null && isAppPage(frame.url)
    if (!isTrusted || typeof method !== 'string') throw new Error('Refused a message from an unknown sender')
    return route(method, input)
  })
  return {
    publish(event) {
      if (!webContents.isDestroyed()) webContents.send(EVENT, event)
    },
  }
}
