import { MAIL_SCHEME } from '../services/ports.ts'

export const APP_SCHEME = 'app'
export const APP_ORIGIN = `${APP_SCHEME}://madoguchi`
export const APP_URL = `${APP_ORIGIN}/index.html`

export const isAppPage = (url: string) => url.startsWith(`${APP_ORIGIN}/`)

/** The words of a search, as `encodeURIComponent` writes them. */
const MARKS = "marks=[\\w.!~*'()%-]*"
/** A page of the mail frame, as `messages.html` names it. */
export const isMailPage = (url: string) =>
  new RegExp(`^${MAIL_SCHEME}://message/\\d+(\\?(pictures|pictures&${MARKS}|${MARKS}))?$`).test(url)
export const isMailPicture = (url: string) => url.startsWith(`${MAIL_SCHEME}://picture/`)
/** A picture of a post, which main fetches from its network once a person asks to see it. */
export const isPostPicture = (url: string) => new RegExp(`^${MAIL_SCHEME}://media/\\d+/\\d+$`).test(url)
/** A page for which a person asked to see the pictures of the network. */
export const isMailPageWithPictures = (url: string) => isMailPage(url) && /\?pictures(?:&|$)/.test(url)
