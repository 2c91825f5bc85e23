import { describe, expect, it } from 'vitest'
import { parseAddresses } from '../../../../main/channels/mail/read/addresses.ts'
import { readMail } from '../../../../main/channels/mail/read/read-mail.ts'
import { latin1, mail } from '../../../fixtures/mail/build.ts'

const NO_HINT = { charset: '', isForced: false }
const read = (field: string) =>
  parseAddresses(field, NO_HINT, new Set()).map(({ name, address }) => `${name}|${address}`)

describe('the addresses of a field', () => {
  it.each([
    // RFC 5322, appendix A.5 and A.6
    ['Pete(A nice \\) chap) <pete(his account)@silly.test(his host)>', ['Pete|pete@silly.test']],
    [
      "A Group(Some people) :Chris Jones <c@(Chris's host.)public.example>, joe@example.org, John <jdoe@one.test> (my dear friend); (the end of the group)",
      ['Chris Jones|c@public.example', '|joe@example.org', 'John|jdoe@one.test'],
    ],
    ['(Empty list)(start)Hidden recipients  :(nobody(that I know))  ;', []],
    [
      'Mary Smith <@node.test,@mach.test:mary@example.net>, , jdoe@test  . example',
      ['Mary Smith|mary@example.net', '|jdoe@test.example'],
    ],
    ['John Doe <jdoe@machine(comment).  example>', ['John Doe|jdoe@machine.example']],
    [
      'Who? <one@y.test>, "Giant; \\"Big\\" Box" <box@example.net>',
      ['Who?|one@y.test', 'Giant; "Big" Box|box@example.net'],
    ],
    // What mailers write instead
    ['a@example.jp b@example.jp', ['|a@example.jp', '|b@example.jp']],
    ['"quoted local"@example.jp', ['|"quoted local"@example.jp']],
    ['<"a > b"@example.jp>, c@example.jp', ['|"a > b"@example.jp', '|c@example.jp']],
    ['Shop: Orders <o@example.jp>', ['Shop: Orders|o@example.jp']],
    ['店舗 <本店> <o@example.jp>', ['店舗 <本店>|o@example.jp']],
    ['[shop] Taro <o@example.jp>', ['[shop] Taro|o@example.jp']],
    ['Foo <foo@[192.0.2.1]>', ['Foo|foo@[192.0.2.1]']],
    ['foo@[IPv6:2001:db8::1]; b@example.jp', ['|foo@[IPv6:2001:db8::1]', '|b@example.jp']],
    ['Taro o@example.jp', ['Taro|o@example.jp']],
    ['o@example.jp (J. Doe (home))', ['J. Doe (home)|o@example.jp']],
    ['Taro <a@example.jp, b@example.jp', ['Taro|a@example.jp', '|b@example.jp']],
    ['"open <a@example.jp>', ['"open|a@example.jp']],
    ['(open <a@example.jp>', ['(open|a@example.jp']],
    ['mailto:p@example.jp', ['|p@example.jp']],
    [',,, <p@example.jp>,', ['|p@example.jp']],
  ])('%s', (field, expected) => {
    expect(read(field)).toEqual(expected)
  })

  it.each(['(', '(a)', '"', '<', '< ', '>', 'g:', ';', '\\', '"\\', 'a@', '@', '[', '<a@b.c> ', '=?utf-8?Q?a?= '])(
    'that are nothing but %j again and again are read at once',
    (piece) => {
      const startedAt = performance.now()
      read(piece.repeat(200_000 / piece.length) + ' a@example.jp')
      expect(performance.now() - startedAt).toBeLessThan(2_000)
    },
  )
})

it('the fields of a mail may have blanks before their colon and lines of blanks inside', () => {
  const message = readMail(
    mail(
      [
        latin1('From  : John Doe <jdoe@machine(comment).  example>'),
        latin1('To    : Mary Smith\r\n  \r\n          <mary@example.net>'),
        latin1('Date  : Fri, 21 Nov 1997 09(comment):   55  :  06 -0600'),
        latin1('Message-ID  : <1234   @   local(blah)  .machine .example>'),
      ],
      'x',
    ),
  )
  expect(message).toMatchObject({
    from: [{ name: 'John Doe', address: 'jdoe@machine.example' }],
    to: [{ name: 'Mary Smith', address: 'mary@example.net' }],
    date: Date.UTC(1997, 10, 21, 15, 55, 6),
    messageId: '1234@local.machine.example',
  })
})
