import { randomUUID } from 'node:crypto'
import type {
  AccountId,
  FoundMail,
  MailOAuth,
  MailSecrets,
  MailSettings,
  MailSignIn,
  ServerCheck,
} from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import type { ChannelTools, LoginTools } from '../channels/adapter.ts'
import { findMail, signInToMail, testMailAccount, type MailLookup, type SignInToMail } from '../channels/registry.ts'
import type { AccountSecrets } from './account-secrets.ts'
import type { AccountService } from './accounts.ts'

/** For signing in at a web page. */
const LOGIN_PATIENCE_MS = 10 * 60_000

export type MailSignIns = ReturnType<typeof createMailSignIns>

/** What a sign-in by the browser brought, until the account is added that it is for. Only the newest: one person, one wizard. */
export function createMailSignIns() {
  let newest: { id: string; secrets: Record<string, string> } | null = null
  const existing = (id: string) => {
    if (newest?.id !== id) throw new AppError('auth-expired', 'Nobody is signed in.', { reason: 'token-refused' })
    return newest
  }
  return {
    keep(secrets: Record<string, string>): string {
      newest = { id: randomUUID(), secrets }
      return newest.id
    },
    /** What was typed, or what a sign-in brought. Throws `auth-expired` when that is not there any more. */
    open: (secrets: MailSecrets | MailSignIn): Readonly<Record<string, string>> =>
      'signIn' in secrets ? existing(secrets.signIn).secrets : secrets,
    /** A token was replaced while it was tried. */
    renew: (id: string, secrets: Record<string, string>) => void Object.assign(existing(id).secrets, secrets),
  }
}

type Tools = {
  login: LoginTools
  lookup: MailLookup
  signIns: MailSignIns
  accounts: AccountService
  secrets: AccountSecrets
  channelTools: (id: AccountId) => ChannelTools
  signIn?: SignInToMail | undefined
}

/** Helps a person to connect a mailbox: finds its servers, and signs in by the browser where there are no passwords. */
export function createMailSetup(tools: Tools) {
  const { login, lookup, signIns, accounts, secrets: stored, signIn = signInToMail } = tools
  let finding: AbortController | null = null
  let signingIn: AbortController | null = null

  /** One at a time: who asks again has given the one before up. */
  function begin(before: AbortController | null): AbortController {
    before?.abort()
    return new AbortController()
  }
  async function byBrowser(oauth: MailOAuth, address: string, clientSecret: string) {
    const abort = (signingIn = begin(signingIn))
    const cancel = login.clock.setTimer(() => abort.abort(), LOGIN_PATIENCE_MS)
    try {
      return await signIn(oauth, address, clientSecret, login, abort.signal)
    } finally {
      cancel()
    }
  }
  return {
    async find(address: string): Promise<FoundMail> {
      finding = begin(finding)
      return findMail(address, lookup, login.clock, finding.signal)
    },
    stop(): void {
      finding?.abort()
      signingIn?.abort()
    },
    /** Tries both servers; nothing is stored. With `secrets` null the stored ones of the account are used. */
    async test(
      settings: MailSettings,
      secrets: MailSecrets | MailSignIn | null,
      id: AccountId | null,
    ): Promise<{ imap: ServerCheck; smtp: ServerCheck }> {
      const used = secrets ? signIns.open(secrets) : id === null ? null : stored.open(id)
      if (!used) throw new AppError('invalid-input', 'A password is needed.')
      const saveSecrets: ChannelTools['saveSecrets'] = (fresh, expiresAt) => {
        if (secrets && 'signIn' in secrets) signIns.renew(secrets.signIn, fresh)
        else if (id !== null) tools.channelTools(id).saveSecrets(fresh, expiresAt)
      }
      return testMailAccount(settings, used, new AbortController().signal, { ...login, saveSecrets })
    },
    /** For an account that is not there yet. Its tokens wait here. */
    async signIn(oauth: MailOAuth, address: string, clientSecret: string): Promise<string> {
      return signIns.keep(await byBrowser(oauth, address, clientSecret))
    },
    /** 再ログイン: the tokens go to the account, it looks at once, and what was held for it leaves. */
    async signInAgain(id: AccountId): Promise<void> {
      const { oauth, address }: MailSettings = accounts.settings(id)
      if (!oauth) throw new AppError('unsupported', 'This account has a password.')
      const { oauthClientSecret = '' } = stored.stored(id)
      const fresh = await byBrowser(oauth, address, oauthClientSecret)
      await accounts.rewrite(id, () => stored.seal(id, fresh))
    },
  }
}
