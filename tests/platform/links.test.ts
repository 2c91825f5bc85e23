import { describe, expect, it } from 'vitest'
import { linkTarget } from '../../main/platform/links.ts'

describe('a link is opened', () => {
  it('after its host was told', () => {
    expect(linkTarget('https://www.example.com/a?b#c')).toEqual({
      kind: 'web',
      place: 'www.example.com',
      url: 'https://www.example.com/a?b#c',
    })
  })
  it('with the host behind a name in front of an @', () => {
    expect(linkTarget('https://www.rakuten.co.jp@evil.example/login')?.place).toBe('evil.example')
  })
  it('with the port, where it is not the usual one', () => {
    expect(linkTarget('http://example.com:8080/')?.place).toBe('example.com:8080')
  })
  it('with a Japanese name as people write it', () => {
    expect(linkTarget('https://日本語.jp/')?.place).toBe('日本語.jp (xn--wgv71a119e.jp)')
  })
  it('with the coded name first, when its letters pass for others', () => {
    expect(linkTarget('https://аррӏе.com/')?.place).toMatch(/^xn--.*\.com \(аррӏе\.com\)$/)
  })
  it('to write a mail, without the text somebody else prepared', () => {
    expect(linkTarget('mailto:info@example.jp?subject=x&body=y&attach=/etc/passwd')).toEqual({
      kind: 'mail',
      place: 'info@example.jp',
      url: 'mailto:info@example.jp',
    })
  })
})

it.each([
  'file:///etc/passwd',
  'javascript:alert(1)',
  'ms-msdt:/id',
  'smb://host/share',
  '\\\\host\\share',
  'data:text/html,x',
  'mailto:',
  'madoguchi-mail://message/1',
  '',
])('nothing is opened for %s', (link) => {
  expect(linkTarget(link)).toBeNull()
})
