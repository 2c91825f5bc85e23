import { Plus, X } from 'lucide-react'
import { useRef, type KeyboardEvent } from 'react'
import { sumOf, type CallItem } from '../../preload/domain.ts'
import { useText } from '../store/context.ts'
import { isConverting } from '../ui/ime.ts'

/** A line as it is being typed: numbers may be written in full width, with commas or 円. */
export type ItemLine = { key: number; name: string; quantity: string; price: string }
export const emptyLine = (key: number): ItemLine => ({ key, name: '', quantity: '1', price: '' })

const numberIn = (text: string) => Number(text.normalize('NFKC').replace(/[,円¥£$€\s]/g, ''))
const isBlank = ({ name, price }: ItemLine) => name.trim() === '' && price.trim() === ''

function read({ name, quantity, price }: ItemLine): CallItem | null {
  const line = { name: name.trim(), quantity: numberIn(quantity), price: price.trim() === '' ? null : numberIn(price) }
  const isPrice = line.price === null || (line.price >= 0 && line.price <= 1_000_000_000)
  const isQuantity = Number.isInteger(line.quantity) && line.quantity > 0 && line.quantity < 100_000
  return line.name !== '' && isQuantity && isPrice ? line : null
}

/** The items that were written; null while one of them cannot be read. Lines without a word are left out. */
export function itemsOf(lines: readonly ItemLine[]): CallItem[] | null {
  const items = lines.filter((line) => !isBlank(line)).map(read)
  return items.every((item) => item !== null) ? items : null
}

type Props = { lines: readonly ItemLine[]; onChange: (lines: ItemLine[]) => void }

/** What somebody orders on the phone: free lines. Enter goes to the next one. */
export function CallItems({ lines, onChange }: Props) {
  const { work, people } = useText()
  const box = useRef<HTMLFieldSetElement>(null)
  const items = itemsOf(lines)
  const sum = items === null ? null : sumOf(items)

  const change = (key: number, part: Partial<ItemLine>) =>
    onChange(lines.map((line) => (line.key === key ? { ...line, ...part } : line)))
  function add() {
    onChange([...lines, emptyLine(Math.max(-1, ...lines.map(({ key }) => key)) + 1)])
  }
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || isConverting(event)) return
    event.preventDefault()
    const names = [...box.current!.querySelectorAll<HTMLInputElement>('[data-item-name]')]
    const row = event.currentTarget.closest('li')
    const next = names.find((name) => row!.compareDocumentPosition(name) & 4 && !row!.contains(name))
    if (next) next.focus()
    else add()
  }
  return (
    <fieldset className="call-items" ref={box}>
      <legend>{work.items}</legend>
      <div className="call-items__head" aria-hidden>
        <span>{work.itemName}</span>
        <span>{work.itemQuantity}</span>
        <span>{work.itemPrice}</span>
      </div>
      <ul>
        {lines.map((line, index) => (
          <Line
            key={line.key}
            line={line}
            number={index + 1}
            onChange={(part) => change(line.key, part)}
            onKeyDown={onKeyDown}
            onRemove={lines.length > 1 ? () => onChange(lines.filter(({ key }) => key !== line.key)) : null}
          />
        ))}
      </ul>
      <div className="call-items__foot">
        <button type="button" className="button button--small" onClick={add}>
          <Plus size={14} aria-hidden /> {work.addItem}
        </button>
        <output>{sum !== null && sum > 0 && people.callItems.total(people.callItems.amount(sum))}</output>
      </div>
    </fieldset>
  )
}

type LineProps = {
  line: ItemLine
  number: number
  onChange: (part: Partial<ItemLine>) => void
  onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void
  onRemove: (() => void) | null
}

function Line({ line, number, onChange, onKeyDown, onRemove }: LineProps) {
  const { work } = useText()
  const isWrong = !isBlank(line) && read(line) === null
  const isName = line.name.trim() === ''
  return (
    <li>
      <input
        data-item-name
        className="text-input"
        aria-label={work.itemOf(work.itemName, number)}
        aria-invalid={isWrong && isName}
        maxLength={200}
        // A line that was just added is the one to go on with.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        value={line.name}
        onChange={({ target }) => onChange({ name: target.value })}
        onKeyDown={onKeyDown}
      />
      <input
        className="text-input call-items__number"
        aria-label={work.itemOf(work.itemQuantity, number)}
        aria-invalid={isWrong && !isName}
        inputMode="numeric"
        maxLength={10}
        value={line.quantity}
        onChange={({ target }) => onChange({ quantity: target.value })}
        onKeyDown={onKeyDown}
      />
      <input
        className="text-input call-items__number"
        aria-label={work.itemOf(work.itemPrice, number)}
        aria-invalid={isWrong && !isName}
        inputMode="decimal"
        maxLength={20}
        value={line.price}
        onChange={({ target }) => onChange({ price: target.value })}
        onKeyDown={onKeyDown}
      />
      {onRemove ? (
        <button
          type="button"
          className="icon-button"
          aria-label={work.removeItem(number)}
          title={work.removeItem(number)}
          onClick={onRemove}
        >
          <X size={14} aria-hidden />
        </button>
      ) : (
        <span />
      )}
    </li>
  )
}
