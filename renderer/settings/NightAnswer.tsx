import { useEffect, useId, useState } from 'react'
import type { AutoAnswerPreview, AutoAnswerSettings, ShopId, TemplateId } from '../../preload/domain.ts'
import { useApp, useAppStore, useI18n, useMinute } from '../store/context.ts'
import { Switch } from './Section.tsx'
import type { Save } from './use-save.ts'

/** The automatic answer of one shop: on or off, with which text, and how it reads. */
export function NightAnswer({ shopId, save }: { shopId: ShopId; save: Save }) {
  const { text } = useI18n()
  const { night: words } = text.answers
  const { api } = useAppStore()
  const shop = useApp((state) => state.shops.get(shopId))
  const settings = useApp((state) => state.autoAnswers.get(shopId))
  if (!shop || !settings) return null
  const put = (change: Partial<AutoAnswerSettings>) =>
    void save(() => api.call('answers.set', { shopId, ...settings, ...change }))
  return (
    <div className="answers__shop">
      <Switch label={words.ofShop(shop.name)} isOn={settings.isOn} onChange={(isOn) => put({ isOn })} />
      {settings.isOn && (
        <div className="answers__texts">
          <TemplateChoice
            label={words.template}
            shopId={shopId}
            value={settings.templateId}
            onChange={(templateId) => put({ templateId })}
          />
          <TemplateChoice
            label={words.closingTemplate}
            shopId={shopId}
            value={settings.closingTemplateId}
            onChange={(closingTemplateId) => put({ closingTemplateId })}
          />
          <Preview key={`${settings.templateId}:${settings.closingTemplateId}`} shopId={shopId} />
        </div>
      )}
    </div>
  )
}

type ChoiceProps = {
  label: string
  shopId: ShopId
  value: TemplateId | null
  onChange: (id: TemplateId | null) => void
}

function TemplateChoice({ label, shopId, value, onChange }: ChoiceProps) {
  const id = useId()
  const { night: words } = useI18n().text.answers
  const templates = useApp((state) => state.templates)
  const load = useApp((state) => state.loadTemplates)
  useEffect(() => {
    if (templates === null) void load()
  }, [templates, load])
  const offered = (templates ?? []).filter((one) => one.kind === 'template' && [null, shopId].includes(one.shopId))
  const current = offered.find((one) => one.id === value)
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="select"
        value={current?.id ?? ''}
        onChange={(event) => onChange(offered.find((one) => String(one.id) === event.target.value)?.id ?? null)}
      >
        <option value="">{words.usual}</option>
        {offered.map((one) => (
          <option key={one.id} value={one.id}>
            {one.title}
          </option>
        ))}
      </select>
    </div>
  )
}

/** Asked for when it is opened, and again when something about it changes. */
function Preview({ shopId }: { shopId: ShopId }) {
  const { text, moment } = useI18n()
  const now = useMinute()
  const { night: words } = text.answers
  const { api } = useAppStore()
  const showError = useApp((state) => state.showError)
  const [isOpen, setIsOpen] = useState(false)
  const [preview, setPreview] = useState<AutoAnswerPreview | null>(null)
  useEffect(() => {
    if (!isOpen) return undefined
    let isCurrent = true
    async function ask() {
      try {
        const next = await api.call('answers.preview', { shopId })
        if (isCurrent) setPreview(next)
      } catch (error) {
        showError(error)
      }
    }
    void ask()
    return () => void (isCurrent = false)
  }, [isOpen, shopId, api, showError])
  return (
    <details className="answers__preview" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>{words.preview}</summary>
      {preview && preview.at === null && <p>{words.neverCloses}</p>}
      {preview && preview.at !== null && (
        <>
          <p className="field__hint">{words.previewAt(moment(preview.at, now))}</p>
          {preview.unfilled.length > 0 && <Gaps {...words.unfilled(preview.unfilled)} />}
          <MailPaper subject={preview.subject} body={preview.body} />
        </>
      )}
    </details>
  )
}

function Gaps({ what, means, next }: { what: string; means: string; next: string }) {
  return (
    <div role="alert" className="is-danger">
      <strong>{what}</strong>
      <p>{means}</p>
      <p>{next}</p>
    </div>
  )
}

/** A mail as it will read. */
export function MailPaper({ subject, body }: { subject: string; body: string }) {
  return (
    <div className="mail-paper">
      <p className="mail-paper__subject">{subject}</p>
      <p className="mail-paper__body">{body}</p>
    </div>
  )
}
