// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import type { Output } from '../../preload/contract.ts'
import type { RuleDraft, RuleInfo, RuleRunId } from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import { fakeStaff } from '../support/fake-people.ts'
import { closeWindow, NOW, openWindow } from '../support/window.tsx'

const DRAFT: RuleDraft = {
  name: '返品',
  isOn: true,
  when: { type: 'arrival' },
  match: 'all',
  conditions: [{ type: 'words', isNot: false, words: ['返品'], place: 'both' }],
  actions: [{ type: 'category', category: 'return' }],
  stopHere: false,
}
const rule = (id: number, change: Partial<RuleInfo> = {}): RuleInfo => ({
  ...DRAFT,
  id: id as RuleInfo['id'],
  position: id,
  usedCount: 0,
  lastUsedAt: null,
  ...change,
})

const button = (name: string | RegExp) => screen.getByRole<HTMLButtonElement>('button', { name })
const listed = () =>
  within(screen.getByRole('list', { name: /上から順/ })).getAllByRole('button', { name: /^「.*」を編集/ })
const sentence = () => screen.getByText('この自動処理は').parentElement?.querySelector('output')?.textContent
const saved = (fake: Awaited<ReturnType<typeof openWindow>>['fake']) =>
  fake.callsOf('rules.save').at(-1)?.input as { id: number | null; rule: RuleDraft }

afterEach(closeWindow)

/** The page of rules with these rules in it, reached by its keys. */
async function atRules(...rules: RuleDraft[]) {
  const opened = await openWindow()
  for (const one of rules) await opened.store.api.call('rules.save', { id: null, rule: one })
  await opened.user.keyboard('gr')
  await screen.findByRole('heading', { name: '自動処理', level: 1 })
  return opened
}
/** The same, with the editor open on the first of them. */
async function editing(first: RuleDraft = DRAFT) {
  const opened = await atRules(first)
  fireEvent.click(await screen.findByRole('button', { name: new RegExp(`「${first.name}」を編集`) }))
  return opened
}
async function writing() {
  const opened = await atRules()
  fireEvent.click(button('新しい自動処理'))
  return opened
}
async function type(name: string, text: string) {
  fireEvent.change(screen.getByRole('textbox', { name }), { target: { value: text } })
}
const choose = (name: string, value: string) =>
  fireEvent.change(screen.getByRole('combobox', { name }), { target: { value } })

describe('the list of rules', () => {
  it('without any offers three ready-made ones, and adds one at a press that can be taken back', async () => {
    const { fake, user } = await atRules()
    await screen.findByText('まだ自動処理はありません')
    expect(screen.getAllByRole('button', { name: /^この例を加える/ })).toHaveLength(3)
    fireEvent.click(button('この例を加える: 返品の言葉'))
    await waitFor(() => expect(listed()).toHaveLength(1))
    expect(saved(fake).rule.conditions).toEqual([
      { type: 'words', isNot: false, words: ['返品', '返金'], place: 'both' },
    ])
    expect(screen.getAllByRole('button', { name: /^この例を加える/ })).toHaveLength(2)
    await user.keyboard('u')
    await screen.findByText('まだ自動処理はありません')
  })

  it('says each rule in a sentence, how often it acted and where it stops', async () => {
    const { fake, store } = await atRules(DRAFT)
    const used = rule(1, { stopHere: true, usedCount: 12, lastUsedAt: Date.parse('2026-11-24T09:05:00+09:00') })
    fake.answer('rules.all', [used, rule(2, { name: '別の' })])
    await store.getState().loadWrittenRules()
    const [first, second] = within(screen.getByRole('list', { name: /上から順/ })).getAllByRole('listitem')
    expect(first?.textContent).toContain('件名か本文に「返品」があるとき、分類を「返品」にする。')
    expect(first?.textContent).toContain('12件に実行 · 最後は 9:05')
    expect(first?.textContent).toContain('ここで止める')
    expect(second?.textContent).toContain('まだ実行されていません')
    expect(second?.textContent).not.toContain('ここで止める')
  })

  it('is put in another order by Alt+arrows, which keep the keyboard on the rule', async () => {
    const { fake, user } = await atRules(DRAFT, { ...DRAFT, name: '二番' }, { ...DRAFT, name: '三番' })
    await waitFor(() => expect(listed()).toHaveLength(3))
    button(/^「三番」を編集/).focus()
    await user.keyboard('{Alt>}{ArrowUp}{/Alt}')
    await waitFor(() => expect(fake.callsOf('rules.reorder').at(-1)?.input).toEqual({ ids: [1, 3, 2] }))
    await waitFor(() => expect(listed()[1]?.textContent).toMatch(/^「三番」を編集/))
    await waitFor(() => expect(document.activeElement).toBe(button(/^「三番」を編集/)))
    expect(screen.getByText('「三番」を2番目にしました')).toBeTruthy()
  })

  it('switches one off, and gives a deleted one back', async () => {
    const { fake, user } = await atRules(DRAFT)
    fireEvent.click(await screen.findByRole('switch', { name: '「返品」を使う' }))
    await screen.findByText('止めています')
    expect(saved(fake)).toMatchObject({ id: 1, rule: { name: '返品', isOn: false } })
    fireEvent.click(button('「返品」を削除'))
    await screen.findByText('自動処理「返品」を削除しました')
    await user.keyboard('u')
    expect(await screen.findByRole('button', { name: /^「返品」を編集/ })).toBeTruthy()
  })

  it('keeps what was learned by 今後も… apart', async () => {
    await atRules()
    expect(await screen.findByRole('region', { name: '「今後も…」で覚えた振り分け' })).toBeTruthy()
  })
})

