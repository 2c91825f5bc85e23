import type { Session } from 'electron'
import { isAppPage, isMailPage, isMailPageWithPictures, isMailPicture, isPostPicture } from './addresses.ts'

export type PageRequest = {
  url: string
  /** As Electron names it: mainFrame, subFrame, script, image, … */
  resourceType: string
  /** The page that asks; null when nobody can tell. */
  frameUrl: string | null
}

/**
 * The second wall behind the policies of the pages: what the window may load at all. Its own files, mails, and pictures
 * of the network only into a mail for which a person asked for them.
 */
export function isRequestAllowed({ url, resourceType, frameUrl }: PageRequest): boolean {
  if (isAppPage(url)) return resourceType === 'mainFrame' || (frameUrl !== null && isAppPage(frameUrl))
  if (isMailPage(url)) return resourceType === 'subFrame'
  if (resourceType !== 'image') return false
  if (isPostPicture(url)) return frameUrl !== null && isAppPage(frameUrl)
  if (isMailPicture(url)) return frameUrl !== null && (isMailPage(frameUrl) || isAppPage(frameUrl))
  return /^https?:\/\//.test(url) && frameUrl !== null && isMailPageWithPictures(frameUrl)
}

/** What a picture server is told and may leave behind: nothing that would let it know the reader again. */
const TELLTALE = new Set(['cookie', 'referer', 'origin', 'authorization'])
const LEFT_BEHIND = new Set(['set-cookie', 'refresh', 'link', 'report-to', 'nel'])

export function withoutHeaders<T>(headers: Record<string, T>, names: ReadonlySet<string>): Record<string, T> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.has(name.toLowerCase())))
}

/** @param isToolsAllowed the developer tools load pages of their own */
export function guardNetwork(session: Session, isToolsAllowed: boolean): void {
  session.webRequest.onBeforeRequest((details, answer) => {
    const { url, resourceType, frame } = details
    const isTool = isToolsAllowed && url.startsWith('devtools://')
    answer({ cancel: !isTool && !isRequestAllowed({ url, resourceType, frameUrl: frame?.url ?? null }) })
  })
  const everywhere = { urls: ['http://*/*', 'https://*/*'] }
  session.webRequest.onBeforeSendHeaders(everywhere, ({ requestHeaders }, answer) =>
    answer({ requestHeaders: withoutHeaders(requestHeaders, TELLTALE) }),
  )
  session.webRequest.onHeadersReceived(everywhere, ({ responseHeaders }, answer) =>
    answer({ responseHeaders: withoutHeaders(responseHeaders ?? {}, LEFT_BEHIND) }),
  )
  // Dictionaries would be fetched from a server that nobody chose.
  session.setSpellCheckerDictionaryDownloadURL('data:,')
}
