import { counterJa } from './counter-ja.ts'
import { holdsJa } from './holds-ja.ts'
import { machineJa } from './machine-ja.ts'
import { networksJa } from './networks-ja.ts'
import { ordersJa } from './orders-ja.ts'
import { accountsJa, shopsJa } from './people-ja.ts'
import { settledJa } from './settled-ja.ts'
import type { DemoWorld } from './stories.ts'
import { waitingJa } from './waiting-ja.ts'

export const worldJa: DemoWorld = {
  shops: shopsJa,
  accounts: accountsJa,
  counter: counterJa,
  orders: ordersJa,
  stories: [...waitingJa, ...networksJa, ...holdsJa, ...settledJa, ...machineJa],
  quoteLine: (author, at) => `${at}、${author}のメール:`,
}