describe('the editor', () => {
  it('says the rule in words while it is built, and saves it', async () => {
    const { fake, store } = await atRules()
    fake.people.staff.push(fakeStaff(2, '田中'))
    await store.getState().loadPeople()
    fireEvent.click(button('新しい自動処理'))
    await type('名前', '返品は田中さんへ')
    await type('言葉', '返品')
    choose('行うこと1の内容', 'return')
    fireEvent.click(button('行うことを加える'))
    choose('行うこと2の内容', '2')
    expect(sentence()).toBe('件名か本文に「返品」があるとき、分類を「返品」にして、田中さんに割り当てる。')
    fireEvent.click(button('保存'))
    await screen.findByText('自動処理「返品は田中さんへ」を保存しました')
    expect(saved(fake)).toEqual({
      id: null,
      rule: {
        ...DRAFT,
        name: '返品は田中さんへ',
        actions: [
          { type: 'category', category: 'return' },
          { type: 'assign', staffId: 2 },
        ],
      },
    })
    expect(button('保存').disabled).toBe(true)
  })

  it('says what is missing at its field, goes there, and asks main nothing', async () => {
    const { fake } = await writing()
    await type('名前', '試し')
    fireEvent.click(button('保存'))
    expect(await screen.findByText('言葉を1つ以上入れてください。')).toBeTruthy()
    expect(screen.getByText('1つ選んでください。')).toBeTruthy()
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('textbox', { name: '言葉' })))
    expect(fake.callsOf('rules.save')).toEqual([])
    await type('言葉', '返品')
    expect(screen.queryByText('言葉を1つ以上入れてください。')).toBeNull()
  })

  it.each([
    { sign: { isComposing: true }, chips: 0 },
    { sign: { keyCode: 229 }, chips: 0 },
    { sign: {}, chips: 2 },
  ])('takes Enter of the keyboard but not of a conversion as the end of a word ($sign)', async ({ sign, chips }) => {
    await writing()
    await type('言葉', '返品、返金')
    fireEvent.keyDown(screen.getByRole('textbox', { name: '言葉' }), { key: 'Enter', ...sign })
    expect(screen.queryAllByRole('button', { name: /^「.+」を外す$/ })).toHaveLength(chips)
  })

  it('keeps unsaved changes while another screen is looked at', async () => {
    const { store } = await editing()
    await type('名前', '返品と返金')
    store.getState().showScreen('inbox')
    await waitFor(() => expect(screen.queryByRole('textbox', { name: '名前' })).toBeNull())
    store.getState().showScreen('rules')
    expect((await screen.findByRole<HTMLInputElement>('textbox', { name: '名前' })).value).toBe('返品と返金')
    expect(screen.getByText(/保存していない変更があります/)).toBeTruthy()
  })

  it('gives discarded changes back on undo', async () => {
    const { user } = await editing()
    await type('名前', '返品と返金')
    fireEvent.click(button('変更をやめる'))
    await screen.findByText('編集をやめました')
    await user.keyboard('u')
    expect((await screen.findByRole<HTMLInputElement>('textbox', { name: '名前' })).value).toBe('返品と返金')
  })

  it('counts time in the unit of a person and says when it is none', async () => {
    const { fake } = await editing()
    fireEvent.click(screen.getByRole('radio', { name: '時間がたったとき' }))
    await type('時間', '２')
    choose('単位', 'days')
    expect(sentence()).toContain('お客さまへ返事をしないまま2日たち、件名か本文に「返品」があるとき')
    await type('時間', 'あ')
    fireEvent.click(button('保存'))
    expect(await screen.findByText(/0から525,600分/)).toBeTruthy()
    await type('時間', '3')
    fireEvent.click(button('保存'))
    await waitFor(() =>
      expect(saved(fake).rule.when).toEqual({ type: 'time', since: 'unanswered', minutes: 3 * 24 * 60 }),
    )
  })

  it('says what is wrong with a pattern while it is typed, and does not save it', async () => {
    const { fake } = await editing()
    const before = fake.callsOf('rules.save').length
    choose('条件1の種類', 'pattern')
    await type('パターン', '(返品')
    expect(await screen.findByText(/カッコが閉じていません/)).toBeTruthy()
    fireEvent.click(button('保存'))
    expect(await screen.findByText('パターンを正しく書いてください。')).toBeTruthy()
    expect(fake.callsOf('rules.save')).toHaveLength(before)
  })

  it('offers the deadline policies of the shop by their names', async () => {
    const { fake } = await editing()
    await screen.findByRole('option', { name: '期限の決まり' })
    choose('行うこと1の種類', 'policy')
    const { options } = screen.getByRole<HTMLSelectElement>('combobox', { name: '行うこと1の内容' })
    const policy = options[1]
    choose('行うこと1の内容', policy!.value)
    expect(sentence()).toContain(`期限の決まりを「${policy!.label}」にする。`)
    fireEvent.click(button('保存'))
    await waitFor(() => expect(saved(fake).rule.actions).toEqual([{ type: 'policy', policyId: policy!.value }]))
  })

  it('says why main did not save, and keeps everything', async () => {
    const { fake } = await editing()
    await type('名前', '返品と返金')
    fake.fail('rules.save', new AppError('store-full', 'no'))
    fireEvent.click(button('保存'))
    expect(await screen.findByRole('alert')).toBeTruthy()
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: '名前' }).value).toBe('返品と返金')
  })
})

