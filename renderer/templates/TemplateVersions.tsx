import { useEffect, useState } from 'react'
import type { TemplateInfo, TemplateVersion } from '../../preload/domain.ts'
import { useActions, useAppStore, useI18n, useMinute } from '../store/context.ts'

type Props = { template: TemplateInfo; onRestored: (template: TemplateInfo) => void }

/** The words it had before, and the way back to them. */
export function TemplateVersions({ template: { id, version: current }, onRestored }: Props) {
  const i18n = useI18n()
  const now = useMinute()
  const { templates: words, common } = i18n.text
  const { api } = useAppStore()
  const { loadTemplates, showError, showToast } = useActions()
  const [isOpen, setOpen] = useState(false)
  const [versions, setVersions] = useState<readonly TemplateVersion[]>([])
  useEffect(() => {
    if (!isOpen) return undefined
    let isGone = false
    api
      .call('templates.versions', { id })
      .then((found) => !isGone && setVersions(found))
      .catch((error: unknown) => !isGone && showError(error))
    return () => {
      isGone = true
    }
    // `current`: what is newest has changed, and the list with it.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [api, id, isOpen, current, showError])

  async function restore(version: number) {
    try {
      onRestored(await api.call('templates.restoreVersion', { id, version }))
      await loadTemplates()
      const undo = () => void restore(current)
      showToast({ text: words.versionUsed(version), undo })
    } catch (error) {
      showError(error)
    }
  }
  const earlier = versions.filter(({ version }) => version !== current)
  return (
    <details className="template-versions" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.versions}</summary>
      {earlier.length === 0 && <p className="field__hint">{isOpen ? words.noVersions : common.loading}</p>}
      <ul>
        {earlier.map(({ version, savedAt, subject, body }) => (
          <li key={version}>
            <div className="template-versions__head">
              <span>{words.version(version, i18n.moment(savedAt, now))}</span>
              <button type="button" className="button button--small" onClick={() => void restore(version)}>
                {words.useVersion}
              </button>
            </div>
            <pre>{[subject, body].filter(Boolean).join('\n\n')}</pre>
          </li>
        ))}
      </ul>
    </details>
  )
}
