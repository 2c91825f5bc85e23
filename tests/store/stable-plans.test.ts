import { describe, expect, it } from 'vitest'
import { hideParameters } from '../../main/store/stable-plans.ts'
import { openDatabase } from '../../main/store/open.ts'

describe('a statement of the store', () => {
  it('hides its parameters from the planner, and nothing else', () => {
    expect(
      hideParameters(`SELECT '?', "a@b" FROM t WHERE a = ? AND b = @b AND c IN (?, ?) -- why?\n LIMIT @limit`),
    ).toBe(`SELECT '?', "a@b" FROM t WHERE a = +? AND b = +@b AND c IN (+?, +?) -- why?\n LIMIT +@limit`)
  })

  it('keeps what is bound as it is: text, numbers, bytes and nothing', () => {
    const db = openDatabase(':memory:')
    const values = ['012', 12, 1.5, Buffer.from('ab'), null]
    const row = db.prepare('SELECT ? AS a, ? AS b, ? AS c, ? AS d, ? AS e').get(...values) as Record<string, unknown>
    expect(Object.values(row)).toEqual(values)
    db.close()
  })
})
