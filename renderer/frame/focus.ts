/** Where the keyboard goes. The places are found by their role in the page, so that no component holds another's ref. */
const focus = (selector: string) => document.querySelector<HTMLElement>(selector)?.focus()

export const focusList = () => focus('[data-place="list"]')
export const focusSearch = () => focus('[data-place="search"]')
export const focusHold = () => focus('[data-place="hold"]')
export const focusTicket = () => focus('[data-place="ticket"]')
/** To the date of the step that was just planned, once it is drawn. A ticket that is opened with a plan keeps the list. */
export const focusHoldDue = () => void requestAnimationFrame(() => focus('[data-place="hold-due"]'))
/** Sends as the button does, with all its questions. */
export const pressSend = () => document.querySelector<HTMLButtonElement>('[data-place="send"]')?.click()
/** Into the answer; where it is still folded up, its button opens it and takes the keyboard along. */
export function focusReply() {
  const place = document.querySelector<HTMLElement>('[data-place="reply"]')
  if (place instanceof HTMLButtonElement) place.click()
  else place?.focus()
}
