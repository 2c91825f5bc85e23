import { Plus } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { TemplateInfo, TextKind } from '../../preload/domain.ts'
import { useActions, useApp, useText } from '../store/context.ts'
import { EmptyNote } from '../ui/EmptyNote.tsx'
import { ExchangeButtons } from './ExchangeButtons.tsx'
import { TemplateEditor } from './TemplateEditor.tsx'
import { TemplateList } from './TemplateList.tsx'
import { TemplateTools } from './TemplateTools.tsx'
import type { EditedTemplate } from './use-template-draft.ts'
import { PageHead } from '../frame/PageHead.tsx'

/** Every template and phrase, and what can be done with them: write, sort, exchange, take back. */
export function TemplatesPage() {
  const { templates: words, settings } = useText()
  const templates = useApp((state) => state.templates)
  const chosen = useApp((state) => state.templates?.find(({ id }) => id === state.templateId) ?? null)
  const language = useApp((state) => state.settings.language)
  const { loadTemplates, showTemplate } = useActions()
  const [wanted, setKind] = useState<TextKind>('template')
  const [fresh, setFresh] = useState<EditedTemplate | null>(null)
  const kind = fresh?.kind ?? chosen?.kind ?? wanted
  useEffect(() => void loadTemplates(), [loadTemplates])

  function show(next: TemplateInfo | null) {
    setFresh(null)
    showTemplate(next?.id ?? null)
  }
  function change(next: TextKind) {
    setKind(next)
    show(null)
  }
  const shown = templates?.filter((one) => one.kind === kind) ?? []
  return (
    <main className="page templates-page">
      <PageHead title={words.title} back={settings.back}>
        <ExchangeButtons />
      </PageHead>
      <div className="templates-page__panes">
        <section className="templates-page__side" aria-label={words.choices}>
          <div className="segments">
            {(['template', 'phrase'] as const).map((one) => (
              <button key={one} type="button" aria-pressed={one === kind} onClick={() => change(one)}>
                {words.kinds[one]}
              </button>
            ))}
          </div>
          <button type="button" className="button" onClick={() => setFresh(empty(kind, language))}>
            <Plus size={15} aria-hidden /> {words.newOne[kind]}
          </button>
          {templates && shown.length === 0 && <EmptyNote title={words.emptyTitle} next={words.emptyNext} />}
          <TemplateList templates={shown} kind={kind} chosenId={fresh ? null : (chosen?.id ?? null)} onChoose={show} />
        </section>
        <section className="templates-page__main">
          {fresh && <TemplateEditor key={`new ${fresh.kind}`} template={fresh} onSaved={show} />}
          {!fresh && chosen && (
            <>
              <TemplateTools template={chosen} siblings={shown} onDuplicate={setFresh} />
              <TemplateEditor key={chosen.id} template={chosen} />
            </>
          )}
          {!fresh && !chosen && <p className="templates-page__hint">{words.chooseOne}</p>}
        </section>
      </div>
    </main>
  )
}

const empty = (kind: TextKind, language: 'ja' | 'en'): EditedTemplate => ({
  id: null,
  kind,
  title: '',
  reading: '',
  abbreviation: '',
  folder: '',
  language,
  shopId: null,
  category: null,
  purpose: null,
  startsHold: false,
  subject: '',
  body: '',
})