const FOUND: Output<'rules.preview'> = {
  examined: 210,
  total: 1,
  tickets: [
    {
      id: 1024 as never,
      subject: '納期のお問い合わせ',
      customerName: '山田花子',
      lastMessageAt: NOW,
      because: [0],
      changes: [{ field: 'category', before: null, after: 'return' }],
      tells: ['popup'],
      refused: [{ action: 'assign', reason: 'person' }],
    },
  ],
}

describe('trying a rule', () => {
  it('shows how many match and what would change on each, and changes nothing', async () => {
    const { fake, store } = await editing()
    fake.answer('rules.preview', FOUND)
    choose('対象', '90')
    fireEvent.click(button('試してみる'))
    expect(await screen.findByText('210件のうち、1件に当てはまります')).toBeTruthy()
    const table = screen.getByRole('table', { name: '試してみる' })
    expect(table.textContent).toContain('分類 なし返品')
    expect(table.textContent).toContain('ポップアップ')
    expect(table.textContent).toContain('担当を決める: 行いません（人が決めたことを優先しました）')
    expect(table.textContent).toContain('件名か本文に「返品」がある')
    expect(fake.callsOf('rules.preview').at(-1)?.input).toMatchObject({ days: 90, rule: DRAFT })
    expect(fake.callsOf('rules.run')).toEqual([])
    fireEvent.click(within(table).getByRole('button', { name: '#1024 納期のお問い合わせ' }))
    await waitFor(() => expect(store.getState().openId).toBe(1024))
    store.getState().showScreen('rules')
    expect(await screen.findByText('210件のうち、1件に当てはまります')).toBeTruthy()
  })

  it('says that it is old once the rule has changed, and offers no run then', async () => {
    const { fake } = await editing()
    fake.answer('rules.preview', FOUND)
    fireEvent.click(button('試してみる'))
    await screen.findByRole('button', { name: '今ある1件にも実行' })
    await type('言葉', '交換')
    expect(screen.getByText(/もう一度お試しください/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: /件にも実行$/ })).toBeNull()
  })

  it('is busy in words meanwhile, can be stopped, and the late answer is not shown', async () => {
    const { fake, store } = await editing()
    const release = fake.hold('rules.preview')
    fireEvent.click(button('試してみる'))
    await screen.findByText(/調べています/)
    fireEvent.click(button('やめる'))
    expect(screen.queryByText(/調べています/)).toBeNull()
    release()
    await store.api.call('rules.all', {})
    expect(screen.queryByText(/件のうち/)).toBeNull()
  })

  it('runs over what is there, and takes it all back from the toast', async () => {
    const { fake, user } = await editing({
      ...DRAFT,
      conditions: [{ type: 'words', isNot: false, words: ['納期'], place: 'both' }],
    })
    fireEvent.click(button('試してみる'))
    fireEvent.click(await screen.findByRole('button', { name: /^今ある\d+件にも実行$/ }))
    await screen.findByText(/件に実行しました$/)
    expect(fake.callsOf('rules.run')[0]?.input).toEqual({ id: 1, days: 30 })
    ;(document.activeElement as HTMLElement | null)?.blur()
    await user.keyboard('u')
    await screen.findByText(/件を元に戻しました$/)
    expect(fake.callsOf('rules.undoRun')[0]?.input).toEqual({ runId: 1 })
  })

  it('saves a new rule before it runs it', async () => {
    const { fake } = await writing()
    await type('名前', '納期')
    await type('言葉', '納期')
    choose('行うこと1の内容', 'return')
    fireEvent.click(button('試してみる'))
    fireEvent.click(await screen.findByRole('button', { name: /^保存して、今ある/ }))
    await waitFor(() => expect(fake.callsOf('rules.run')).toHaveLength(1))
    expect(saved(fake).id).toBeNull()
  })
})

