import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  connectMail,
  createMailLogin,
  mailChannel,
  mailSettings as parseSettings,
} from '../../main/channels/mail/index.ts'
import type { Timeouts } from '../../main/channels/mail/imap-open.ts'
import { systemClock, type Clock } from '../../main/jobs/clock.ts'
import { createLog } from '../../main/platform/log.ts'
import type { Ports, SecretBox } from '../../main/services/ports.ts'
import { createApp } from '../../main/app.ts'
import { createReader, headlessPorts } from '../../main/cli/headless.ts'
import type { AccountId } from '../../preload/domain.ts'
import { reasons } from '../../preload/locales/ja/problems.ts'
import { createFakeClock } from '../support/fake-clock.ts'
import { eml, mailSettings, openWorld, START } from '../services/world.ts'
import { checkAfterwards } from './checker.ts'

/** For servers that answer: a loaded machine must not look like one that hangs. */
export const PATIENT: Timeouts = { connectMs: 10_000, greetingMs: 10_000, silenceMs: 20_000, acceptMs: 20_000 }
/** For servers that never answer. */
export const HASTY: Timeouts = { connectMs: 3_000, greetingMs: 600, silenceMs: 600, acceptMs: 600 }

/** Sealed as a keychain would: what lies on the disk is not the password. */
export const sealing: SecretBox = {
  isAvailable: () => true,
  seal: (text) => Buffer.from(text).map((byte) => byte ^ 0x5a),
  open: (box) => Buffer.from(box.map((byte) => byte ^ 0x5a)).toString(),
}

export const sealedPorts: Ports = { ...headlessPorts, secretBox: sealing }

/** The whole program on `dataDir`, as its person has it but without a window. */
export const openProgram = (dataDir: string, clock: Clock = systemClock) =>
  createApp({
    dataDir,
    clock,
    ports: sealedPorts,
    reader: createReader(),
    log: createLog(dataDir, false),
    version: 'test',
  })

type Said = { what: string; means: string }
type Tls = 'none' | 'starttls' | 'implicit'
type Place = { port: number; tls?: Tls; host?: string }
export type Servers = { imap: Place; smtp?: Place; trustedFingerprint?: string | null }

/** Passwords of a shop's accounts, by their user. */
export const passwordOf = (user: string) => `himitsu-${user}-4711`

/** Accounts on real servers behind the real mail channel, on a clock that stands still until told. */
export function openFaultyShop({
  timeouts = PATIENT,
  clock = createFakeClock(START),
  dir = newFolder(),
  secretBox = sealing,
} = {}) {
  const patience = { ...timeouts }
  const channel: typeof mailChannel = {
    ...mailChannel,
    connect(settings, secrets, tools) {
      const parsed = parseSettings.parse(settings)
      return connectMail(parsed, createMailLogin(parsed, secrets, tools), tools, patience)
    },
  }
  const world = openWorld({ dir, clock, channel, secretBox, log: createLog(dir, false) })
  const users: string[] = []

  function add(user: string, { imap, smtp = { port: 1 }, trustedFingerprint = null }: Servers): AccountId {
    users.push(user)
    const place = ({ port, tls = 'none', host = '127.0.0.1' }: Place) => ({ host, port, tls, user })
    const settings = {
      ...mailSettings(`${user}@example.jp`),
      imap: place(imap),
      smtp: place(smtp),
      trustedFingerprint,
    }
    const password = passwordOf(user)
    return world.services.accounts.add(user, settings, { imapPassword: password, smtpPassword: password }).id
  }

  return {
    ...world,
    add,
    /** The servers are well again and may take their time. */
    becomePatient: () => void Object.assign(patience, PATIENT),
    look: (id: AccountId) => world.services.accounts.pollNow(id),
    /** What the person sees of an account. */
    seenOf(id: AccountId) {
      const { state, errorReason } = world.services.accounts.list().find((row) => row.id === id)!
      const words = errorReason === null ? null : (reasons as Record<string, Said>)[errorReason]
      return { state, says: words === null ? null : words!.what, means: words?.means }
    },
    accountOf: (id: AccountId) => world.services.accounts.list().find((row) => row.id === id)!,
    alertKinds: () => world.services.alerts.list().map(({ kind }) => kind),
    ticketOf: (id: AccountId) => {
      const filter = { view: 'all' as const, accountId: id, limit: 1, after: null }
      return world.services.view.list(filter).tickets[0]!.id
    },
    async throughTime(ms: number) {
      clock.suspend(ms)
      await world.settle(2)
    },
    /** Closes the program and asks the one checker. */
    async check(delivered: readonly string[], sent: readonly { raw: Buffer; to: string[] }[] = []) {
      await world.shut()
      await checkAfterwards({ dataDir: dir, delivered, sent, secrets: users.map(passwordOf) })
    },
    async discard() {
      await world.shut()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

export const newFolder = () => mkdtempSync(join(tmpdir(), 'madoguchi-faults-'))

export const mailOf = (n: number, bytes = 400) =>
  eml({ id: `f-${n}`, from: `c${n}@example.com`, subject: `件 ${n}`, body: `${n} `.repeat(bytes / 4) })
