/**
 * Puts text on the clipboard. By the copy event and not by `navigator.clipboard`, which needs a permission, and the window
 * is given none.
 */
export function copyText(text: string) {
  const fill = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text)
    event.preventDefault()
  }
  document.addEventListener('copy', fill)
  document.execCommand('copy')
  document.removeEventListener('copy', fill)
}
