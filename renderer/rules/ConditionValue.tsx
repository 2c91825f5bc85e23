import { ChannelId, CustomerMark, Status, type RuleCondition, type RulePlace } from '../../preload/domain.ts'
import { useApp, useText } from '../store/context.ts'
import { PatternField } from './PatternField.tsx'
import { PickMany, type PickOption } from './PickMany.tsx'
import { WordsField } from './WordsField.tsx'

type Props<T extends RuleCondition = RuleCondition> = {
  value: T
  /** The words beneath the row that say what is wrong with it. */
  faultId: string | undefined
  onChange: (value: RuleCondition) => void
}
type Of<K extends RuleCondition['type']> = Extract<RuleCondition, { type: K }>

/** What a condition compares with, each kind in its own fields. */
export function ConditionValue({ value, ...rest }: Props) {
  if (value.type === 'words') return <Words value={value} {...rest} />
  if (value.type === 'sender') return <Sender value={value} {...rest} />
  if (value.type === 'pattern') return <Pattern value={value} {...rest} />
  return <Picked value={value} {...rest} />
}

function Place({ value, onChange }: { value: RulePlace; onChange: (place: RulePlace) => void }) {
  const { rulePage: words } = useText()
  return (
    <select
      className="select"
      aria-label={words.place}
      value={value}
      onChange={(event) => onChange(event.target.value as RulePlace)}
    >
      {(['both', 'subject', 'body'] as const).map((place) => (
        <option key={place} value={place}>
          {words.places[place]}
        </option>
      ))}
    </select>
  )
}

function Words({ value, faultId, onChange }: Props<Of<'words'>>) {
  const { rulePage: words } = useText()
  return (
    <>
      <Place value={value.place} onChange={(place) => onChange({ ...value, place })} />
      <WordsField
        label={words.valuesLabel.words}
        placeholder={words.wordsPlaceholder}
        hint={words.wordsHint}
        maxLength={100}
        values={value.words}
        faultId={faultId}
        onChange={(next) => onChange({ ...value, words: next })}
      />
    </>
  )
}

function Sender({ value, faultId, onChange }: Props<Of<'sender'>>) {
  const { rulePage: words } = useText()
  return (
    <>
      <select
        className="select"
        aria-label={words.byLabel}
        value={value.by}
        onChange={(event) => onChange({ ...value, by: event.target.value as Of<'sender'>['by'] })}
      >
        {(['address', 'domain', 'name'] as const).map((by) => (
          <option key={by} value={by}>
            {words.by[by]}
          </option>
        ))}
      </select>
      <WordsField
        label={words.valuesLabel.sender}
        placeholder={words.byHints[value.by]}
        hint={words.byHints[value.by]}
        maxLength={320}
        values={value.values}
        faultId={faultId}
        onChange={(values) => onChange({ ...value, values })}
      />
    </>
  )
}

function Pattern({ value, faultId, onChange }: Props<Of<'pattern'>>) {
  return (
    <>
      <Place value={value.place} onChange={(place) => onChange({ ...value, place })} />
      <PatternField value={value.pattern} faultId={faultId} onChange={(pattern) => onChange({ ...value, pattern })} />
    </>
  )
}

type PickedKind = Exclude<RuleCondition['type'], 'words' | 'sender' | 'pattern'>

/** Kinds that choose among what the shop has; some choose nothing at all. */
function Picked({ value, faultId, onChange }: Props<Of<PickedKind>>) {
  const { rulePage: words } = useText()
  const options = useOptions(value.type)
  const key = LIST_OF[value.type]
  if (key === null) return null
  const chosen = (value as unknown as Record<string, (string | number | null)[]>)[key] ?? []
  return (
    <PickMany
      label={words.conditions[value.type]}
      options={options}
      none={value.type === 'assigned' ? words.anybody : ''}
      values={chosen}
      faultId={faultId}
      onChange={(next) => onChange({ ...value, [key]: next })}
    />
  )
}

/** The field in which each kind keeps what was chosen. */
const LIST_OF = {
  account: 'accountIds',
  shop: 'shopIds',
  channel: 'channels',
  'customer-mark': 'marks',
  category: 'categories',
  status: 'statuses',
  assigned: 'staffIds',
  'order-number': null,
  attachment: null,
  'first-contact': null,
  'open-hours': null,
} as const satisfies Record<PickedKind, string | null>

function useOptions(type: PickedKind): PickOption[] {
  const { rulePage: words, channel, status, ticket } = useText()
  const accounts = useApp((state) => state.accounts)
  const shops = useApp((state) => state.shops)
  const categories = useApp((state) => state.categories)
  const staff = useApp((state) => state.staff)
  const none = { value: null, label: words.none }
  if (type === 'account') return [...accounts.values()].map(({ id, address }) => ({ value: id, label: address }))
  if (type === 'shop') return [...shops.values()].map(({ id, name }) => ({ value: id, label: name }))
  if (type === 'channel') return ChannelId.options.map((one) => ({ value: one, label: channel[one] }))
  if (type === 'status') return Status.options.map((one) => ({ value: one, label: status[one] }))
  if (type === 'customer-mark')
    return [...CustomerMark.options.map((one) => ({ value: one, label: ticket.mark[one] })), none]
  if (type === 'assigned')
    return staff.map(({ id, name, isRemoved }) => ({ value: id, label: words.person(name), isOffered: !isRemoved }))
  if (type !== 'category') return []
  return [
    none,
    ...categories
      .filter(({ parentKey }) => parentKey !== null)
      .map(({ key, label, parentKey, isRemoved }) => ({
        value: key,
        label,
        group: categories.find((one) => one.key === parentKey)?.label ?? '',
        isOffered: !isRemoved,
      })),
  ]
}
