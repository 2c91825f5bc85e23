import { describe, expect, it } from 'vitest'
import type { RuleCondition, RuleDraft, RuleId, StaffId } from '../../../preload/domain.ts'
import { compileRules, evaluate, explain } from '../../../main/core/rules/evaluate.ts'
import type { RuleFacts, RuleState } from '../../../main/core/rules/rule-facts.ts'
import { createRuleText } from '../../../main/core/rules/rule-text.ts'

type About = Partial<Omit<RuleFacts, 'state' | 'text'>> & {
  subject?: string
  body?: string
  state?: Partial<RuleState>
}

function factsOf({ subject = '', body = '', state = {}, ...about }: About = {}): RuleFacts {
  return {
    accountId: 1,
    shopId: 1,
    channel: 'mail',
    addresses: ['aiko@mail.example.com'],
    name: '山田 愛子',
    text: createRuleText({ subject, body }),
    hasOrderNumber: false,
    hasAttachment: false,
    isFirstContact: false,
    hasCustomer: true,
    isConversation: false,
    isUnreadable: false,
    isHeld: false,
    isOld: false,
    isOpen: () => true,
    isDecided: () => false,
    ...about,
    state: {
      kind: 'ticket',
      status: 'new',
      category: null,
      assigneeId: null,
      isUrgent: false,
      policyId: null,
      mark: null,
      ...state,
    },
  }
}

const world = {
  hasStaff: (id: number) => id === 7,
  hasCategory: () => true,
  hasChecklist: () => true,
  hasPolicy: (id: string) => id === 'trouble',
  hasTemplate: (id: number) => id === 12,
}
const draft = (conditions: RuleCondition[], change: Partial<RuleDraft> = {}): RuleDraft => ({
  name: '自動処理',
  isOn: true,
  when: { type: 'arrival' },
  match: 'all',
  conditions,
  actions: [{ type: 'urgent', isUrgent: true }],
  stopHere: false,
  ...change,
})
const isMatch = (rule: RuleDraft, facts: RuleFacts) => explain(compileRules([rule])[0]!, facts).isMatch
const holds = (condition: object, about: About) =>
  isMatch(draft([{ isNot: false, ...condition } as RuleCondition]), factsOf(about))

describe('a condition', () => {
  const words = (...list: string[]) => ({ type: 'words', words: list, place: 'both' })
  const sender = (by: string, ...values: string[]) => ({ type: 'sender', by, values })
  it.each<[string, object, About, boolean]>([
    ['account', { type: 'account', accountIds: [1, 2] }, {}, true],
    ['another account', { type: 'account', accountIds: [2] }, {}, false],
    ['shop', { type: 'shop', shopIds: [1] }, {}, true],
    ['another channel', { type: 'channel', channels: ['x'] }, {}, false],
    ['the address', sender('address', 'AIKO@mail.example.com'), {}, true],
    ['a part of the address', sender('address', 'aiko'), {}, false],
    ['the domain above', sender('domain', 'example.com'), {}, true],
    ['the domain with its sign', sender('domain', '@mail.example.com'), {}, true],
    ['a domain that ends alike', sender('domain', 'ample.com'), {}, false],
    ['a part of the name, in other letters', sender('name', '愛子'), {}, true],
    ['half-width kana', words('サイズ'), { body: 'ｻｲｽﾞが違います' }, true],
    ['hiragana', words('サイズ'), { subject: 'さいずについて' }, true],
    ['a word over a line break', words('返品'), { body: 'この度は返\n品したく' }, true],
    ['any of the words', words('交換', '返品'), { body: '返品です' }, true],
    ['no word', words('返品'), { body: '在庫' }, false],
    ['one character', words('傷'), { body: '傷があります' }, true],
    ['only the subject', { ...words('返品'), place: 'subject' }, { body: '返品' }, false],
    ['only the body', { ...words('返品'), place: 'body' }, { subject: '返品' }, false],
    ['a word of signs that fold to nothing', words('\u200b'), { body: '何か' }, false],
    ['quoted words', words('返品'), { body: 'はい\n> 返品ですか' }, false],
    [
      'a pattern',
      { type: 'pattern', pattern: '注文番号.{0,3}\\d{4}', place: 'both' },
      { body: '注文番号：１２０３' },
      true,
    ],
    [
      'a pattern around a long vowel',
      { type: 'pattern', pattern: 'らーめん\\d', place: 'body' },
      { body: 'ラーメン らーめん３' },
      true,
    ],
    [
      'a pattern of a wide word',
      { type: 'pattern', pattern: 'ｻｲｽﾞ.*ok', place: 'body' },
      { body: 'サイズ は OK' },
      true,
    ],
    ['a quoted pattern', { type: 'pattern', pattern: '返品', place: 'body' }, { body: 'はい\n> 返品' }, false],
    ['an order number', { type: 'order-number' }, { hasOrderNumber: true }, true],
    ['an attachment', { type: 'attachment' }, { hasAttachment: false }, false],
    ['a mark', { type: 'customer-mark', marks: ['caution'] }, { state: { mark: 'caution' } }, true],
    ['somebody new', { type: 'customer-mark', marks: ['first'] }, { isFirstContact: true }, true],
    ['no mark', { type: 'customer-mark', marks: [null] }, {}, true],
    [
      'a first contact with a mark',
      { type: 'first-contact' },
      { isFirstContact: true, state: { mark: 'regular' } },
      true,
    ],
    ['a category', { type: 'category', categories: ['return'] }, { state: { category: 'return' } }, true],
    ['no category', { type: 'category', categories: [null] }, {}, true],
    ['inside the hours', { type: 'open-hours' }, { isOpen: () => false }, false],
    ['a status', { type: 'status', statuses: ['new'] }, {}, true],
    ['the status of a notice', { type: 'status', statuses: ['new'] }, { state: { kind: 'notice' } }, false],
    ['anybody at work on it', { type: 'assigned', staffIds: [] }, { state: { assigneeId: 3 } }, true],
    ['somebody else at work on it', { type: 'assigned', staffIds: [4] }, { state: { assigneeId: 3 } }, false],
  ])('%s', (_, condition, about, expected) => {
    expect(holds(condition, about)).toBe(expected)
    expect(holds({ ...condition, isNot: true }, about)).toBe(!expected)
  })

  it('finds the same words in a text that the index has folded already', () => {
    const text = createRuleText({ subject: '', body: 'ｻｲｽﾞ違い', folded: { subject: '', body: 'サイズ違イ' } })
    const rule = draft([{ type: 'words', isNot: false, words: ['さいず'], place: 'body' }])
    expect(isMatch(rule, { ...factsOf(), text })).toBe(true)
  })

  it('finds each of thousands of words, also where they begin alike', () => {
    const list = Array.from({ length: 3000 }, (_, i) => `品番${i}番`)
    const rules = list.map((word) => draft([{ type: 'words', isNot: false, words: [word], place: 'both' }]))
    const compiled = compileRules(rules)
    const facts = factsOf({ body: '品番12番と品番2999番です' })
    expect(compiled.flatMap((rule, index) => (explain(rule, facts).isMatch ? index : []))).toEqual([12, 2999])
  })
})

