import type { SendAfter } from '../store/drafts.ts'

/** Where the keyboard goes. The places are found by their role in the page, so that no component holds another's ref. */
const focus = (selector: string) => document.querySelector<HTMLElement>(selector)?.focus()

export const focusList = () => focus('[data-place="list"]')
export const focusSearch = () => focus('[data-place="search"]')
export const focusHold = () => focus('[data-place="hold"]')
export const focusTicket = () => focus('[data-place="ticket"]')
/** To the date of the step that was just planned, once it is drawn. A ticket that is opened with a plan keeps the list. */
export const focusHoldDue = () => void requestAnimationFrame(() => focus('[data-place="hold-due"]'))
/** Presses the button for sending, with all its questions; what else shall happen is said by the key held with it. */
export function pressSend(after: SendAfter = null) {
  const press = { bubbles: true, cancelable: true, shiftKey: after === 'next', altKey: after === 'resolve' }
  document.querySelector('[data-place="send"]')?.dispatchEvent(new MouseEvent('click', press))
}
/** Into the answer; where it is still folded up, its button opens it and takes the keyboard along. */
export function focusReply() {
  const place = document.querySelector<HTMLElement>('[data-place="reply"]')
  if (place instanceof HTMLButtonElement) place.click()
  else place?.focus()
}
