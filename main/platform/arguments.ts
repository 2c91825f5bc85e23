import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { NewMail, TicketId } from '../../preload/domain.ts'
import { readMailto } from '../core/mailto.ts'
import type { HostInvitation } from '../../preload/domain/second-pc.ts'

export type Arguments = {
  /** Where `--data` points to, or null for the usual place. */
  dataDir: string | null
  isDemo: boolean
  /** Start in the tray, without a window. */
  isHidden: boolean
  /** The ticket of a `madoguchi://ticket/ID` link. */
  ticketId: TicketId | null
  /** The mail that a `mailto:` link begins. */
  mail: NewMail | null
  /** `--host ADDRESS --code CODE`: makes this PC a second one of that shop, as the first window does. */
  invitation: HostInvitation | null
}

const options = {
  data: { type: 'string' },
  demo: { type: 'boolean' },
  hidden: { type: 'boolean' },
  host: { type: 'string' },
  code: { type: 'string' },
} as const

/** Reads the command line. What it does not know is Chromium's own and is passed over. */
export function readArguments(args: readonly string[], folder: string): Arguments {
  const { values } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true })
  return {
    dataDir: typeof values.data === 'string' && values.data !== '' ? resolve(folder, values.data) : null,
    isDemo: values.demo === true,
    isHidden: values.hidden === true,
    invitation: invitationOf(values.host, values.code),
    ticketId: args.map(ticketOfLink).find((id) => id !== null) ?? null,
    mail: args.map(readMailto).find((mail) => mail !== null) ?? null,
  }
}

/** The ticket that a `madoguchi://ticket/ID` link names; null for anything else, whoever wrote it. */
export function ticketOfLink(link: string): TicketId | null {
  const number = /^madoguchi:\/\/ticket\/(\d{1,15})\/?$/.exec(link)?.[1]
  return Number(number) > 0 ? (Number(number) as TicketId) : null
}

/** Read here by hand: the schemas of the program are loaded after its window is there. */
function invitationOf(host: unknown, typed: unknown): HostInvitation | null {
  const [address, code] = [host, typed].map((word) => (typeof word === 'string' ? word.trim() : ''))
  return address && code && address.length <= 200 && code.length <= 60 ? { address, code } : null
}

/** What the window shall show at the start or for a link. */
export type StartTarget = { ticketId: TicketId } | { mail: NewMail }

export function targetOf({ ticketId, mail }: Pick<Arguments, 'ticketId' | 'mail'>): StartTarget | null {
  if (ticketId !== null) return { ticketId }
  return mail === null ? null : { mail }
}

/**
 * The data folder, and the folder of Chromium's own profile, which also carries the lock of the single instance and, on
 * Windows, the key of the secrets. A data folder of one's own brings a profile of one's own.
 */
export function choosePlaces(
  { dataDir, isDemo }: Arguments,
  userData: string,
): { dataDir: string; profileDir: string } {
  if (dataDir) return { dataDir, profileDir: join(dataDir, 'profile') }
  if (isDemo) return { dataDir: join(userData, 'demo'), profileDir: join(userData, 'demo', 'profile') }
  return { dataDir: join(userData, 'data'), profileDir: userData }
}

/** Where the demo shop lies that is opened out of this shop. */
export function demoArguments({ dataDir }: Arguments): string[] {
  return dataDir ? ['--demo', '--data', join(dataDir, 'demo')] : ['--demo']
}
