/**
 * Puts text into a field as if it had been typed, so that Ctrl+Z takes it back: `insertText` is the only way to write into
 * the undo history of a text field. Where the engine has no such command the value is set and the page told.
 */
export function insertText(field: HTMLTextAreaElement, text: string, start: number, end: number): void {
  field.focus()
  field.setSelectionRange(start, end)
  if (typeof document.execCommand === 'function' && document.execCommand('insertText', false, text)) return
  const next = field.value.slice(0, start) + text + field.value.slice(end)
  // React watches the setter of the element; that of the prototype goes past it, and the event is then a change.
  Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(field, next)
  field.setSelectionRange(start + text.length, start + text.length)
  field.dispatchEvent(new Event('input', { bubbles: true }))
}
