import { useId } from 'react'
import { domainOf, type FoundMail } from '../../preload/domain.ts'
import { useText } from '../store/context.ts'
import { addressOf, type AccountForm, type ServerForm } from './account-form.ts'

/** What was found and who said so, before anything is done with it. The servers are shown as they will be used. */
export function FoundBox({ form, found }: { form: AccountForm; found: FoundMail }) {
  const id = useId()
  const { onboarding, mailSetup: words } = useText()
  const isShown = mayShow(found) && form.imap.host !== '' && form.smtp.host !== ''
  const how = howOf(found, words, onboarding)
  return (
    <section className="found" aria-labelledby={id}>
      <h2 id={id}>{found.how === 'guess' ? words.guessBox : words.foundBox}</h2>
      {how !== null && <p>{how}</p>}
      {isShown && (
        <dl className="found__servers">
          <dt>{onboarding.imap}</dt>
          <dd>
            <ServerWords server={form.imap} />
          </dd>
          <dt>{onboarding.smtp}</dt>
          <dd>
            <ServerWords server={form.smtp} />
          </dd>
          <dt>{onboarding.user}</dt>
          <dd>{[...new Set([form.imap.user, form.smtp.user])].join(' / ')}</dd>
        </dl>
      )}
      <FoundTrouble form={form} found={found} />
    </section>
  )
}

/** Servers that are most likely not there would only mislead; they wait in the fields below. */
const mayShow = ({ trouble }: FoundMail) => trouble !== 'pop-only' && trouble !== 'unknown-domain'

type Words = ReturnType<typeof useText>

function howOf(
  { how, place, service, servers, trouble }: FoundMail,
  words: Words['mailSetup'],
  { providers }: Words['onboarding'],
) {
  const name = service === 'other' ? '' : providers[service]
  if (trouble === 'offline') return words.offline
  if (trouble === 'unknown-domain') return words.unknownDomain(domainOf(servers.imap.user))
  if (trouble === 'pop-only' && how === 'known') return null
  if (how === 'known') return words.how.known(name)
  if (how === 'mx') return words.how.mx(place, name)
  if (how === 'guess') return words.how.guess
  return words.how[how](place)
}

function ServerWords({ server: { host, port, tls } }: { server: ServerForm }) {
  const { tlsModes } = useText().onboarding
  return (
    <>
      <span className="found__host">{`${host}:${port}`}</span> {tlsModes[tls]}
    </>
  )
}

function FoundTrouble({ form, found }: { form: AccountForm; found: FoundMail }) {
  const { mailSetup: words } = useText()
  const elsewhere = strangeHost(form, found)
  if (found.trouble === 'pop-only')
    return (
      <div className="warning-box">
        <p>{words.popOnly.text}</p>
        <ul className="found__ways">
          {words.popOnly.ways.map((way) => (
            <li key={way}>{way}</li>
          ))}
        </ul>
      </div>
    )
  if (found.trouble === 'no-encryption') return <p className="warning-box">{words.noEncryption}</p>
  if (found.trouble === 'oauth-only' && found.service === 'other')
    return <p className="warning-box">{words.noPasswords}</p>
  return elsewhere === null ? null : <p className="warning-box">{words.elsewhere(elsewhere)}</p>
}

/** A server that anybody could have named and that belongs to nobody we know. */
function strangeHost({ address, imap, smtp }: AccountForm, { how, service }: FoundMail): string | null {
  if ((how !== 'autoconfig' && how !== 'srv') || service !== 'other') return null
  const domain = domainOf(addressOf({ address }))
  return [imap.host, smtp.host].find((host) => host !== domain && !host.endsWith(`.${domain}`)) ?? null
}
