import { groupDraft } from './0003/group-draft.ts'
import { orderBefore } from './0003/order-before.ts'
import { returnAddress } from './0003/return-address.ts'
import { staffAlerts } from './0003/staff-alerts.ts'

export const version = 3

/**
 * What is written to many, taken back from a file of orders and asked of a colleague, and where goods go back to. Version 2 was
 * once handed out with the first three in it, so these parts also take a store that has them.
 */
export const sql = [groupDraft, orderBefore, staffAlerts, returnAddress].join('\n')
