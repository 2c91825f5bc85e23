import { useState } from 'react'
import { EXPORT_FORMATS, type ExportFormat } from '../../preload/domain/erasing.ts'
import { useApp, useAppStore, useText } from '../store/context.ts'
import type { Save } from '../settings/use-save.ts'

/** All tickets for other programs. */
export function ExportButtons({ save }: { save: Save }) {
  const { erasing: words } = useText()
  const { api } = useAppStore()
  const showToast = useApp((state) => state.showToast)
  const [working, setWorking] = useState<ExportFormat | null>(null)

  async function write(format: ExportFormat) {
    setWorking(format)
    await save(async () => {
      const saved = await api.call('exports.save', { format })
      if (saved) showToast({ text: words.saved(saved.count, saved.path) })
    })
    setWorking(null)
  }
  return (
    <div className="field">
      <span className="field__label">{words.export}</span>
      <div className="backup__buttons">
        {EXPORT_FORMATS.map((format) => (
          <button
            key={format}
            type="button"
            className="button button--small"
            disabled={working !== null}
            onClick={() => void write(format)}
          >
            {working === format ? words.exporting : words.formats[format]}
          </button>
        ))}
      </div>
      <p className="field__hint">{words.exportHint}</p>
    </div>
  )
}
