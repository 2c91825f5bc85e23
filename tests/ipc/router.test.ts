import { describe, expect, it } from 'vitest'
import { createRouter, type Handlers } from '../../main/ipc/router.ts'
import { contract } from '../../preload/contract.ts'
import { AppError } from '../../preload/errors.ts'

function setup(overrides: Partial<Handlers> = {}) {
  const bugs: [string, unknown][] = []
  const calls: [string, unknown][] = []
  const record = (method: string) => (input: unknown) => {
    calls.push([method, input])
    return null
  }
  const handlers = Object.fromEntries(Object.keys(contract).map((method) => [method, record(method)]))
  const route = createRouter({ ...handlers, ...overrides } as Handlers, (method, error) => bugs.push([method, error]))
  return { bugs, calls, route }
}

describe('the border to the window', () => {
  it('hands a good call to its handler, and its answer back', async () => {
    const { route, calls } = setup({ 'tickets.markSeen': () => null })
    expect(await route('tickets.markSeen', { id: 7 })).toEqual({ ok: true, value: null })
    await route('tickets.resolve', { ids: [1], reason: 'settled' })
    expect(calls).toEqual([['tickets.resolve', { ids: [1], reason: 'settled' }]])
  })

  it.each([
    ['tickets.drop', {}],
    ['__proto__', {}],
    ['constructor', {}],
    ['toString', {}],
    ['', {}],
    [undefined, {}],
    [{ toString: (): string => 'tickets.markSeen' }, { id: 1 }],
    ['tickets.markSeen', undefined],
    ['tickets.markSeen', null],
    ['tickets.markSeen', { id: -1 }],
    ['tickets.markSeen', { id: '1' }],
    ['tickets.markSeen', { id: 1, more: true }],
    ['tickets.markSeen', { id: 2 ** 53 }],
    ['tickets.list', { view: 'todo', accountId: null, limit: 1e9, after: null }],
    ['tickets.list', { view: 'everything', accountId: null, limit: 10, after: null }],
    ['tickets.resolve', { ids: ['1; DROP TABLE ticket'], reason: 'settled' }],
    ['drafts.save', JSON.parse('{"ticketId":1,"draft":{"__proto__":{"body":"x"}}}')],
  ])('refuses %j with %j, and no handler hears of it', async (method, input) => {
    const { route, bugs, calls } = setup()
    expect(await route(method, input)).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
    expect([bugs, calls]).toEqual([[], []])
  })

  it('passes an expected error on by its code and reason, without its cause', async () => {
    const { route, bugs } = setup({
      'tickets.markSeen': () => {
        throw new AppError('conflict', 'No', { reason: 'newer-message', cause: new Error('secret') })
      },
    })
    expect(await route('tickets.markSeen', { id: 1 })).toEqual({
      ok: false,
      error: { code: 'conflict', message: 'No', reason: 'newer-message' },
    })
    expect(bugs).toEqual([])
  })

  it.each([
    [
      'thrown',
      () => {
        throw new TypeError('/home/aiko/secret')
      },
    ],
    ['rejected', () => Promise.reject(new Error('/home/aiko/secret'))],
    [
      'thrown as a bare string',
      () => {
        // oxlint-disable-next-line only-throw-error
        throw '/home/aiko/secret'
      },
    ],
  ])('keeps the text of a bug that was %s in the log', async (_, handler) => {
    const { route, bugs } = setup({ 'tickets.markSeen': handler })
    const answer = await route('tickets.markSeen', { id: 1 })
    expect(answer).toMatchObject({ ok: false, error: { code: 'bug' } })
    expect(JSON.stringify(answer)).not.toContain('aiko')
    expect(bugs.map(([method]) => method)).toEqual(['tickets.markSeen'])
  })
})
