import { join } from 'node:path'

/** Where a PC keeps what makes it a second one of a shop. */
export const ticketPlace = (dataDir: string): string => join(dataDir, 'second-pc.json')
