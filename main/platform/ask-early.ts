import { app, dialog } from 'electron'
import { systemClock } from '../jobs/clock.ts'

const WAKE_MS = 200

/**
 * A question before there is a window. On Linux Chromium's loop sleeps through what GTK has to handle until something else
 * wakes it, up to half a minute after the click (seen with Electron 33 on X11, 2026-11-22), so it is kept awake meanwhile.
 */
export async function askEarly(question: Electron.MessageBoxOptions): Promise<Electron.MessageBoxReturnValue> {
  await app.whenReady()
  let isOpen = true
  const stayAwake = () => {
    if (isOpen) systemClock.setTimer(stayAwake, WAKE_MS)
  }
  stayAwake()
  try {
    return await dialog.showMessageBox(question)
  } finally {
    isOpen = false
  }
}
