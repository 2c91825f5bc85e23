import { type MailSigns, readSigns } from './classify/classify.ts'
import { excerptOf } from './excerpt.ts'
import { type FormFields, readFormFields } from './form-fields.ts'
import type { ReadMessage } from './message.ts'
import { findOrderNumbers } from './order-numbers.ts'
import { type PersonSign, personSignsIn } from './person-signs.ts'

/** What follows from a message alone, worked out where it is read and not on the thread that draws and stores. */
export type Digest = {
  excerpt: string
  orderNumbers: string[]
  form: FormFields
  signs: MailSigns
  /** What the writer says of themselves. */
  person: PersonSign[]
}

export function digestOf(message: ReadMessage): Digest {
  const form = readFormFields(message.textBody)
  return {
    excerpt: excerptOf(message.textBody),
    orderNumbers: orderNumbersIn(message),
    form,
    signs: readSigns(message),
    // What goes to a list is no customer's word, and it is long.
    person: message.headers.has('list-unsubscribe') ? [] : personSignsIn(message, form),
  }
}

/** Looked for this far; nobody writes a number below a novel. */
const LOOKED_THROUGH = 50_000

/** Order numbers in subject and text, in their order. */
export function orderNumbersIn({ subject, textBody }: Pick<ReadMessage, 'subject' | 'textBody'>): string[] {
  return findOrderNumbers(`${subject}\n${textBody.slice(0, LOOKED_THROUGH)}`).map(({ number }) => number)
}
