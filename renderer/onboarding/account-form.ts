import {
  guessAsked,
  guessService,
  serversFor,
  serviceOf,
  type FoundMail,
  type MailOAuth,
  type MailSecrets,
  type MailServiceId,
  type MailSettings,
  type MailSignIn,
} from '../../preload/domain.ts'

export type Which = 'imap' | 'smtp'
/** One server as it stands in the fields: a port is text until it is used. */
export type ServerForm = { host: string; port: string; tls: MailSettings['imap']['tls']; user: string }

/** Everything the person has typed about an account. Lives in the component that shows it, never in the store. */
export type AccountForm = {
  shopName: string
  /** What customers see as the sender; empty: the name of the shop. */
  senderName: string
  address: string
  password: string
  hasOwnSmtpPassword: boolean
  smtpPassword: string
  provider: MailServiceId
  signsInBy: 'password' | 'browser'
  /** Of the owner's own app at the provider, for signing in by the browser. */
  clientId: string
  clientSecret: string
  /** Somebody has signed in; main keeps what that brought. */
  signIn: string | null
  /** The person chose the service by hand: the address no longer decides it. */
  isProviderChosen: boolean
  asked: string
  /** What was found for this address; null while nothing was looked for. */
  found: FoundMail | null
  imap: ServerForm
  smtp: ServerForm
  /** A server was changed by hand: it is no longer filled in from the address. */
  areServersTouched: boolean
  sinceDays: number | null
  watchJunk: boolean
  trustedFingerprint: string | null
  allowInsecure: boolean
}

const emptyServer = (port: string): ServerForm => ({ host: '', port, tls: 'implicit', user: '' })

export const emptyForm: AccountForm = {
  shopName: '',
  senderName: '',
  address: '',
  password: '',
  hasOwnSmtpPassword: false,
  smtpPassword: '',
  provider: 'other',
  signsInBy: 'password',
  clientId: '',
  clientSecret: '',
  signIn: null,
  isProviderChosen: false,
  asked: '',
  found: null,
  imap: emptyServer('993'),
  smtp: emptyServer('465'),
  areServersTouched: false,
  sinceDays: 30,
  watchJunk: false,
  trustedFingerprint: null,
  allowInsecure: false,
}

const SERVICES: Record<MailOAuth['provider'], MailServiceId> = { microsoft: 'microsoft', google: 'gmail' }

/** Whose page one can sign in at instead of giving a password. */
export function oauthProviderOf({ provider }: Pick<AccountForm, 'provider'>): MailOAuth['provider'] | null {
  if (provider === 'microsoft') return 'microsoft'
  return provider === 'gmail' ? 'google' : null
}

/** What was signed in with before says nothing about what stands there now. */
export const withSignIn = (form: AccountForm, change: Partial<AccountForm>): AccountForm => ({
  ...form,
  ...change,
  signIn: null,
})
const usualWay = (service: MailServiceId): AccountForm['signsInBy'] =>
  serviceOf(service)?.isOAuthOnly ? 'browser' : 'password'

/** A stored account in the fields. Passwords never come back from main: empty means "as stored". */
export function formOf(settings: MailSettings, shopName: string): AccountForm {
  const server = ({ host, port, tls, user }: MailSettings['imap']) => ({ host, port: String(port), tls, user })
  return {
    ...emptyForm,
    shopName,
    senderName: settings.name,
    address: settings.address,
    provider: settings.oauth ? SERVICES[settings.oauth.provider] : guessService(settings.address),
    signsInBy: settings.oauth ? 'browser' : 'password',
    clientId: settings.oauth?.clientId ?? '',
    isProviderChosen: true,
    imap: server(settings.imap),
    smtp: server(settings.smtp),
    areServersTouched: true,
    sinceDays: settings.sinceDays,
    watchJunk: settings.watchJunk,
    trustedFingerprint: settings.trustedFingerprint,
    allowInsecure: settings.allowInsecure,
  }
}

/** Addresses and names of servers come from an IME in full width often enough. Passwords are taken as they are. */
const narrow = (text: string) => text.normalize('NFKC').trim()

function fillServers(form: AccountForm): AccountForm {
  if (form.areServersTouched) return form
  const found = serversFor(form.provider, narrow(form.address), narrow(form.asked))
  const server = (one: MailSettings['imap']) => ({ ...one, port: String(one.port) })
  return { ...form, imap: server(found.imap), smtp: server(found.smtp) }
}

