import { useEffect, useRef, useState } from 'react'
import type { TemplateId, TemplateInfo, TemplateWords } from '../../preload/domain.ts'
import { useApp, useAppStore } from '../store/context.ts'

export type EditedTemplate = TemplateWords & { id: TemplateId | null }

export const wordsOf = (template: EditedTemplate | TemplateInfo): EditedTemplate => {
  const { id, kind, title, reading, abbreviation, folder, language, shopId, category, purpose, startsHold } = template
  const { subject, body } = template
  return {
    ...{ id, kind, title, reading, abbreviation, folder, language, shopId, category, purpose, startsHold },
    ...{ subject, body },
  }
}

/**
 * The words of a template as they are typed. Each save is a version, so it is kept when the person says so, and when they
 * leave it without having said so: nothing typed is lost, and the version before is there to go back to.
 */
export function useTemplateDraft(stored: EditedTemplate | TemplateInfo, onSaved: (template: TemplateInfo) => void) {
  const { api } = useAppStore()
  const { loadTemplates, showError } = useApp((state) => state)
  const [draft, setDraft] = useState<EditedTemplate>(() => wordsOf(stored))
  const [isDirty, setDirty] = useState(false)
  const isSavable = draft.body.trim() !== '' && (draft.kind === 'phrase' || draft.title.trim() !== '')

  async function save(): Promise<boolean> {
    if (!isSavable) return false
    try {
      const saved = await api.call('templates.save', draft)
      setDirty(false)
      setDraft(wordsOf(saved))
      await loadTemplates()
      onSaved(saved)
      return true
    } catch (error) {
      showError(error)
      return false
    }
  }
  const leave = useRef(() => {})
  useEffect(() => {
    leave.current = () => {
      if (isDirty && isSavable) void api.call('templates.save', draft).then(loadTemplates).catch(showError)
    }
  })
  useEffect(() => () => leave.current(), [])

  return {
    draft,
    isDirty,
    isSavable,
    save,
    change(part: Partial<EditedTemplate>) {
      setDraft((before) => ({ ...before, ...part }))
      setDirty(true)
    },
    /** What main holds now, after a version or a file was changed there. */
    adopt(template: TemplateInfo) {
      setDraft(wordsOf(template))
      setDirty(false)
    },
  }
}
