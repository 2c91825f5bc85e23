import { describe, expect, it } from 'vitest'
import { type Known, likenessOf } from '../../main/core/same-person.ts'

const byMail: Known = {
  name: '山田 愛子',
  kana: 'やまだ あいこ',
  identities: [{ channel: 'mail', value: 'aiko@example.com' }],
}
const onX: Known = { name: 'あいこ', kana: '', identities: [{ channel: 'x', value: '42', shown: '@aiko' }] }
const order = { kind: 'order', value: '250-1234567-1234567' } as const
const phone = { kind: 'phone', value: '09012345678' } as const

describe('two records', () => {
  it('of different networks are alike by one thing that only one person has', () => {
    expect(likenessOf(byMail, onX, [phone])).toMatchObject({ signs: [phone, { kind: 'handle', value: '@aiko' }] })
    expect(likenessOf(onX, byMail, [order])).toMatchObject({ signs: [order, { kind: 'handle' }] })
  })

  it('are the more alike the more they share, and the strongest is said first', () => {
    const namesake = { ...onX, name: '山田愛子' }
    const [little, more, most] = [
      likenessOf(byMail, onX, [order])!,
      likenessOf(byMail, namesake, [order])!,
      likenessOf(byMail, namesake, [order, phone])!,
    ]
    expect(little.weight).toBeLessThan(more.weight)
    expect(more.weight).toBeLessThan(most.weight)
    expect(most.signs).toEqual([phone, order, { kind: 'name', value: '山田 愛子' }])
  })

  it('are nobody’s business with a name or a handle alone', () => {
    expect(likenessOf(byMail, { ...onX, name: '山田愛子' }, [])).toBeNull()
  })

  it('of the same networks are kept apart by these themselves', () => {
    const other = { ...byMail, identities: [{ channel: 'mail', value: 'yamada@company.example' }] }
    expect(likenessOf(byMail, other, [phone])).toBeNull()
    const both = { ...byMail, identities: [...byMail.identities, ...onX.identities] }
    expect(likenessOf(both, other, [phone])).not.toBeNull()
  })

  it('are the same name in old and new characters, kana and widths', () => {
    const formal = { ...byMail, name: '髙橋 ﾏｺﾄ' }
    expect(likenessOf(formal, { ...onX, name: '高橋マコト' }, [order])!.signs.map(({ kind }) => kind)).toContain('name')
  })
})
