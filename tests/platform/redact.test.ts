import { describe, expect, it } from 'vitest'
import { describeError, redact } from '../../main/platform/redact.ts'

describe('a line of the log has no', () => {
  it.each([
    ['mail address', 'from 山田 <hanako.yamada+shop@example.co.jp> failed', 'hanako'],
    ['password', 'login failed, password: hunter2!', 'hunter2'],
    ['password in JSON', '{"user":"x","password":"hunter2"}', 'hunter2'],
    ['Japanese password', 'パスワード: ひみつ123', 'ひみつ123'],
    ['bearer token', 'Authorization: Bearer abc.def', 'abc.def'],
    ['SMTP credential', 'C: AUTH PLAIN AGluZm8AaHVudGVyMg==', 'AGluZm8'],
    ['IMAP credential', 'A1 LOGIN info hunter2', 'hunter2'],
    ['user in an address', 'imap://info:hunter2@mail.example.jp', 'hunter2'],
    ['query of a link', 'GET https://example.com/reset?token=abc', 'abc'],
    ['secret of an app', 'body: client_id=shop&client_secret=hunter2', 'hunter2'],
    ['token in a form', 'grant_type=refresh_token&refresh_token=r7ab', 'r7ab'],
    ['token in JSON', '{"access_token":"EAAB7x","expires_in":3600}', 'EAAB7x'],
    ['token in camel case', '{"accessJwt":"eyJh.eyJz.x7","did":"did:plc:1"}', 'eyJz'],
    ['password in a sentence with quotes', `{ user: 'info', pass: 'two words' }`, 'words'],
    ['cookie', 'Set-Cookie: session=abc7; Path=/', 'abc7'],
    ['code of a login in the browser', 'GET /?code=abc7&state=xyz9 HTTP/1.1', 'abc7'],
    ['state of a login in the browser', 'GET /?code=abc7&state=xyz9 HTTP/1.1', 'xyz9'],
    ['SMTP credential on a line of its own', 'S: 334 UGFzc3dvcmQ6 C: aHVudGVyMg==', 'aHVudGVyMg'],
    ['credential of PIN and passphrase', 'passphrase=correct-horse', 'correct-horse'],
    ['long token', 'id 4f9a8b7c6d5e4f3a2b1c0d9e8f7a6b5c', '4f9a8b7c'],
  ])('%s', (_what, line, secret) => {
    expect(redact(line)).not.toContain(secret)
  })
})

it('keeps what helps to find a fault', () => {
  for (const line of [
    'job poll:3 failed: connect ECONNREFUSED 127.0.0.1:993 after 1200 ms',
    'SQLITE_IOERR_FSYNC: disk I/O error, code 5, store-full',
    'error code: 0x80004005, statusCode=503, exit code=1',
  ])
    expect(redact(line)).toBe(line)
})

it('names an error, its code, its place and its cause, without the folders of the person', () => {
  const cause = Object.assign(new Error('refused for info@example.jp'), { code: 'EAUTH' })
  const error = new Error('could not send', { cause })
  error.stack = 'Error: could not send\n    at send (file:///C:/Users/yamada/app/main/delivery.js:1:2)'
  const text = describeError(error)
  expect(text).toMatch(/^Error: could not send\n\s+at send .*main\/delivery\.js:1:2/)
  expect(text).toContain('because: Error EAUTH: refused for [address]')
  expect(text).not.toMatch(/yamada|info@/)
})
