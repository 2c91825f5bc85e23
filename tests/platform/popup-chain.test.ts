import { describe, expect, it } from 'vitest'
import type { TicketId } from '../../preload/domain.ts'
import { pressedButton } from '../../main/platform/node-notifier.ts'
import { createPopupChain, type Button, type Carrier } from '../../main/platform/popup-chain.ts'
import type { Popup } from '../../main/services/ports.ts'

const popup: Popup = { title: '新しい問い合わせ', body: '山田さま', target: { view: 'todo' }, isUrgent: false }

function setup(...answers: (boolean | 'silent' | 'broken')[]) {
  const asked: string[] = []
  const opened: Popup['target'][] = []
  const putOff: TicketId[] = []
  const timers: (() => void)[] = []
  let press: (button: Button) => void = () => {}
  const carriers = answers.map((answer, index): Carrier => {
    const name = `carrier ${index}`
    return {
      name,
      async show(_popup, onPress) {
        asked.push(name)
        press = onPress
        if (answer === 'broken') throw new Error('no such program')
        return answer === 'silent' ? new Promise(() => {}) : answer
      },
    }
  })
  const clock = { now: () => 0, setTimer: (run: () => void) => (timers.push(run), () => {}) }
  const log = { info: () => {}, error: () => {} }
  const chain = createPopupChain(
    carriers,
    clock,
    log,
    (target) => opened.push(target),
    (id) => putOff.push(id),
  )
  return {
    chain,
    asked,
    opened,
    putOff,
    press: (button: Button) => press(button),
    passTime: () => timers.forEach((run) => run()),
  }
}

describe('a popup', () => {
  it('is shown by the first carrier that takes it, and by no other', async () => {
    const { chain, asked } = setup(true, true)
    expect(await chain.show(popup)).toBe(true)
    expect(asked).toEqual(['carrier 0'])
  })

  it('goes to the next one when the first refuses or breaks', async () => {
    const { chain, asked } = setup(false, 'broken', true)
    expect(await chain.show(popup)).toBe(true)
    expect(asked).toEqual(['carrier 0', 'carrier 1', 'carrier 2'])
  })

  it('is not shown a second time because the first carrier says nothing', async () => {
    const { chain, asked, passTime } = setup('silent', true)
    const shown = chain.show(popup)
    passTime()
    expect(await shown).toBe(true)
    expect(asked).toEqual(['carrier 0'])
  })

  it('that nobody took is told as such', async () => {
    expect(await setup(false, false).chain.show(popup)).toBe(false)
  })

  it('opens its target once, however often the click is reported', async () => {
    const { chain, opened, press } = setup(true)
    await chain.show(popup)
    press('open')
    press('open')
    expect(opened).toEqual([{ view: 'todo' }])
  })

  it('with a button puts its ticket off, and opens nothing', async () => {
    const { chain, opened, putOff, press } = setup(true)
    await chain.show({ ...popup, later: { ticketId: 7 as TicketId, label: '15分後' } })
    press('later')
    press('open')
    expect({ opened, putOff }).toEqual({ opened: [], putOff: [7] })
  })
})

describe('the end of a popup', () => {
  const words = { later: { ticketId: 7 as TicketId, label: 'In 15 min' }, openLabel: 'Open' }
  it.each([
    [['in 15 min'], 'later'],
    [['open'], 'open'],
    [['activate', 'clicked'], 'open'],
    [['contentsclicked'], 'open'],
    [['activate', 'actionClicked', 'In 15 min'], 'later'],
    [['dismissed'], null],
    [['timedout'], null],
    [[undefined], null],
  ])('%j is %s', (endings, pressed) => {
    expect(pressedButton(endings, words)).toBe(pressed)
  })
})
