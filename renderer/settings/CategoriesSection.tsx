import { useState } from 'react'
import type { CategoryInfo } from '../../preload/domain.ts'
import { useApp, useAppStore, useText } from '../store/context.ts'
import { EditableText } from '../ui/EditableText.tsx'
import { Section } from './Section.tsx'
import { useSave, type Save } from './use-save.ts'

/** What inquiries are about: the shop's own words, large to small. */
export function CategoriesSection() {
  const { settings: words } = useText().work
  const categories = useApp((state) => state.categories)
  const { state, save } = useSave()
  return (
    <Section title={words.categories} saving={state}>
      <p className="field__hint">{words.categoriesIntro}</p>
      {categories
        .filter(({ parentKey }) => parentKey === null)
        .map((large) => (
          <Large key={large.key} large={large} save={save} />
        ))}
    </Section>
  )
}

function Large({ large, save }: { large: CategoryInfo; save: Save }) {
  const { settings: words } = useText().work
  const { api } = useAppStore()
  const small = useApp((state) => state.categories).filter(({ parentKey }) => parentKey === large.key)
  const [isAdding, setAdding] = useState(false)
  function add(label: string) {
    setAdding(false)
    if (label === '') return
    void save(() => api.call('categories.save', { key: null, parentKey: large.key, label, isPreventable: false }))
  }
  return (
    <details className="category-group">
      <summary>{large.label}</summary>
      <ul>
        {small.map((category) => (
          <li key={category.key}>
            <Small category={category} save={save} />
          </li>
        ))}
      </ul>
      {isAdding ? (
        <NewName label={words.newCategory} onDone={add} />
      ) : (
        <button type="button" className="link-button" onClick={() => setAdding(true)}>
          {words.addCategory(large.label)}
        </button>
      )}
    </details>
  )
}

function Small({ category, save }: { category: CategoryInfo; save: Save }) {
  const { settings: words } = useText().work
  const { api } = useAppStore()
  const { key, parentKey, label, isPreventable, isRemoved } = category
  const put = (change: { label?: string; isPreventable?: boolean }) =>
    void save(() => api.call('categories.save', { key, parentKey, label, isPreventable, ...change }))
  const remove = words[isRemoved ? 'restore' : 'remove']
  return (
    <div className="category-row" data-removed={isRemoved || undefined}>
      <EditableText
        label={words.name}
        value={label}
        placeholder={words.name}
        maxLength={100}
        onSave={(next) => next !== '' && put({ label: next })}
      />
      <label className="category-row__check">
        <input
          type="checkbox"
          aria-label={`${words.isPreventable}: ${label}`}
          checked={isPreventable}
          onChange={(event) => put({ isPreventable: event.target.checked })}
        />
        {words.isPreventable}
      </label>
      <button
        type="button"
        className="link-button"
        aria-label={`${remove}: ${label}`}
        onClick={() => void save(() => api.call('categories.setRemoved', { key, isRemoved: !isRemoved }))}
      >
        {remove}
      </button>
    </div>
  )
}

/** A field that is there for one name. Enter or leaving it takes the name. */
function NewName({ label, onDone }: { label: string; onDone: (name: string) => void }) {
  const [name, setName] = useState('')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        onDone(name.trim())
      }}
    >
      <input
        type="text"
        className="text-input"
        aria-label={label}
        placeholder={label}
        maxLength={100}
        value={name}
        // Somebody asked for this field a moment ago.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        onChange={(event) => setName(event.target.value)}
        onBlur={() => onDone(name.trim())}
      />
    </form>
  )
}
