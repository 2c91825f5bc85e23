import type { FieldName, Faults } from './account-form.ts'

const isShown = (element: HTMLElement) => element.closest('details:not([open]) > :not(summary)') === null

/** Gives the keyboard to a field of the form, or to the first that is seen. */
export function focusField(root: HTMLElement | null, name: FieldName | null) {
  const fields = [...(root?.querySelectorAll<HTMLElement>('[data-field]') ?? [])]
  const wanted = fields.find((field) => field.dataset['field'] === name)
  ;(wanted ?? fields.find(isShown))?.focus()
}

/** The first field on the page that has to be put right. */
export function focusFault(root: HTMLElement | null, faults: Faults) {
  const fields = [...(root?.querySelectorAll<HTMLElement>('[data-field]') ?? [])]
  fields.find((field) => (field.dataset['field'] as FieldName) in faults)?.focus()
}
