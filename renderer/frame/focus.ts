/** Where the keyboard goes. The places are found by their role in the page, so that no component holds another's ref. */
const focus = (selector: string) => document.querySelector<HTMLElement>(selector)?.focus()

export const focusList = () => focus('[data-place="list"]')
export const focusSearch = () => focus('[data-place="search"]')
export const focusTicket = () => focus('[data-place="ticket"]')
export const focusReply = () => focus('[data-place="reply"]')
