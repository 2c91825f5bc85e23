import type { z } from 'zod'
import { aboutMethods } from './contract/about.ts'
import { accountsMethods } from './contract/accounts.ts'
import { answersMethods } from './contract/answers.ts'
import { appMethods } from './contract/app.ts'
import { backupsMethods } from './contract/backups.ts'
import { erasingMethods } from './contract/erasing.ts'
import { customersMethods } from './contract/customers.ts'
import { draftsMethods } from './contract/drafts.ts'
import { groupsMethods } from './contract/groups.ts'
import { holdsMethods } from './contract/holds.ts'
import { peopleMethods } from './contract/people.ts'
import { laterMethods } from './contract/later.ts'
import { mailSetupMethods } from './contract/mail-setup.ts'
import { manyMethods } from './contract/many.ts'
import { networksMethods } from './contract/networks.ts'
import { hoursMethods } from './contract/hours.ts'
import { ordersMethods } from './contract/orders.ts'
import { repliesMethods } from './contract/replies.ts'
import { rulesMethods } from './contract/rules.ts'
import { secondPcMethods } from './contract/second-pc.ts'
import { templatesMethods } from './contract/templates.ts'
import { ticketsMethods } from './contract/tickets.ts'
import { updatesMethods } from './contract/updates.ts'

/** Everything the window may ask of main, by aggregate. A new line does not compile until main handles it. */
export const contract = {
  ...aboutMethods,
  ...accountsMethods,
  ...answersMethods,
  ...appMethods,
  ...backupsMethods,
  ...erasingMethods,
  ...customersMethods,
  ...draftsMethods,
  ...groupsMethods,
  ...holdsMethods,
  ...peopleMethods,
  ...laterMethods,
  ...networksMethods,
  ...mailSetupMethods,
  ...manyMethods,
  ...ordersMethods,
  ...hoursMethods,
  ...repliesMethods,
  ...rulesMethods,
  ...secondPcMethods,
  ...templatesMethods,
  ...ticketsMethods,
  ...updatesMethods,
} as const

export type MethodName = keyof typeof contract
export type Input<M extends MethodName> = z.input<(typeof contract)[M]['input']>
export type Parsed<M extends MethodName> = z.output<(typeof contract)[M]['input']>
export type Output<M extends MethodName> = z.output<(typeof contract)[M]['output']>
