import { useId } from 'react'
import type { Input } from '../../preload/contract.ts'
import type { StaffInfo } from '../../preload/domain.ts'
import { StaffMark } from '../people/StaffMark.tsx'
import { useApp, useAppStore, useText } from '../store/context.ts'
import { presentStaff } from '../store/people.ts'
import { EditableText } from '../ui/EditableText.tsx'
import { Section, Switch } from './Section.tsx'
import { useSave, type Save } from './use-save.ts'

const COLORS = ['#3f51a3', '#2f7d5b', '#b5532a', '#7a4f9a', '#a03c5a', '#5d6b1f']

/** Profiles of the people on this PC. One person alone finds a single line here. */
export function StaffSection() {
  const { work } = useText()
  const { settings: words } = work
  const { api } = useAppStore()
  const staff = useApp((state) => state.staff)
  const { state, save } = useSave()
  const present = presentStaff(staff)
  const left = staff.filter(({ isRemoved }) => isRemoved)
  function add() {
    const color = COLORS[staff.length % COLORS.length]!
    const name = `${words.staff} ${staff.length + 1}`
    void save(() => api.call('staff.save', { id: null, name, color, email: '', isManager: false, pin: null }))
  }
  return (
    <Section title={words.staff} saving={state}>
      <p className="field__hint">{words.staffIntro}</p>
      {present.map((person) => (
        <Person key={person.id} person={person} isOnly={present.length === 1} save={save} />
      ))}
      {left.map((person) => (
        <p key={person.id} className="settings__removed">
          {words.removed(person.name)}{' '}
          <button
            type="button"
            className="link-button"
            onClick={() => void save(() => api.call('staff.setRemoved', { id: person.id, isRemoved: false }))}
          >
            {words.restore}
          </button>
        </p>
      ))}
      <button type="button" className="button" onClick={add}>
        {words.addStaff}
      </button>
    </Section>
  )
}

type Change = Partial<Omit<Input<'staff.save'>, 'id'>>

function Person({ person, isOnly, save }: { person: StaffInfo; isOnly: boolean; save: Save }) {
  const id = useId()
  const { settings: words } = useText().work
  const { api } = useAppStore()
  const { name, color, email, isManager } = person
  const put = (change: Change) =>
    void save(() => api.call('staff.save', { id: person.id, name, color, email, isManager, pin: null, ...change }))
  return (
    <fieldset className="card staff-card">
      <legend>
        <StaffMark person={person} /> {name}
      </legend>
      <div className="staff-card__line">
        <EditableText
          label={words.name}
          value={name}
          placeholder={words.name}
          maxLength={100}
          onSave={(next) => next !== '' && put({ name: next })}
        />
        <input
          id={`${id}-color`}
          type="color"
          className="color-input"
          aria-label={`${words.color}: ${name}`}
          value={color}
          onChange={(event) => put({ color: event.target.value })}
        />
        {!isOnly && (
          <button
            type="button"
            className="button button--small"
            aria-label={`${words.remove}: ${name}`}
            onClick={() => void save(() => api.call('staff.setRemoved', { id: person.id, isRemoved: true }))}
          >
            {words.remove}
          </button>
        )}
      </div>
      {!isOnly && (
        <>
          <EditableText
            label={words.email}
            value={email}
            placeholder={words.email}
            maxLength={320}
            onSave={(next) => put({ email: next })}
          />
          <div className="staff-card__line">
            <EditableText
              label={words.newPin}
              value=""
              placeholder={person.hasPin ? '••••' : words.newPin}
              maxLength={8}
              onSave={(pin) => put({ pin })}
            />
            {person.hasPin && (
              <button type="button" className="link-button" onClick={() => put({ pin: '' })}>
                {words.removePin}
              </button>
            )}
          </div>
          <Switch label={words.isManager} isOn={isManager} onChange={(next) => put({ isManager: next })} />
        </>
      )}
    </fieldset>
  )
}
