import type { ImapFlow } from 'imapflow'
import type { AppError } from '../../../preload/errors.ts'
import type { Inbound, Page, ReadSources } from '../adapter.ts'
import { fetchChunk, findGone, type Fetched } from './chunk.ts'
import { externalId, formatCursor, parseCursor, type Folder, type MailCursor } from './cursor.ts'
import { mailError } from './errors.ts'
import { cursorOf, newestOpen, planFolder, settle, type Plan } from './plan.ts'
import { isStop, readAhead } from './read-ahead.ts'
import type { StallGuard } from './stall-guard.ts'
import { fetchHead, fetchInstant, handsOverAny, type Head } from './witness.ts'

export type FetchLimits = {
  /** Small, so that the person sees the newest mail at once. */
  firstPage: number
  page: number
  pageBytes: number
  /** Between the network and the store. */
  bytesInFlight: number
}
export const DEFAULT_LIMITS: FetchLimits = {
  firstPage: 50,
  page: 200,
  pageBytes: 4 * 1024 * 1024,
  bytesInFlight: 16 * 1024 * 1024,
}

/** Tries for one message, the last two alone, each after a fresh answer of the server, before it is set aside. */
const TRIES = 4
/** UIDs asked for together after a first failure: small enough to get past the bad one quickly. */
const SECOND_TRY = 14
/** Where nothing at all comes through, the server may be to blame: for so long, in ms, no mail is called unreadable for it. */
const DOUBT_MS = 60 * 60_000
/** Looks after which the only mail of an account is called unreadable although nothing but answers came. */
const LOOKS_ALONE = 2
/** How much further behind (share of its mails) a folder must be to be worth opening: that costs a large mailbox 40 ms. */
const SWITCH_LEAD = 0.04
/** Failures in a row without one message coming through, after which the connection itself is to blame. */
const FAILURES_IN_A_ROW = 6
/** After so many wrong sizes the server is known to guess them (Exchange does), and they prove nothing. */
const ODD_SIZES_ENOUGH = 5

export type FetchContext = {
  connect(signal: AbortSignal): Promise<ImapFlow>
  drop(): void
  folders(client: ImapFlow): Promise<Folder[]>
  read: ReadSources
  since(): string | null
  limits: FetchLimits
  toError(error: unknown): AppError
  /**
   * Failed tries by external id. Lives as long as the adapter, so that a bad message is not met fresh on every look.
   * `alone`: looks at which the server lived, and had this mail alone and not even its headers to give.
   */
  tries: Map<string, { count: number; since: number; alone: number }>
  /** Messages whose size the server announced wrongly although they were asked for alone. */
  oddSizes: number
  now(): number
  guard: StallGuard
  /** Whether something may have come into INBOX, which is open, since `next`. */
  hasNews(client: ImapFlow, next: number): Promise<boolean>
  /** Told right before INBOX is searched, and how far that search came. */
  willPlan(): void
  planned(next: number): void
}

/** See `Adapter.fetchSince`. Within a page the order is the server's: oldest first. */
export function fetchSince(
  context: FetchContext,
  cursor: string | null,
  signal: AbortSignal,
  around: (run: () => Promise<void>) => Promise<void>,
): AsyncGenerator<Page> {
  const before = parseCursor(cursor)
  return readAhead(
    context.limits.bytesInFlight,
    (put) => around(() => createRun(context, before, cursor, signal, put).run()),
    () => context.drop(),
  )
}

