import { useEffect } from 'react'
import type { HostState } from '../../preload/domain/second-pc.ts'
import { Section, Switch } from '../settings/Section.tsx'
import { useSave, type Save } from '../settings/use-save.ts'
import { useApp, useAppStore, useI18n, useMinute, useText } from '../store/context.ts'
import { copyText } from '../ui/copy-text.ts'

/** At the PC with the data: whether others may come, where they find it, and which were let in. */
export function HostSection() {
  const { secondPc: words } = useText()
  const { api } = useAppStore()
  const host = useApp((state) => state.host)
  const loadHost = useApp((state) => state.loadHost)
  const setHost = useApp((state) => state.setHost)
  const { state, save } = useSave()
  useEffect(() => void loadHost(), [loadHost])
  return (
    <Section title={words.title} saving={state}>
      <Switch
        label={words.isOn}
        hint={words.isOnHint}
        isOn={host?.isOn ?? false}
        onChange={(isOn) => void save(async () => setHost(await api.call('host.set', { isOn })))}
      />
      {host?.isOn && (host.problem === null ? <Open host={host} save={save} /> : <PortTaken />)}
    </Section>
  )
}

function PortTaken() {
  const { secondPc: words } = useText()
  return (
    <p className="composer-note composer-note--danger" role="alert">
      {words.portTaken}
    </p>
  )
}

function Open({ host, save }: { host: HostState; save: Save }) {
  const { secondPc: words } = useText()
  const { api } = useAppStore()
  const setHost = useApp((state) => state.setHost)
  return (
    <div className="host">
      <dl className="host__facts">
        <dt>{words.addresses}</dt>
        <dd>{host.addresses.length > 0 ? host.addresses.join(' / ') : words.noAddress}</dd>
        <dt>{words.pcs}</dt>
        <dd>
          {host.pcs.length === 0 && words.noPcs}
          <ul>
            {host.pcs.map((pc) => (
              <Pc key={pc.id} pc={pc} save={save} />
            ))}
          </ul>
        </dd>
      </dl>
      <p className="field__hint">{words.staffHint}</p>
      {host.code === null ? (
        <button
          type="button"
          className="button"
          onClick={() => void save(async () => setHost(await api.call('host.showCode', {})))}
        >
          {words.add}
        </button>
      ) : (
        <Code code={host.code} onHide={() => void save(async () => setHost(await api.call('host.hideCode', {})))} />
      )}
    </div>
  )
}

function Code({ code, onHide }: { code: NonNullable<HostState['code']>; onHide: () => void }) {
  const i18n = useI18n()
  const now = useMinute()
  const words = i18n.text.secondPc
  return (
    <section className="host__code" aria-label={words.code}>
      <h3>{words.code}</h3>
      <output className="host__letters">{code.text}</output>
      <p className="field__hint">{words.codeHint(i18n.moment(code.until, now))}</p>
      <div className="composer-note__buttons">
        <button type="button" className="button button--small" onClick={() => copyText(code.text)}>
          {words.copyCode}
        </button>
        <button type="button" className="button button--small" onClick={onHide}>
          {words.hideCode}
        </button>
      </div>
    </section>
  )
}

function Pc({ pc, save }: { pc: HostState['pcs'][number]; save: Save }) {
  const i18n = useI18n()
  const now = useMinute()
  const words = i18n.text.secondPc
  const { api } = useAppStore()
  const setHost = useApp((state) => state.setHost)
  const showToast = useApp((state) => state.showToast)
  const person = useApp((state) => state.staff.find(({ id }) => id === pc.staffId)?.name)
  async function forget() {
    setHost(await api.call('host.forget', { id: pc.id }))
    showToast({ text: words.forgotten(pc.name) })
  }
  return (
    <li className="host__pc">
      <strong>{pc.name}</strong>
      {person && <span>{person}</span>}
      <span className={pc.isConnected ? 'tag tag--accent' : 'field__hint'}>
        {pc.isConnected ? words.connected : words.lastSeen(i18n.moment(pc.seenAt, now))}
      </span>
      <button
        type="button"
        className="button button--small"
        aria-label={words.forgetFor(pc.name)}
        onClick={() => void save(forget)}
      >
        {words.forget}
      </button>
    </li>
  )
}