export const addressOf = ({ address }: Pick<AccountForm, 'address'>): string => narrow(address)

/** What was found takes the place of what was guessed or typed before: the person is shown it on the next page. */
export function withFound(form: AccountForm, found: FoundMail): AccountForm {
  const server = (one: MailSettings['imap']) => ({ ...one, port: String(one.port) })
  return {
    ...withSignIn(dropTrust(form), { signsInBy: usualWay(found.service) }),
    found,
    provider: found.service,
    isProviderChosen: false,
    asked: found.asked,
    imap: server(found.servers.imap),
    smtp: server(found.servers.smtp),
    // A service that asks for a part of its name fills them in from that; what others said stays as it was said.
    areServersTouched: found.how !== 'known' && found.how !== 'mx',
  }
}

export function withAddress(form: AccountForm, address: string): AccountForm {
  const provider = form.isProviderChosen ? form.provider : guessService(narrow(address))
  const asked = form.asked || guessAsked(provider, narrow(address))
  const signsInBy = provider === form.provider ? form.signsInBy : usualWay(provider)
  return fillServers(withSignIn(form, { address, provider, asked, signsInBy }))
}

/** Choosing a service is asking for its servers, also over what was typed by hand. */
export function withProvider(form: AccountForm, provider: MailServiceId): AccountForm {
  const asked = serviceOf(provider)?.asks ? guessAsked(provider, narrow(form.address)) : ''
  const change = { provider, asked, signsInBy: usualWay(provider), isProviderChosen: true, areServersTouched: false }
  return fillServers(withSignIn(dropTrust(form), change))
}

export function withAsked(form: AccountForm, asked: string): AccountForm {
  return fillServers({ ...form, asked, areServersTouched: false })
}

/** What was allowed was allowed for one server: another host, port or kind of connection has to be asked for anew. */
export function withServer(form: AccountForm, which: Which, change: Partial<ServerForm>): AccountForm {
  const before = form[which]
  const next = { ...before, ...change }
  if (change.tls && change.tls !== before.tls) next.port = usualPort(which, before, change.tls)
  const isElsewhere = next.host !== before.host || next.port !== before.port || next.tls !== before.tls
  return { ...(isElsewhere ? dropTrust(form) : form), [which]: next, areServersTouched: true }
}

/** Small hosters show one certificate for receiving and another for sending: both are kept, the newest two. */
export function withTrusted(form: AccountForm, fingerprint: string): AccountForm {
  const known = form.trustedFingerprint?.split(' ') ?? []
  return { ...form, trustedFingerprint: [...new Set([...known, fingerprint])].slice(-2).join(' ') }
}

const dropTrust = (form: AccountForm) => ({ ...form, trustedFingerprint: null, allowInsecure: false })

const PORTS: Record<Which, Record<ServerForm['tls'], string>> = {
  imap: { implicit: '993', starttls: '143', none: '143' },
  smtp: { implicit: '465', starttls: '587', none: '587' },
}

/** Follows the kind of connection as long as the port was the usual one. */
function usualPort(which: Which, before: ServerForm, tls: ServerForm['tls']) {
  return before.port === PORTS[which][before.tls] ? PORTS[which][tls] : before.port
}

const isThisComputer = (host: string) => /^(localhost|127\.\d+\.\d+\.\d+|::1)$/i.test(narrow(host))

/** Passwords would cross the network where others can read them. */
export const isInsecure = ({ imap, smtp }: Pick<AccountForm, 'imap' | 'smtp'>) =>
  [imap, smtp].some(({ tls, host }) => tls === 'none' && !isThisComputer(host))

export function settingsOf(form: AccountForm): MailSettings {
  const server = ({ host, port, tls, user }: ServerForm) => ({
    host: narrow(host),
    port: Number(narrow(port)),
    tls,
    user: user.trim(),
  })
  return {
    address: narrow(form.address),
    name: form.senderName.trim() || form.shopName.trim(),
    imap: server(form.imap),
    smtp: server(form.smtp),
    sinceDays: form.sinceDays,
    watchJunk: form.watchJunk,
    trustedFingerprint: form.trustedFingerprint,
    allowInsecure: form.allowInsecure,
    oauth: oauthOf(form),
  }
}

