import { contextBridge, ipcRenderer } from 'electron'
import { EVENT, INVOKE, type AppEvent, type Bridge } from './bridge.ts'

const bridge: Bridge = {
  invoke: (method, input) => ipcRenderer.invoke(INVOKE, method, input),
  onEvent(listener) {
    const forward = (_event: unknown, event: AppEvent) => listener(event)
    ipcRenderer.on(EVENT, forward)
    return () => void ipcRenderer.off(EVENT, forward)
  },
}

contextBridge.exposeInMainWorld('madoguchi', bridge)
