import { Search } from 'lucide-react'
import { useActions, useApp, useText } from '../store/context.ts'
import { EmptyNote } from '../ui/EmptyNote.tsx'
import { useTypedQuery } from '../ui/use-typed-query.ts'
import { findHelp } from './find-help.ts'
import { PageHead } from '../frame/PageHead.tsx'

/** How things are done, to look up without a network. */
export function HelpPage() {
  const { help: words, about } = useText()
  const { showScreen, findHelp: keepQuery, setShortcutSheet, openDialog } = useActions()
  const query = useApp((state) => state.helpQuery)
  const { inputProps, tellNow } = useTypedQuery(query, keepQuery)
  const found = findHelp(query, words.topics)
  return (
    <main className="page help">
      <PageHead title={words.title} back={words.back} />
      <div className="search">
        <Search size={16} aria-hidden />
        <input type="search" aria-label={words.find} placeholder={words.placeholder} {...inputProps} />
      </div>
      <p className="help__count" aria-live="polite">
        {query === '' ? words.all(found.length) : words.found(found.length)}
      </p>
      {found.length === 0 && (
        <EmptyNote title={words.none} next={words.noneNext}>
          <button type="button" className="button" onClick={() => tellNow('')}>
            {words.showAll}
          </button>
        </EmptyNote>
      )}
      {found.map(({ title, body }) => (
        <details key={title} className="help__topic" open={query !== '' && found.length <= 3}>
          <summary>{title}</summary>
          {body.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </details>
      ))}
      <footer className="help__more">
        <button type="button" className="button" onClick={() => setShortcutSheet(true)}>
          {words.keys}
        </button>
        <button type="button" className="button" onClick={() => openDialog({ type: 'feedback' })}>
          {words.feedback}
        </button>
        <button type="button" className="button" onClick={() => showScreen('about')}>
          {about.title}
        </button>
      </footer>
    </main>
  )
}
