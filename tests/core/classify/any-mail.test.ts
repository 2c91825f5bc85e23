import fc from 'fast-check'
import { expect, it } from 'vitest'
import { classify } from '../../../main/core/classify/classify.ts'
import { senderOfRecord } from '../../../main/core/sender.ts'
import { quickest } from '../quickest.ts'
import { factsOf, mail } from './made-up-mail.ts'

const words = fc.constantFrom(
  '550 5.1.1 ',
  '<a@b.example>',
  '自動返信',
  'です',
  '\n',
  '> ',
  'メールアドレス：',
  'Out of office',
  ': ',
  '届かない',
  '\u0000',
  '配信できません',
  'x',
)
const text = fc.array(words, { maxLength: 30 }).map((parts) => parts.join(''))
const people = fc.constantFrom(
  '',
  'a@b.example',
  'shop@example.jp',
  'mailer-daemon@x.example',
  '名前 <c@d.example>',
  'no-reply@x.example',
)
const headers = fc.dictionary(
  fc.constantFrom('return-path', 'auto-submitted', 'precedence', 'list-id', 'content-type'),
  fc.constantFrom('', '<>', 'no', 'auto-replied', 'bulk', 'multipart/report'),
)

it('any mail gets one verdict that agrees with itself', () => {
  fc.assert(
    fc.property(people, people, people, text, text, headers, (from, to, replyTo, subject, body, fields) => {
      const seen = classify(factsOf({ from, to, replyTo, subject, text: body, headers: fields }))
      expect(seen.isBounce && seen.isAutoReply).toBe(false)
      expect(seen.isBounce).toBe(seen.kind === 'bounce')
      if (seen.isBounce || seen.isAutoReply || seen.kind === 'bulk' || seen.kind === 'notice')
        expect(seen.suppressAutoReply).toBe(true)
      if (!seen.isBounce) expect(seen.bounceFor).toBeNull()
      expect(seen.rule).not.toBe('')
    }),
    { numRuns: 500 },
  )
})

it('reads the sender out of a hostile mail in linear time', () => {
  for (const unit of [
    'メールアドレス：\n',
    'お名前 ',
    'E-mail: a',
    '[',
    '【お名前】',
    'a@',
    'a.',
    '必須(',
    'a  ',
    '-_ ',
    'mail\n\n',
  ]) {
    const made = mail({ from: 'shop@example.jp', text: unit.repeat(100_000 / unit.length), subject: unit })
    expect(quickest(() => senderOfRecord(made, { ownAddresses: ['shop@example.jp'] }))).toBeLessThan(100)
    const address = unit.repeat(20_000)
    const long = {
      ...mail(),
      from: [{ name: '', address: `${address}@x.example` }],
      replyTo: [{ name: '', address: `${address}@y.example` }],
    }
    expect(quickest(() => senderOfRecord(long, { ownAddresses: [] }))).toBeLessThan(100)
  }
})