function oauthOf(form: AccountForm): MailOAuth | null {
  const provider = oauthProviderOf(form)
  return form.signsInBy === 'browser' && provider ? { provider, clientId: narrow(form.clientId) } : null
}

/** Null: nothing was typed, the stored ones stay. */
export function secretsOf(form: AccountForm): MailSecrets | MailSignIn | null {
  if (oauthOf(form)) return form.signIn === null ? null : { signIn: form.signIn }
  if (form.password === '' && form.smtpPassword === '') return null
  const imapPassword = asGiven(form.password)
  return { imapPassword, smtpPassword: form.hasOwnSmtpPassword ? asGiven(form.smtpPassword) : imapPassword }
}

/** Google and Apple show app passwords in four groups; the blanks between them are not part of it. */
const asGiven = (password: string) =>
  /^\s*[a-z]{4}(\s[a-z]{4}){3}\s*$/.test(password) ? password.replace(/\s/g, '') : password

export type FieldName =
  | 'shopName'
  | 'address'
  | 'password'
  | 'smtpPassword'
  | 'asked'
  | 'provider'
  | 'clientId'
  | 'clientSecret'
  | 'allowInsecure'
  | `${Which}.${'host' | 'port' | 'user'}`
/** Keys of `onboarding.faults` in the locales. */
export type Fault = 'empty' | 'address' | 'host' | 'port' | 'consent' | 'both-passwords'
export type Faults = Partial<Record<FieldName, Fault>>

// What main takes as an address: one @, ASCII, a domain with a dot.
const ADDRESS = /^(?!\.)(?!.*\.\.)[a-z0-9_'+\-.]*[a-z0-9_+-]@([a-z0-9][a-z0-9-]*\.)+[a-z]{2,}$/i

export function addressFault({ address }: Pick<AccountForm, 'address'>): Fault | undefined {
  if (narrow(address) === '') return 'empty'
  return ADDRESS.test(narrow(address)) ? undefined : 'address'
}

/** What has to be put right before main can be asked, in the order of the fields. */
export function faultsOf(form: AccountForm, hasStoredSecrets: boolean): Faults {
  const faults: Faults = {}
  if (form.shopName.trim() === '') faults.shopName = 'empty'
  const wrongAddress = addressFault(form)
  if (wrongAddress) faults.address = wrongAddress
  Object.assign(faults, oauthOf(form) ? signInFaults(form, hasStoredSecrets) : passwordFaults(form, hasStoredSecrets))
  const isAskedMissing = serviceOf(form.provider)?.asks && narrow(form.asked) === ''
  if (!form.areServersTouched && isAskedMissing) faults.asked = 'empty'
  // Servers that wait to be filled in from the address are not what is wrong.
  else if (form.areServersTouched || !faults.address)
    Object.assign(faults, serverFaults(form, 'imap'), serverFaults(form, 'smtp'))
  if (isInsecure(form) && !form.allowInsecure) faults.allowInsecure = 'consent'
  return faults
}

function signInFaults(form: AccountForm, hasStoredSecrets: boolean): Faults {
  const faults: Faults = {}
  if (narrow(form.clientId) === '') faults.clientId = 'empty'
  const needsSecret = oauthProviderOf(form) === 'google' && !hasStoredSecrets
  if (needsSecret && form.clientSecret.trim() === '') faults.clientSecret = 'empty'
  return faults
}

function passwordFaults(form: AccountForm, hasStoredSecrets: boolean): Faults {
  const isNothingTyped = form.password === '' && form.smtpPassword === ''
  if (isNothingTyped && hasStoredSecrets) return {}
  const missing: Fault = hasStoredSecrets ? 'both-passwords' : 'empty'
  const faults: Faults = {}
  if (form.password === '') faults.password = missing
  if (form.hasOwnSmtpPassword && form.smtpPassword === '') faults.smtpPassword = missing
  return faults
}

function serverFaults(form: AccountForm, which: Which): Faults {
  const { host, port, user } = form[which]
  const number = Number(narrow(port))
  const faults: Faults = {}
  if (narrow(host) === '') faults[`${which}.host`] = 'empty'
  else if (/[\s/@*]/.test(narrow(host))) faults[`${which}.host`] = 'host'
  if (!Number.isInteger(number) || number < 1 || number > 65_535) faults[`${which}.port`] = 'port'
  if (user.trim() === '') faults[`${which}.user`] = 'empty'
  return faults
}
