import { app, type Session, type WebContents } from 'electron'
import { APP_URL, isMailPage } from './addresses.ts'

/** Permissions, devices, downloads: the window needs none of them. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}))
  session.on('will-download', (event) => event.preventDefault())
}

/**
 * Holds for every page that ever comes to be: it stays where it is and opens nothing. A link in a mail is only told to
 * `onLink`, which asks the person.
 */
export function guardPages(onLink: (url: string) => void): void {
  app.on('web-contents-created', (_event, contents) => guardPage(contents, onLink))
}

function guardPage(contents: WebContents, onLink: (url: string) => void): void {
  contents.setWindowOpenHandler(({ url }) => {
    onLink(url)
    return { action: 'deny' }
  })
  contents.on('will-frame-navigate', (event) => {
    const isAllowed = event.isMainFrame ? event.url === APP_URL : isMailPage(event.url)
    if (isAllowed) return
    event.preventDefault()
    if (!event.isMainFrame) onLink(event.url)
  })
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
}
