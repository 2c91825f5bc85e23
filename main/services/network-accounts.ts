import type { AccountId, AccountInfo, NetworkCheck, NetworkDraft, NetworkInfo } from '../../preload/domain.ts'
import type { FieldSpec } from '../../preload/domain/networks.ts'
import { AppError } from '../../preload/errors.ts'
import type { Channel, CheckedAccount, LoginTools } from '../channels/adapter.ts'
import type { Clock } from '../jobs/clock.ts'
import type { AccountRow } from '../store/accounts.ts'
import type { Store } from '../store/index.ts'
import type { AccountSecrets } from './account-secrets.ts'
import type { AccountService } from './accounts.ts'

type Tools = {
  store: Store
  clock: Clock
  accounts: AccountService
  secrets: AccountSecrets
  /** Every channel that can be connected here. */
  channels: () => readonly Channel[]
  openUrl: LoginTools['openUrl']
  fetch: typeof fetch
}

/** A person waits no longer than this for an answer of a network, in ms. */
const PATIENCE_MS = 30_000
/** For signing in at a web page. */
const LOGIN_PATIENCE_MS = 10 * 60_000

/** Accounts on social networks: what is asked to connect one, whether it works, and its budget. */
export function createNetworkAccounts(tools: Tools) {
  const { store, clock, accounts, secrets } = tools
  let login: AbortController | null = null

  function channelOf(id: string): Channel & Required<Pick<Channel, 'fields' | 'check'>> {
    const channel = tools.channels().find((one) => one.id === id)
    if (!channel?.fields || !channel.check) throw new AppError('unsupported', `No network ${id}`)
    return channel as Channel & Required<Pick<Channel, 'fields' | 'check'>>
  }

  const loginTools: LoginTools = { clock, fetch: tools.fetch, openUrl: tools.openUrl }

  /** Typed secrets over stored ones: an empty field keeps what there is. */
  function secretsFor({ secrets: typed }: NetworkDraft, id: AccountId | null): Record<string, string> {
    const stored = id === null || store.accounts.secrets(id).length === 0 ? {} : secrets.open(id)
    return { ...stored, ...Object.fromEntries(Object.entries(typed).filter(([, text]) => text !== '')) }
  }

  function complete(fields: readonly FieldSpec[], draft: NetworkDraft, known: Record<string, string>): void {
    const missing = fields.find(
      ({ name, kind, isRequired }) => isRequired && !(kind === 'secret' ? known[name] : draft.settings[name]),
    )
    if (missing) throw new AppError('invalid-input', `${missing.name} is missing.`, { reason: 'field-missing' })
  }

  async function inTime<T>(patience: number, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const abort = new AbortController()
    login = abort
    const cancel = clock.setTimer(() => abort.abort(), patience)
    try {
      return await run(abort.signal)
    } finally {
      cancel()
      if (login === abort) login = null
    }
  }

  type Checked = { found: CheckedAccount; secrets: Record<string, string>; expiresAt: number | null }

  async function check(draft: NetworkDraft, id: AccountId | null): Promise<Checked> {
    const channel = channelOf(draft.channel)
    let known = secretsFor(draft, id)
    let expiresAt: number | null = null
    complete(channel.fields, draft, known)
    if (channel.login && draft.wantsLogin) {
      const signedIn = await inTime(LOGIN_PATIENCE_MS, (signal) =>
        channel.login!(draft.settings, known, loginTools, signal),
      )
      known = { ...known, ...signedIn.secrets }
      expiresAt = signedIn.expiresAt
    }
    const found = await inTime(PATIENCE_MS, (signal) => channel.check(draft.settings, known, loginTools, signal))
    return { found, secrets: { ...known, ...found.secrets }, expiresAt: found.expiresAt ?? expiresAt }
  }

  /** One profile under two accounts would be read and answered twice. */
  function refuseTaken(channel: string, externalId: string, except: AccountId | null): void {
    const isTaken = store.accounts
      .list()
      .some((row) => row.id !== except && row.channel === channel && row.externalId === externalId)
    if (isTaken) throw new AppError('conflict', 'This account is connected already.', { reason: 'address-taken' })
  }

  /** A token that was replaced while it was tried is the only one that still works, so it is kept at once. */
  async function keepRenewed(id: AccountId | null, { externalId, secrets: renewed }: CheckedAccount): Promise<void> {
    if (id === null || !renewed || store.accounts.get(id)?.externalId !== externalId) return
    await accounts.rewrite(id, () => secrets.seal(id, renewed))
  }

  function write(row: Pick<AccountRow, 'id'>, draft: NetworkDraft, { found, secrets: next, expiresAt }: Checked): void {
    store.accounts.setNetwork(row.id, found.externalId, draft.budgetYen, expiresAt)
    secrets.seal(row.id, next)
  }

  function rowOf(id: AccountId): AccountRow {
    const row = store.accounts.get(id)
    if (!row) throw new AppError('not-found', `No account ${id}`)
    return row
  }

  /** Of the stored settings what the owner typed, as the form holds it. */
  function typedSettings({ channel, settings }: AccountRow): Record<string, string> {
    const stored = JSON.parse(settings) as Record<string, unknown>
    const typed = channelOf(channel).fields.filter(({ kind }) => kind !== 'secret')
    return Object.fromEntries(typed.map(({ name, initial }) => [name, textOf(stored[name], initial)]))
  }

  function isUnchanged(row: AccountRow, { settings, secrets: typed, wantsLogin }: NetworkDraft): boolean {
    const isSame = Object.entries(typedSettings(row)).every(([name, value]) => settings[name] === value)
    return isSame && !wantsLogin && Object.values(typed).every((secret) => secret === '')
  }

  return {
    list: (): NetworkInfo[] =>
      tools
        .channels()
        .filter(({ fields }) => fields !== undefined)
        .map(({ id, fields, login: canLogin }) => ({
          id: id as NetworkInfo['id'],
          fields: [...fields!],
          hasLogin: canLogin !== undefined,
        })),
    /** What the form of a stored account opens with; secrets stay in the safe, only their names are told. */
    draftOf(id: AccountId): { draft: NetworkDraft; storedSecrets: string[] } {
      const row = rowOf(id)
      const { channel, budgetYen } = row
      return {
        draft: { channel, settings: typedSettings(row), secrets: {}, budgetYen, wantsLogin: false },
        storedSecrets: store.accounts.secrets(id).map(({ name }) => name),
      }
    },
    /** Tries it; nothing is stored but a token that the network replaced meanwhile. */
    async test(draft: NetworkDraft, id: AccountId | null): Promise<NetworkCheck> {
      try {
        const { found } = await check({ ...draft, wantsLogin: false }, id)
        await keepRenewed(id, found)
        return { ok: true, address: found.address, name: found.name }
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        return { ok: false, code: error.code, reason: error.reason, detail: error.message }
      }
    },
    async add(shopName: string, draft: NetworkDraft): Promise<AccountInfo> {
      const checked = await check(draft, null)
      const { found } = checked
      const channel = channelOf(draft.channel)
      const id = store.transaction(() => {
        refuseTaken(draft.channel, found.externalId, null)
        const accountId = store.accounts.insert({
          shopId: accounts.shopNamed(shopName),
          channel: draft.channel,
          address: found.address,
          name: found.name || shopName,
          settings: JSON.stringify({ ...draft.settings, ...found.settings }),
          pollIntervalMs: channel.pollIntervalMs,
          createdAt: clock.now(),
          externalId: found.externalId,
        })
        write({ id: accountId }, draft, checked)
        return accountId
      })
      return accounts.adopt(id)
    },
    /** Another interval or budget needs no word of the network; what says who we are is tried. */
    async update(id: AccountId, draft: NetworkDraft, pollIntervalMs: number): Promise<AccountInfo> {
      const row = rowOf(id)
      const { externalId } = row
      const hasOtherPace = row.pollIntervalMs !== pollIntervalMs || row.budgetYen !== draft.budgetYen
      if (hasOtherPace && externalId !== null && isUnchanged(row, draft))
        return accounts.rewrite(id, () => {
          const { address, name, settings, secretExpiresAt } = row
          store.accounts.update({ id, address, name, settings, pollIntervalMs })
          store.accounts.setNetwork(id, externalId, draft.budgetYen, secretExpiresAt)
        })
      const checked = await check(draft, id)
      const { found } = checked
      return accounts.rewrite(id, () => {
        refuseTaken(draft.channel, found.externalId, id)
        if (store.accounts.get(id)!.externalId !== found.externalId)
          throw new AppError('conflict', 'These belong to another account.', { reason: 'other-profile' })
        store.accounts.update({
          id,
          address: found.address,
          name: found.name,
          settings: JSON.stringify({ ...draft.settings, ...found.settings }),
          pollIntervalMs,
        })
        write({ id }, draft, checked)
      })
    },
    /** The person closed the dialog while a page of the network was open. */
    giveUp: () => login?.abort(),
  }
}

const textOf = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : otherwise)
