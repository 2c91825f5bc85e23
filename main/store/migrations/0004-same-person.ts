import { misskeyDeadlines } from './0004/misskey-deadlines.ts'
import { personSigns } from './0004/person-signs.ts'

export const version = 4

/** Two records that may be one person, and a network that came after the policies of a shop were made. */
export const sql = [personSigns, misskeyDeadlines].join('\n')
