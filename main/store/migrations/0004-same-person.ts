import { personSigns } from './0004/person-signs.ts'

export const version = 4

/** Two records that may be one person. */
export const sql = personSigns
