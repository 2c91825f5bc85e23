import { ArrowDown, ArrowUp, Copy, Trash2 } from 'lucide-react'
import type { TemplateInfo } from '../../preload/domain.ts'
import { useActions, useAppStore, useText } from '../store/context.ts'
import { nameOf } from './texts.ts'
import { wordsOf, type EditedTemplate } from './use-template-draft.ts'

type Props = {
  template: TemplateInfo
  /** All of its kind, in their order. */
  siblings: readonly TemplateInfo[]
  onDuplicate: (copy: EditedTemplate) => void
}

/** Its place in the folder, a copy of it, and its end. */
export function TemplateTools({ template, siblings, onDuplicate }: Props) {
  const { templates: words } = useText()
  const { api } = useAppStore()
  const { loadTemplates, removeTemplates, showError, showTemplate } = useActions()
  const row = siblings.filter(({ folder }) => folder === template.folder).map(({ id }) => id)
  const at = row.indexOf(template.id)

  function move(by: -1 | 1) {
    const ids = [...row]
    ids.splice(at, 1)
    ids.splice(at + by, 0, template.id)
    void api.call('templates.arrange', { ids, folder: template.folder }).then(loadTemplates).catch(showError)
  }
  return (
    <div className="template-tools">
      <h2>{nameOf(template)}</h2>
      <Tool label={words.moveUp} isOff={at <= 0} onPress={() => move(-1)}>
        <ArrowUp size={16} aria-hidden />
      </Tool>
      <Tool label={words.moveDown} isOff={at === row.length - 1} onPress={() => move(1)}>
        <ArrowDown size={16} aria-hidden />
      </Tool>
      <Tool
        label={words.duplicate}
        onPress={() =>
          onDuplicate({
            ...wordsOf(template),
            id: null,
            title: template.title && words.copyOf(template.title),
            abbreviation: '',
            purpose: null,
          })
        }
      >
        <Copy size={16} aria-hidden />
      </Tool>
      <Tool
        label={words.remove}
        onPress={() => {
          showTemplate(null)
          void removeTemplates([template])
        }}
      >
        <Trash2 size={16} aria-hidden />
      </Tool>
    </div>
  )
}

type ToolProps = { label: string; isOff?: boolean; onPress: () => void; children: React.ReactNode }

function Tool({ label, isOff = false, onPress, children }: ToolProps) {
  return (
    <button type="button" className="icon-button" aria-label={label} title={label} disabled={isOff} onClick={onPress}>
      {children}
    </button>
  )
}
