import { useRef } from 'react'
import { useActions, useAppStore, useText } from '../store/context.ts'

/** All of it as one file, for another PC and back; and the texts of the first day. */
export function ExchangeButtons() {
  const { templates: words } = useText()
  const { api } = useAppStore()
  const { loadTemplates, showError, showToast } = useActions()
  const input = useRef<HTMLInputElement>(null)

  async function exportAll() {
    try {
      const written = await api.call('templates.export', {})
      if (written) showToast({ text: words.exported(written.count, written.path) })
    } catch (error) {
      showError(error)
    }
  }
  async function importFile(file: File | undefined) {
    if (!file) return
    try {
      const { added, updated, unchanged } = await api.call('templates.import', { content: await file.text() })
      await loadTemplates()
      showToast({
        text: words.imported(added.length, updated.length, unchanged),
        undo: added.length > 0 ? () => void takeBack(added) : null,
      })
    } catch (error) {
      showError(error)
    }
  }
  async function restore() {
    try {
      const { added } = await api.call('templates.installDefaults', {})
      await loadTemplates()
      showToast({ text: words.restored(added.length), undo: added.length > 0 ? () => void takeBack(added) : null })
    } catch (error) {
      showError(error)
    }
  }
  async function takeBack(ids: Parameters<typeof api.call<'templates.remove'>>[1]['ids']) {
    try {
      await api.call('templates.remove', { ids })
      await loadTemplates()
    } catch (error) {
      showError(error)
    }
  }
  return (
    <div className="exchange-buttons">
      <button type="button" className="button button--quiet" onClick={() => void restore()}>
        {words.restoreDefaults}
      </button>
      <button type="button" className="button button--quiet" onClick={() => input.current?.click()}>
        {words.import}
      </button>
      <button type="button" className="button button--quiet" onClick={() => void exportAll()}>
        {words.export}
      </button>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        hidden
        onChange={(event) => {
          void importFile(event.target.files?.[0])
          event.target.value = ''
        }}
      />
    </div>
  )
}