describe('the log', () => {
  const entry = (id: number, change: Partial<Output<'rules.log'>[number]> = {}): Output<'rules.log'>[number] => ({
    id,
    ruleId: 1 as never,
    ruleName: '返品',
    ticketId: 1024 as never,
    subject: '納期のお問い合わせ',
    customerName: '山田花子',
    at: Date.parse('2026-11-24T09:05:00+09:00'),
    cause: 'arrival',
    runId: null,
    changes: [{ field: 'category', before: null, after: 'return' }],
    tells: [],
    refused: [],
    isUndone: false,
    ...change,
  })

  it('names time, rule, ticket and deeds', async () => {
    const { fake } = await atRules(DRAFT)
    fake.answer('rules.log', [entry(1)])
    fireEvent.click(button('記録'))
    const table = await screen.findByRole('table', { name: '自動処理の記録' })
    const row = within(table).getAllByRole('row').at(-1)
    expect(row?.textContent).toBe('9:05届いたとき返品#1024 納期のお問い合わせ山田花子さま分類 なし返品')
  })

  it('is asked for one rule alone', async () => {
    const { fake } = await atRules(DRAFT)
    fireEvent.click(button('記録'))
    await screen.findByText('まだ記録はありません')
    choose('自動処理', '1')
    await waitFor(() => expect(fake.callsOf('rules.log').at(-1)?.input).toMatchObject({ ruleId: 1, before: null }))
  })

  it('takes a whole run back, once', async () => {
    const { fake } = await atRules(DRAFT)
    const runId = 7 as RuleRunId
    fake.answer('rules.log', [entry(3, { cause: 'run', runId }), entry(2, { cause: 'run', runId }), entry(1)])
    fireEvent.click(button('記録'))
    expect(await screen.findAllByRole('button', { name: 'この実行を元に戻す' })).toHaveLength(1)
    fake.answer('rules.undoRun', { restored: 1, kept: 1 })
    fake.answer('rules.log', [entry(3, { cause: 'run', runId, isUndone: true }), entry(2, { cause: 'run', runId })])
    fireEvent.click(button('この実行を元に戻す'))
    await screen.findByText('1件を元に戻しました。その後に変えられた1件は、そのままです')
    expect(fake.callsOf('rules.undoRun')[0]?.input).toEqual({ runId: 7 })
    await waitFor(() => expect(screen.queryByRole('button', { name: 'この実行を元に戻す' })).toBeNull())
  })
})
