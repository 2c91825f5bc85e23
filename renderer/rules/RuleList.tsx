import { ArrowDown, ArrowUp, GripVertical, OctagonMinus, Trash2 } from 'lucide-react'
import { useState, type DragEvent, type KeyboardEvent } from 'react'
import type { RuleId, RuleInfo } from '../../preload/domain.ts'
import { useActions, useApp, useI18n, useMinute, useText } from '../store/context.ts'
import { sentenceOf } from './sentence.ts'
import { useRuleNames } from './use-rule-names.ts'

/** The rules in the order in which they are asked. Moved by buttons, by Alt+arrows or by dragging. */
export function RuleList({ rules }: { rules: readonly RuleInfo[] }) {
  const { rulePage: words } = useText()
  const moveRule = useApp((state) => state.moveRule)
  const [told, setTold] = useState('')
  const [dragged, setDragged] = useState<RuleId | null>(null)

  async function move({ id, name }: Pick<RuleInfo, 'id' | 'name'>, to: number) {
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset['part'] : undefined
    const place = await moveRule(id, to)
    if (place === null) return
    setTold(words.moved(name, place))
    // The row stands elsewhere now; whoever moves it by keyboard goes on with it.
    document.querySelector<HTMLElement>(`[data-rule="${id}"] [data-part="${focused ?? 'edit'}"]`)?.focus()
  }
  function drop(to: number) {
    const rule = rules.find(({ id }) => id === dragged)
    setDragged(null)
    if (rule) void move(rule, to)
  }
  return (
    <>
      <ol className="rule-list" aria-label={words.listLabel}>
        {rules.map((rule, index) => (
          <RuleLine
            key={rule.id}
            rule={rule}
            index={index}
            count={rules.length}
            isDragged={dragged === rule.id}
            onMove={(to) => void move(rule, to)}
            onDrag={setDragged}
            onDrop={() => drop(index)}
          />
        ))}
      </ol>
      <output className="for-readers">{told}</output>
    </>
  )
}

type LineProps = {
  rule: RuleInfo
  index: number
  count: number
  isDragged: boolean
  onMove: (to: number) => void
  onDrag: (id: RuleId | null) => void
  onDrop: () => void
}

function RuleLine({ rule, index, count, isDragged, onMove, onDrag, onDrop }: LineProps) {
  const { rulePage: words, ruleSentence } = useText()
  const names = useRuleNames()
  const { editRule, switchRule, removeRule } = useActions()
  const { id, name, isOn, stopHere } = rule

  function onKeyDown(event: KeyboardEvent) {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    onMove(index + (event.key === 'ArrowUp' ? -1 : 1))
  }
  const drag = {
    draggable: true,
    onDragStart: (event: DragEvent) => {
      event.dataTransfer.effectAllowed = 'move'
      onDrag(id)
    },
    onDragEnd: () => onDrag(null),
    onDragOver: (event: DragEvent) => event.preventDefault(),
    onDrop,
  }
  return (
    // The keys of its buttons are heard here.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <li
      className="rule-line"
      data-rule={id}
      data-off={!isOn || undefined}
      data-dragged={isDragged || undefined}
      onKeyDown={onKeyDown}
      {...drag}
    >
      <span className="rule-line__grip" title={words.drag}>
        <GripVertical size={14} aria-hidden />
        {index + 1}
      </span>
      <span className="switch">
        <input
          type="checkbox"
          role="switch"
          aria-label={words.isOn(name)}
          aria-checked={isOn}
          checked={isOn}
          onChange={(event) => void switchRule(rule, event.target.checked)}
        />
      </span>
      <button type="button" className="rule-line__main" data-part="edit" onClick={() => editRule(rule)}>
        <span className="for-readers">{words.edit(name)}</span>
        <span className="rule-line__name">
          {name}
          {!isOn && <span className="tag">{words.off}</span>}
          {stopHere && (
            <span className="tag rule-line__stop">
              <OctagonMinus size={11} aria-hidden /> {words.stops}
            </span>
          )}
        </span>
        <span className="rule-line__sentence">{sentenceOf(ruleSentence, { ...rule, stopHere: false }, names)}</span>
        <Used rule={rule} />
      </button>
      <span className="rule-line__buttons">
        <MoveButton part="up" label={words.up(name)} isAtEnd={index === 0} onPress={() => onMove(index - 1)} />
        <MoveButton
          part="down"
          label={words.down(name)}
          isAtEnd={index === count - 1}
          onPress={() => onMove(index + 1)}
        />
        <button
          type="button"
          className="icon-button"
          aria-label={words.remove(name)}
          title={words.remove(name)}
          onClick={() => void removeRule(rule)}
        >
          <Trash2 size={15} aria-hidden />
        </button>
      </span>
    </li>
  )
}

function Used({ rule: { usedCount, lastUsedAt } }: { rule: RuleInfo }) {
  const i18n = useI18n()
  const now = useMinute()
  const { rulePage: words } = i18n.text
  return (
    <small className="rule-line__used">
      {lastUsedAt === null ? words.unused : words.used(usedCount, i18n.shortMoment(lastUsedAt, now))}
    </small>
  )
}

type MoveProps = { part: 'up' | 'down'; label: string; isAtEnd: boolean; onPress: () => void }

/** Never disabled, or the keyboard would fall out of the list at its ends. */
function MoveButton({ part, label, isAtEnd, onPress }: MoveProps) {
  const Icon = part === 'up' ? ArrowUp : ArrowDown
  return (
    <button
      type="button"
      className="icon-button"
      data-part={part}
      aria-label={label}
      aria-disabled={isAtEnd || undefined}
      title={label}
      onClick={() => !isAtEnd && onPress()}
    >
      <Icon size={15} aria-hidden />
    </button>
  )
}
