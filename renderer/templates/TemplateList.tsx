import { Pencil } from 'lucide-react'
import { useState } from 'react'
import type { TemplateId, TemplateInfo, TextKind } from '../../preload/domain.ts'
import { useActions, useAppStore, useText } from '../store/context.ts'
import { isConverting } from '../ui/ime.ts'
import { nameOf } from './texts.ts'

type Props = {
  templates: readonly TemplateInfo[]
  kind: TextKind
  chosenId: TemplateId | null
  onChoose: (template: TemplateInfo) => void
}

/** By folder, in their order. Rows that are out of sight cost nothing: the style sheet leaves them undrawn. */
export function TemplateList({ templates, kind, chosenId, onChoose }: Props) {
  const { templates: words } = useText()
  const folders = [...new Set(templates.map(({ folder }) => folder))].sort(
    (a, b) => Number(a === '') - Number(b === ''),
  )
  return (
    <div className="template-list">
      {folders.map((folder) => (
        <section key={folder} aria-label={folder || words.noFolder}>
          <FolderHead key={folder} folder={folder} kind={kind} />
          <ul>
            {templates
              .filter((one) => one.folder === folder)
              .map((one) => (
                <li key={one.id}>
                  <button
                    type="button"
                    className="template-list__row"
                    aria-current={one.id === chosenId || undefined}
                    title={words.used(one.usedCount)}
                    onClick={() => onChoose(one)}
                  >
                    {nameOf(one) || words.untitled}
                  </button>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

function FolderHead({ folder, kind }: { folder: string; kind: TextKind }) {
  const { templates: words } = useText()
  const { api } = useAppStore()
  const { loadTemplates, showError } = useActions()
  const [name, setName] = useState<string | null>(null)

  function rename() {
    const to = name?.trim() ?? ''
    setName(null)
    if (to === '' || to === folder) return
    void api.call('templates.renameFolder', { kind, from: folder, to }).then(loadTemplates).catch(showError)
  }
  if (name !== null) {
    return (
      <input
        type="text"
        className="text-input"
        aria-label={words.folderName}
        maxLength={60}
        // Opened by a button of its own: the person has asked to write here.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        value={name}
        onChange={(event) => setName(event.target.value)}
        onBlur={rename}
        onKeyDown={(event) => {
          if (isConverting(event)) return
          if (event.key === 'Enter') rename()
          if (event.key === 'Escape') setName(null)
        }}
      />
    )
  }
  return (
    <h2>
      {folder || words.noFolder}
      {folder !== '' && (
        <button
          type="button"
          className="icon-button"
          aria-label={`${words.renameFolder}: ${folder}`}
          title={words.renameFolder}
          onClick={() => setName(folder)}
        >
          <Pencil size={13} aria-hidden />
        </button>
      )}
    </h2>
  )
}
