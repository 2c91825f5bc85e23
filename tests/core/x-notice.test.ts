import { describe, expect, it } from 'vitest'
import { postOfXNotice } from '../../main/core/x-notice.ts'
import { quickest } from './quickest.ts'
import { mail } from './classify/made-up-mail.ts'

const notice = (subject: string, text: string, from = 'notify@x.com') => postOfXNotice(mail({ from, subject, text }))
const wrapped = (url: string) => `https://x.com/i/redirect?url=${encodeURIComponent(`${url}?s=09`)}&t=1&sig=abc`

/** Made up: X describes these mails nowhere. */
describe('a notification mail of X', () => {
  it.each([
    ['花子さん（@hanako_tea）があなたをメンションしました', 'https://x.com/hanako_tea/status/1987654321098765432'],
    ['花子 (@hanako_tea) mentioned you on X', wrapped('https://x.com/hanako_tea/status/1987654321098765432')],
    ['花子さん(@hanako_tea)が返信しました', wrapped('https://twitter.com/hanako_tea/status/1987654321098765432')],
  ])('%s: stands for the post, which can be opened and not answered from here', (subject, link) => {
    expect(notice(subject, `@aobaya_shop 届きません\n${link}`)).toEqual({
      conversation: '1987654321098765432',
      visibility: 'public',
      found: 'addressed',
      author: { id: '@hanako_tea', handle: '@hanako_tea', name: '花子' },
      url: 'https://x.com/hanako_tea/status/1987654321098765432',
      answerUntil: null,
      refuses: 'read-only',
      media: [],
      quoted: null,
    })
  })

  it('means the answer and not our own post above it', () => {
    const text = 'https://x.com/aobaya_shop/status/1\nhttps://x.com/hanako_tea/status/2'
    expect(notice('花子さん（@hanako_tea）が返信しました', text)?.url).toBe('https://x.com/hanako_tea/status/2')
  })

  it('finds the link where only the HTML has it', () => {
    const html = `<a href="${wrapped('https://x.com/hanako_tea/status/3').replaceAll('&', '&amp;')}">見る</a>`
    const message = { ...mail({ from: 'info@x.com', subject: '花子さんが返信しました', text: '' }), htmlBody: html }
    expect(postOfXNotice(message)).toMatchObject({ conversation: '3', author: { handle: '@hanako_tea', name: '' } })
  })

  it('of a direct message opens the conversation', () => {
    const subject = '花子さん（@hanako_tea）からダイレクトメッセージが届きました'
    expect(notice(subject, wrapped('https://x.com/messages/12-345'))).toMatchObject({
      conversation: '12-345',
      visibility: 'private',
      author: { handle: '@hanako_tea', name: '花子' },
      url: 'https://x.com/messages/12-345',
    })
  })

  it.each([
    ['from somebody who only says so', 'notify@x.com.example.com', 'https://x.com/hanako_tea/status/1'],
    ['with a link to elsewhere', 'notify@x.com', 'https://x.com.example.com/hanako_tea/status/1'],
    ['wrapped around a link to elsewhere', 'notify@x.com', wrapped('https://evil.example/hanako_tea/status/1')],
    ['about a login', 'info@x.com', 'https://x.com/account/access'],
  ])('%s: is a mail like any other', (_, from, text) => {
    expect(notice('花子さん（@hanako_tea）があなたをメンションしました', text, from)).toBeNull()
  })

  it('is read in no time, however long', () => {
    const long = 'https://x.com/i/redirect?url='.repeat(20_000)
    expect(quickest(() => notice('x', long))).toBeLessThan(50)
  })
})
