import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { NO_PLAN, type MessageId } from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import { createApp, type App } from '../app.ts'
import type { ReadSources } from '../channels/adapter.ts'
import { ticketToken } from '../core/subject.ts'
import type { AccountRow } from '../store/accounts.ts'
import type { Command } from './desk.ts'
import { createReader, headlessPorts } from './headless.ts'

const Script = z.object({
  /** Our address; where it is not given, the first recipient of the first mail. */
  address: z.string().optional(),
  steps: z.array(
    z.discriminatedUnion('op', [
      z.object({ op: z.literal('in'), key: z.string(), eml: z.string() }),
      z.object({ op: z.literal('reply'), key: z.string(), ticketOf: z.string(), body: z.string() }),
    ]),
  ),
})
type Script = z.infer<typeof Script>
type Step = Script['steps'][number]
type Sent = { messageId: string; subject: string; marker: string; body: string }

const MINUTE_MS = 60_000

/** Plays mails and answers in order of arrival on a fresh store, and tells which ticket each went to and why. */
export const runReplay: Command = async (args, out, { version }) => {
  const reader = createReader()
  try {
    for (const file of args.words) {
      try {
        const script = Script.parse(JSON.parse(await readFile(file, 'utf8')))
        out({ file, ok: true, ...(await play(script, reader.read, version)) })
      } catch (error) {
        out({ file, ok: false, reason: error instanceof Error ? error.message : String(error) })
      }
    }
  } finally {
    await reader.close()
  }
}

async function play(script: Script, read: ReadSources, version: string) {
  const folder = await mkdtemp(join(tmpdir(), 'madoguchi-replay-'))
  let now = 0
  const clock = { now: () => now, setTimer: () => () => {} }
  const app = createApp({
    dataDir: folder,
    clock,
    ports: headlessPorts,
    reader: { read, close: () => Promise.resolve() },
    log: { info: () => {}, error: () => {} },
    version,
    isDemo: true,
  })
  try {
    const first = script.steps.find((step) => step.op === 'in')
    const account = addAccount(app, script.address ?? (await recipientOf(first?.eml ?? '', read)))
    const sent = new Map<string, Sent>()
    const messages = new Map<string, MessageId>()
    const why: Record<string, string> = {}
    for (const step of script.steps) {
      now += MINUTE_MS
      const id = step.op === 'in' ? await takeIn(step, sent) : await answer(step)
      messages.set(step.key, id)
      why[step.key] ??= app.store.messages.get(id)!.joinReason
    }
    return {
      tickets: Object.fromEntries([...messages].map(([key, id]) => [key, app.store.messages.get(id)!.ticketId])),
      messages: Object.fromEntries(messages),
      why,
    }

    async function takeIn(step: Extract<Step, { op: 'in' }>, answers: ReadonlyMap<string, Sent>): Promise<MessageId> {
      const [result] = await read([new TextEncoder().encode(fill(step.eml, answers))], new AbortController().signal)
      now = Math.max(now, result!.message.date ?? 0)
      const inbound = {
        ...result!,
        externalId: `replay/${messages.size}/${now}`,
        place: 'inbox' as const,
        receivedAt: now,
      }
      const [stored] = await app.services.intake.storePage(account, {
        messages: [inbound],
        cursor: '',
        progress: { done: 1, total: 1 },
      })
      return stored!.messageId
    }

    async function answer(step: Extract<Step, { op: 'reply' }>): Promise<MessageId> {
      const { ticketId } = app.store.messages.get(messages.get(step.ticketOf)!)!
      const draft = app.services.replies.draftOf(ticketId)
      const item = app.services.replies.send({
        ticketId,
        accountId: account.id,
        to: draft.to,
        cc: draft.cc,
        subject: draft.subject,
        body: step.body,
        basedOnMessageId: draft.basedOnMessageId,
        clientKey: randomUUID(),
        plan: NO_PLAN,
        despiteNewer: true,
      })
      for (const job of app.services.delivery.jobs()) await job.run()
      const { mid, subject } = app.store.messages.get(item.messageId)!
      const prefix = app.store.accounts.tokenPrefix(account.shopId)
      sent.set(step.key, {
        messageId: `<${mid}>`,
        subject,
        marker: prefix === null ? '' : ticketToken(ticketId, prefix),
        body: step.body,
      })
      return item.messageId
    }
  } finally {
    await app.close()
    await rm(folder, { recursive: true, force: true })
  }
}

function addAccount(app: App, address: string): AccountRow {
  const server = { host: 'localhost', port: 1, tls: 'none' as const, user: address }
  const settings = {
    address,
    name: address,
    imap: server,
    smtp: server,
    sinceDays: null,
    watchJunk: false,
    trustedFingerprint: null,
    allowInsecure: true,
  }
  const { id } = app.services.accounts.add(address, settings, { imapPassword: '-', smtpPassword: '-' })
  return app.store.accounts.get(id)!
}

async function recipientOf(eml: string, read: ReadSources): Promise<string> {
  const [result] = await read([new TextEncoder().encode(eml)], new AbortController().signal)
  return result?.message.to[0]?.address || 'shop@example.jp'
}

/** `{{KEY.messageId}}` and the like, out of our own mail KEY. An id has one pair of brackets, whether the mail writes them or not. */
function fill(eml: string, sent: ReadonlyMap<string, Sent>): string {
  const place = /<?\{\{([^{}.]+)\.messageId\}\}>?|\{\{([^{}.]+)\.(subject|marker|body)\}\}/g
  return eml.replace(
    place,
    (_, ofId: string | undefined, ofText: string | undefined, field: keyof Sent | undefined) => {
      const key = ofId ?? ofText!
      const mail = sent.get(key)
      if (!mail) throw new AppError('invalid-input', `${key} is no answer that was sent before`)
      return mail[field ?? 'messageId']
    },
  )
}