function createRun(
  context: FetchContext,
  before: MailCursor,
  given: string | null,
  signal: AbortSignal,
  put: (page: Promise<Page>, bytes: number) => Promise<void>,
) {
  const { limits } = context
  let plans: Plan[] = []
  let client: ImapFlow
  let total = 0
  let averageBytes = 0
  let lastPath = ''
  let failuresInARow = 0
  /** A mail came in this run: what fails beside it fails by itself. */
  let hasCome = false
  let lastCursor = given
  const started = new Set<string>()

  const idOf = (plan: Plan, uid: number) => externalId(plan.folder.path, plan.validity, uid)
  const triesOf = (plan: Plan, uid: number) => context.tries.get(idOf(plan, uid))?.count ?? 0
  const openCount = () => plans.reduce((sum, plan) => sum + plan.openCount, 0)

  async function run(): Promise<void> {
    client = await context.connect(signal)
    try {
      await context.guard(client, planAll)
    } catch (error) {
      // A connection from before the PC slept looks open and is dead: found out by its first command, and not worth a failure.
      if (signal.aborted || client.usable) throw error
      context.drop()
      client = await context.connect(signal)
      await context.guard(client, planAll)
    }
    for (let step = nextStep(); step; step = nextStep()) {
      if (signal.aborted) throw context.toError(signal.reason)
      await take(step)
    }
    const end = formatCursor(cursorOf(before, plans))
    // Nothing to store, but worth remembering: UIDs that are gone, or a first look at an empty account.
    if (end !== lastCursor) {
      await put(Promise.resolve({ messages: [], cursor: end, progress: { done: total, total } }), 0)
    }
  }

  async function planAll(): Promise<void> {
    plans = []
    for (const folder of await context.folders(client)) {
      const state = before.folders[folder.path]
      const since = context.since()
      if (state && state.backlog === '' && !widens(since, state.since) && !(await hasNews(folder))) continue
      const plan = await openAndPlan(folder)
      if (plan) plans.push(plan)
    }
    total = openCount()
  }

  async function hasNews(folder: Folder): Promise<boolean> {
    const state = before.folders[folder.path]!
    const box = folder.place === 'inbox' && client.mailbox
    if (box && box.path === folder.path && String(box.uidValidity) === state.validity)
      return context.hasNews(client, state.next)
    try {
      const status = await client.status(folder.path, { uidNext: true, uidValidity: true })
      return !status || String(status.uidValidity) !== state.validity || !status.uidNext || status.uidNext > state.next
    } catch (error) {
      // Opening it tells whether the folder is gone or only has trouble with this question.
      if (client.usable) return true
      throw error
    }
  }

  async function openAndPlan(folder: Folder): Promise<Plan | null> {
    try {
      await select(client, folder.path)
    } catch (error) {
      if (folder.place !== 'inbox' && client.usable) return null
      throw error
    }
    if (folder.place === 'inbox') context.willPlan()
    const plan = await planFolder(client, folder, before.folders[folder.path], context.since())
    if (folder.place === 'inbox') context.planned(plan.next)
    return plan
  }

  type Step = { plan: Plan; uids: number[]; alone: boolean }

  /** First the newest of each folder, then the folder that is furthest behind; what failed before comes last. */
  function nextStep(): Step | null {
    const fresh = plans.filter(({ folder, openCount: count }) => count > 0 && !started.has(folder.path))
    const lead = (plan: Plan) => share(plan) + (plan.folder.path === lastPath ? SWITCH_LEAD : 0)
    const behind = [...plans].sort((a, b) => lead(b) - lead(a))
    for (const plan of [...fresh, ...behind]) {
      const isFirst = !started.has(plan.folder.path)
      started.add(plan.folder.path)
      const uids = newestOpen(plan, isFirst ? limits.firstPage : chunkLength(), (uid) => triesOf(plan, uid) === 0)
      if (uids.length > 0) {
        lastPath = plan.folder.path
        return { plan, uids, alone: false }
      }
    }
    for (const plan of plans) {
      const second = newestOpen(plan, SECOND_TRY, (uid) => triesOf(plan, uid) === 1)
      if (second.length > 0) return { plan, uids: second, alone: false }
    }
    // One after the other, not one to its end: a good mail that came into doubt with a bad one then speaks against it.
    for (const most of [TRIES - 1, Infinity]) {
      for (const plan of plans) {
        const alone = newestOpen(plan, 1, (uid) => triesOf(plan, uid) < most)
        if (alone.length > 0) return { plan, uids: alone, alone: true }
      }
    }
    return null
  }

  /** A chunk is about a page: large mails make it shorter, so that newest first stays true. */
  function chunkLength(): number {
    const fits = averageBytes === 0 ? limits.page : Math.floor(limits.pageBytes / averageBytes)
    return Math.max(10, Math.min(limits.page, fits))
  }

  async function take({ plan, uids, alone }: Step): Promise<void> {
    const buffer = createBuffer(plan)
    const came = new Set<number>()
    let oddSize: Fetched | undefined
    try {
      await select(client, plan.folder.path)
      if (String((client.mailbox as { uidValidity?: bigint }).uidValidity ?? 0) !== plan.validity)
        return await restart(plan)
      const options = { checkSizes: context.oddSizes < ODD_SIZES_ENOUGH, now: context.now() }
      const { doubtful, wrongSize } = await context.guard(client, (moved) =>
        fetchChunk(client, uids, options, async (message) => {
          moved()
          came.add(message.uid)
          await buffer.add(message)
        }),
      )
      oddSize = alone ? wrongSize.get(uids[0]!) : undefined
      if (doubtful && !alone) {
        // One answer out of place puts its neighbours in doubt too.
        for (const uid of buffer.discard()) came.delete(uid)
      }
      await buffer.flush()
      if (!alone) {
        for (const [uid, message] of wrongSize) {
          came.add(uid)
          // Asked again at once: if the server guesses every size, a few mails show it before the whole mailbox is refetched.
          if (context.oddSizes >= ODD_SIZES_ENOUGH) await acceptOddSize(plan, message)
          else await take({ plan, uids: [uid], alone: true })
        }
      }
      const missing = uids.filter((uid) => !came.has(uid))
      for (const uid of await findGone(client, missing)) {
        came.add(uid)
        forget(plan, uid)
      }
      // The server answered, and differently from what was asked: from here on one by one.
      await failed(
        plan,
        uids.filter((uid) => !came.has(uid)),
        TRIES - 2,
        oddSize,
      )
    } catch (error) {
      await afterFailure(error, plan, uids, came, buffer)
    }
    if (came.size === 0) return
    failuresInARow = 0
    hasCome = true
  }

  async function afterFailure(
    error: unknown,
    plan: Plan,
    uids: readonly number[],
    came: ReadonlySet<number>,
    buffer: ReturnType<typeof createBuffer>,
  ): Promise<void> {
    if (isStop(error) || signal.aborted) throw signal.aborted ? context.toError(error) : error
    const problem = context.toError(error)
    if (problem.code === 'bug' || problem.code === 'rate-limited') throw problem
    await buffer.flush()
    failuresInARow++
    if (failuresInARow >= FAILURES_IN_A_ROW) throw problem
    if (!client.usable || problem.code !== 'rejected') {
      context.drop()
      client = await context.connect(signal)
    }
    const left = uids.filter((uid) => !came.has(uid))
    hasCome ||= came.size > 0
    await failed(plan, left, problem.code === 'rejected' ? TRIES - 2 : 0, undefined, problem)
  }

  /** Counts a try. A message that was tried often enough is handed over as unreadable: never lost, never in the way. */
  async function failed(
    plan: Plan,
    uids: readonly number[],
    atLeast: number,
    odd?: Fetched,
    problem?: AppError,
  ): Promise<void> {
    for (const uid of uids) {
      const known = context.tries.get(idOf(plan, uid)) ?? { count: 0, since: context.now(), alone: 0 }
      const count = Math.max(atLeast, known.count + 1)
      context.tries.set(idOf(plan, uid), { ...known, count })
      if (odd) {
        await acceptOddSize(plan, odd)
        continue
      }
      if (count < TRIES) continue
      const isDoubted = problem !== undefined && Math.abs(context.now() - known.since) < DOUBT_MS
      // An outage that spares everything but the handing over of mail looks the same, and passes.
      if (isDoubted && !hasCome && !(await isItsOwnFault(plan, uid))) throw problem
      await quarantine(plan, uid, problem?.message ?? 'The server names this message but does not hand it over')
    }
  }

  /** One bad mail alone in what is new looks like an outage. What else the server still hands over tells which it is. */
  async function isItsOwnFault(plan: Plan, uid: number): Promise<boolean> {
    const others = await handsOverOthers(plan)
    hasCome = others === true
    // Several that all fail are an outage, also where their headers come: a line may let through only what is short.
    if (others !== 'nothing' || openCount() > 1) return hasCome
    if (await headOf(plan, uid)) return true
    // Nothing in the account can speak for the server but that it answers, also at a second look.
    const tries = context.tries.get(idOf(plan, uid))
    if (!tries || !(await isThere(plan, uid))) return false
    tries.alone++
    return tries.alone >= LOOKS_ALONE
  }

  async function handsOverOthers(plan: Plan): Promise<boolean | 'nothing'> {
    const isSuspect = (folder: Folder, uid: number) =>
      context.tries.has(externalId(folder.path, plan.validity, uid)) && folder.path === plan.folder.path
    const ask = async () => {
      const others = (await context.folders(client)).filter(({ path }) => path !== plan.folder.path)
      return handsOverAny(client, [plan.folder, ...others], isSuspect, context.now())
    }
    return (await asked(plan, ask)) ?? false
  }

  const headOf = (plan: Plan, uid: number): Promise<Head | null> => asked(plan, () => fetchHead(client, uid))

  async function isThere(plan: Plan, uid: number): Promise<boolean> {
    return (await asked(plan, () => findGone(client, [uid])))?.length === 0
  }

  /** The folder of `plan` is open before and after; null where the server failed, then on a fresh connection. */
  async function asked<T>(plan: Plan, ask: () => Promise<T>): Promise<T | null> {
    try {
      return await context.guard(client, async () => {
        await select(client, plan.folder.path)
        const answer = await ask()
        await select(client, plan.folder.path)
        return answer
      })
    } catch (error) {
      if (signal.aborted) throw context.toError(error)
      if (!client.usable) {
        context.drop()
        client = await context.connect(signal)
      }
      await select(client, plan.folder.path)
      return null
    }
  }

  /** Asked for alone and still of another size than the server says: some servers only guess the size. Taken, and noted. */
  async function acceptOddSize(plan: Plan, message: Fetched): Promise<void> {
    context.oddSizes++
    const buffer = createBuffer(plan, (inbound) => inbound.message.defects.push('size-differs'))
    await buffer.add(message)
    await buffer.flush()
  }

  async function quarantine(plan: Plan, uid: number, why: string): Promise<void> {
    const buffer = createBuffer(plan, (inbound) => (inbound.unreadable = why))
    const head = await headOf(plan, uid)
    const receivedAt = head ? head.receivedAt : await asked(plan, () => fetchInstant(client, uid))
    await buffer.add({ uid, receivedAt: receivedAt ?? context.now(), source: head?.source ?? new Uint8Array(0) })
    await buffer.flush()
    failuresInARow = 0
  }

  function forget(plan: Plan, uid: number): void {
    settle(plan, uid)
    context.tries.delete(idOf(plan, uid))
  }

  /** Another UIDVALIDITY in the middle: all UIDs known so far mean nothing any more. */
  async function restart(plan: Plan): Promise<void> {
    const fresh = await planFolder(client, plan.folder, undefined, context.since())
    total += fresh.openCount - plan.openCount
    plans = plans.map((other) => (other === plan ? fresh : other))
  }

  function createBuffer(plan: Plan, mark: (inbound: Inbound) => void = () => {}) {
    let messages: Fetched[] = []
    let bytes = 0
    async function flush(): Promise<void> {
      if (messages.length === 0) return
      const page = messages
      const size = bytes
      messages = []
      bytes = 0
      averageBytes = size / page.length
      for (const { uid } of page) forget(plan, uid)
      lastCursor = formatCursor(cursorOf(before, plans))
      const progress = { done: total - openCount(), total }
      await put(toPage(plan, page, lastCursor, progress, mark), size)
    }
    return {
      flush,
      async add(message: Fetched): Promise<void> {
        messages.push(message)
        bytes += message.source.length
        if (bytes >= limits.pageBytes || messages.length >= limits.page) await flush()
      },
      discard(): number[] {
        const uids = messages.map(({ uid }) => uid)
        messages = []
        bytes = 0
        return uids
      },
    }
  }

  async function toPage(
    plan: Plan,
    fetched: readonly Fetched[],
    cursor: string,
    progress: Page['progress'],
    mark: (inbound: Inbound) => void,
  ): Promise<Page> {
    const sources = fetched.map(({ source }) => source)
    const results = await context.read(sources, signal).catch((error: unknown) => {
      throw signal.aborted ? mailError('stopped', 'Stopped while reading') : error
    })
    const messages = results.map((result, index): Inbound => {
      const { uid, receivedAt } = fetched[index]!
      return { externalId: idOf(plan, uid), place: plan.folder.place, receivedAt, ...result }
    })
    messages.forEach(mark)
    return { messages, cursor, progress }
  }

  return { run }
}

const share = (plan: Plan) => (plan.known.length === 0 ? 0 : plan.openCount / plan.known.length)

function widens(since: string | null, before: string | null): boolean {
  return before !== null && (since === null || since < before)
}

/** EXAMINE: the server then refuses by itself whatever would mark a mail as read. */
async function select(client: ImapFlow, path: string): Promise<void> {
  if (client.mailbox && client.mailbox.path === path && client.mailbox.readOnly) return
  await client.mailboxOpen(path, { readOnly: true })
}