describe('a rule', () => {
  const yes: RuleCondition = { type: 'account', isNot: false, accountIds: [1] as never }
  const no: RuleCondition = { ...yes, isNot: true }
  it('of all its conditions, or of any, says which decided', () => {
    const said = (match: 'all' | 'any', ...conditions: RuleCondition[]) =>
      explain(compileRules([draft(conditions, { match })])[0]!, factsOf())
    expect(said('all', yes, yes)).toEqual({ isMatch: true, because: [0, 1] })
    expect(said('all', yes, no)).toEqual({ isMatch: false, because: [1] })
    expect(said('any', no, yes)).toEqual({ isMatch: true, because: [1] })
    expect(said('any', no, no)).toEqual({ isMatch: false, because: [0, 1] })
    expect(said('all')).toEqual({ isMatch: true, because: [] })
  })

  const saved = (id: number, change: Partial<RuleDraft>) => ({ ...draft([], change), id: id as RuleId, position: id })

  it('is asked in order; a later one sees what an earlier one did, until one stops', () => {
    const isReturn: RuleCondition = { type: 'category', isNot: false, categories: ['return'] }
    const rules = [
      saved(1, { actions: [{ type: 'category', category: 'return' }] }),
      saved(2, { conditions: [isReturn], actions: [{ type: 'urgent', isUrgent: true }], stopHere: true }),
      saved(3, {}),
    ]
    const { outcomes, stoppedBy } = evaluate(compileRules(rules), factsOf(), world)
    expect(outcomes.map(({ rule }) => rule.id)).toEqual([1, 2])
    expect(stoppedBy).toBe(2)
  })

  it('changes what is otherwise, leaves what a person decided, and says what it could not do', () => {
    const actions: RuleDraft['actions'] = [
      { type: 'category', category: 'return' },
      { type: 'urgent', isUrgent: false },
      { type: 'assign', staffId: 8 as StaffId },
      { type: 'policy', policyId: 'trouble' },
      { type: 'popup' },
    ]
    const facts = factsOf({ isDecided: (field) => field === 'category', isOld: true })
    expect(evaluate(compileRules([saved(1, { actions })]), facts, world).outcomes[0]).toMatchObject({
      changes: [{ field: 'policy', before: null, after: 'trouble' }],
      tells: [],
      refused: [
        { action: 'category', reason: 'person' },
        { action: 'assign', reason: 'gone' },
        { action: 'popup', reason: 'old' },
      ],
    })
  })

  it.each([
    ['unreadable', { isUnreadable: true }],
    ['held', { isHeld: true }],
  ])('does not close: %s', (reason, about) => {
    const rule = saved(1, { actions: [{ type: 'resolve' }] })
    const [outcome] = evaluate(compileRules([rule]), factsOf(about), world).outcomes
    expect(outcome).toMatchObject({ changes: [], refused: [{ action: 'resolve', reason }] })
  })

  it.each([
    ['conversation', { isConversation: true }],
    ['unreadable', { isUnreadable: true }],
  ])('does not file: %s', (reason, about) => {
    const rule = saved(1, { actions: [{ type: 'kind', kind: 'notice' }] })
    expect(evaluate(compileRules([rule]), factsOf(about), world).outcomes[0]!.refused).toEqual([
      { action: 'kind', reason },
    ])
  })
})
