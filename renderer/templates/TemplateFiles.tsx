import { Paperclip, X } from 'lucide-react'
import { useRef } from 'react'
import type { TemplateInfo } from '../../preload/domain.ts'
import { useActions, useAppStore, useText } from '../store/context.ts'
import { LARGEST_ATTACHMENT } from '../store/drafts.ts'
import { fileSize } from '../ui/file-size.ts'

/** Files that go into the answer with the template. */
export function TemplateFiles({ template: { id, files } }: { template: TemplateInfo }) {
  const { templates: words, composer } = useText()
  const { api } = useAppStore()
  const { loadTemplates, showError, showToast } = useActions()
  const input = useRef<HTMLInputElement>(null)

  async function add(chosen: readonly File[]) {
    try {
      for (const file of chosen) {
        if (file.size > LARGEST_ATTACHMENT) {
          showToast({ text: composer.tooLarge(file.name), isProblem: true })
          continue
        }
        const content = new Uint8Array(await file.arrayBuffer())
        await api.call('templates.attach', { id, name: file.name, type: file.type, content })
      }
    } catch (error) {
      showError(error)
    }
    await loadTemplates()
  }
  return (
    <div className="field">
      <span className="field__label">{words.files}</span>
      <ul className="template-files">
        {files.map(({ index, name, size }) => (
          <li key={index} className="draft-file">
            <span className="draft-file__name" title={name}>
              {name}
            </span>
            <span className="draft-file__size">{fileSize(size)}</span>
            <button
              type="button"
              className="icon-button"
              aria-label={composer.detach(name)}
              onClick={() => void api.call('templates.detach', { id, index }).then(loadTemplates).catch(showError)}
            >
              <X size={13} aria-hidden />
            </button>
          </li>
        ))}
        <li>
          <button type="button" className="button button--small" onClick={() => input.current?.click()}>
            <Paperclip size={14} aria-hidden /> {words.addFile}
          </button>
        </li>
      </ul>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          void add([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
    </div>
  )
}
