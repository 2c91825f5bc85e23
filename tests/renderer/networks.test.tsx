// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import type { AccountId, ChannelId, PostView, ReplyWay, TicketId } from '../../preload/domain.ts'
import { closeWindow, openWindow } from '../support/window.tsx'

const ID = 1024 as TicketId
const AOBA = 1 as AccountId
const plainPost: PostView = {
  visibility: 'public',
  found: 'addressed',
  handle: '@mikan',
  url: 'https://social.example.com/@mikan/1',
  answerUntil: null,
  media: [],
  quoted: null,
  deletedAt: null,
  editedAt: null,
  earlier: [],
}

afterEach(closeWindow)

type Change = { way?: Partial<ReplyWay>; post?: Partial<PostView>; channel?: ChannelId }

/** The window with a ticket of a network open, whose newest message is a post. */
async function openPost({ way = {}, post = {}, channel = 'x' }: Change = {}) {
  const opened = await openWindow()
  const { shop } = opened.fake
  const detail = shop.details.get(ID)!
  const last = detail.messages.findLast(({ direction }) => direction === 'inbound')!
  const replyWay: ReplyWay = {
    channel,
    accountId: AOBA,
    account: '@aoba_zakka',
    messageId: last.id,
    handle: '@mikan',
    visibility: 'public',
    canContinuePrivately: true,
    refuses: null,
    url: plainPost.url,
    answerUntil: null,
    ownLimit: null,
    files: { public: false, private: false },
    linkYen: channel === 'x' ? 30 : null,
    ...way,
  }
  const messages = detail.messages.map((one) =>
    one.id === last.id ? { ...one, post: { ...plainPost, ...post } } : one,
  )
  shop.details.set(ID, { ...detail, ticket: { ...detail.ticket, channel }, messages, replyWay })
  shop.accounts = shop.accounts.map((one) => (one.id === AOBA ? { ...one, channel, address: '@aoba_zakka' } : one))
  await opened.store.getState().loadAccounts()
  await opened.store.getState().openTicket(ID)
  const inputs = (method: Parameters<typeof opened.fake.callsOf>[0]) =>
    opened.fake.callsOf(method).map(({ input }) => input)
  const write = async (text: string) => {
    fireEvent.click(await screen.findByRole('button', { name: /返信を書く/ }))
    fireEvent.change(screen.getByRole('textbox', { name: '本文' }), { target: { value: text } })
  }
  return { ...opened, inputs, write, messageId: last.id }
}

const sendButton = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name })

describe('an answer to a post', () => {
  it('says who reads it where it is written and where it is sent, and is measured as the network does', async () => {
    const { write } = await openPost()
    await write('入荷しました')
    expect(screen.getByText('だれでも読めます')).toBeTruthy()
    expect(screen.getByText('12 / 280（半角換算）')).toBeTruthy()
    expect(sendButton('【あおば雑貨店】として公開で返信').disabled).toBe(false)
  })

  it('that is too long does not leave, and says by how much', async () => {
    const { write, inputs } = await openPost()
    await write('あ'.repeat(141))
    const button = sendButton('【あおば雑貨店】として公開で返信')
    expect([button.disabled, button.title]).toEqual([true, '2多く、送れません'])
    fireEvent.keyDown(screen.getByRole('textbox', { name: '本文' }), { key: 'Enter', ctrlKey: true })
    expect(inputs('replies.send')).toEqual([])
  })

  it('with a link says what that costs on X', async () => {
    const { write } = await openPost()
    await write('https://aoba.example.jp/pot をご覧ください')
    expect(screen.getByText('リンクがあると、Xの料金が1通あたり約30円高くなります。')).toBeTruthy()
  })

  it('is continued in private at a press, and back', async () => {
    const { write, user } = await openPost()
    await write('ご住所をお知らせください')
    await user.click(screen.getByRole('button', { name: 'DMで続ける' }))
    expect(screen.getByText('@mikan だけが読めます')).toBeTruthy()
    expect(sendButton('【あおば雑貨店】としてDMで返信').disabled).toBe(false)
    await user.click(screen.getByRole('button', { name: '公開の返信に戻す' }))
    expect(sendButton('【あおば雑貨店】として公開で返信')).toBeTruthy()
  })
})

describe('a post that the network takes no answer to', () => {
  it('says why before anybody types, opens in the browser, and takes down what was answered there', async () => {
    const { user, inputs } = await openPost({ way: { refuses: 'not-mentioned' } })
    expect(screen.getByText('お店あての投稿ではないため、Xはここからの返信を受け付けません。')).toBeTruthy()
    expect(screen.queryByRole('textbox', { name: '本文' })).toBeNull()
    await user.click(screen.getByRole('button', { name: 'ブラウザで開く' }))
    expect(inputs('links.open')).toEqual([{ url: plainPost.url }])
    await user.click(screen.getByRole('button', { name: '返信を記録する' }))
    const dialog = within(screen.getByRole('dialog', { name: 'ブラウザで送った返信の記録' }))
    expect(dialog.getByRole<HTMLButtonElement>('button', { name: '記録する' }).disabled).toBe(true)
    await user.type(dialog.getByLabelText('送った文章'), 'ありがとうございます')
    await user.click(dialog.getByRole('button', { name: '記録する' }))
    await waitFor(() => expect(inputs('replies.log')).toEqual([{ ticketId: ID, text: 'ありがとうございます' }]))
    expect(await screen.findByText('返信を記録しました')).toBeTruthy()
  })

  it('offers no direct message to somebody who has blocked us', async () => {
    await openPost({ way: { refuses: 'blocked', canContinuePrivately: false } })
    expect(screen.getByText('相手とのあいだでブロックされているため、返信できません。')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'DMで続ける' })).toBeNull()
  })

  it('stands for the notification mail of X without its API: open it there, and note the answer', async () => {
    const { user, inputs } = await openPost({
      channel: 'mail',
      way: { refuses: 'read-only', url: 'https://x.com/a/status/1', canContinuePrivately: false },
    })
    expect(screen.getByText('この投稿には、ここからは返信できません。')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'ブラウザで開く' }))
    expect(inputs('links.open')).toEqual([{ url: 'https://x.com/a/status/1' }])
  })
})

describe('an account that has to be signed in to anew', () => {
  it('keeps its composer shut, but not what is written in it, until that is done', async () => {
    const { fake, store, write, inputs, user } = await openPost({ channel: 'mastodon' })
    await write('申し訳ございません')
    fake.shop.accounts = fake.shop.accounts.map((one) => (one.id === AOBA ? { ...one, state: 'needs-login' } : one))
    await store.getState().loadAccounts()
    expect(await screen.findByText('@aoba_zakka に接続できなくなっています')).toBeTruthy()
    expect(sendButton('【あおば雑貨店】として公開で返信')).toMatchObject({
      disabled: true,
      title: 'ログインし直すと送信できます',
    })
    await user.click(screen.getByRole('button', { name: 'ログインし直す' }))
    const dialog = within(await screen.findByRole('dialog', { name: '@aoba_zakka の設定' }))
    expect(await dialog.findByText(/保存してあります。/)).toBeTruthy()
    await user.type(dialog.getByLabelText('アクセストークン'), 'right')
    fake.shop.accounts = fake.shop.accounts.map((one) => (one.id === AOBA ? { ...one, state: 'idle' } : one))
    await user.click(dialog.getByRole('button', { name: '保存' }))
    await waitFor(() => expect(screen.queryByText('@aoba_zakka に接続できなくなっています')).toBeNull())
    expect(inputs('networks.update')).toMatchObject([{ id: AOBA, draft: { secrets: { token: 'right' } } }])
    expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: '本文' }).value).toBe('申し訳ございません')
  })
})

describe('a post in the conversation', () => {
  it('shows its pictures only once somebody asks, and saves its files', async () => {
    const media: PostView['media'] = [
      { kind: 'file', description: '見積書.pdf' },
      { kind: 'image', description: '割れたお皿' },
    ]
    const { user, inputs, messageId } = await openPost({ post: { media } })
    expect(screen.queryByRole('img', { name: '割れたお皿' })).toBeNull()
    await user.click(screen.getByRole('button', { name: '画像・動画 1件を表示' }))
    const picture = screen.getByRole<HTMLImageElement>('img', { name: '割れたお皿' })
    expect(picture.src).toBe(`madoguchi-mail://media/${messageId}/1`)
    fireEvent.error(picture)
    expect(screen.getByText('割れたお皿：表示できませんでした。投稿を開いてご覧ください。')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: '保存: 見積書.pdf' }))
    expect(inputs('posts.saveFile')).toEqual([{ messageId, index: 0 }])
  })

  it('that was deleted or edited keeps what it said', async () => {
    await openPost({ post: { deletedAt: 1, earlier: [{ at: 1, text: '前の文章です' }] } })
    expect(screen.getByText('相手が削除した投稿です。届いたときの内容を残しています。')).toBeTruthy()
    expect(screen.getByText('前の文章です')).toBeTruthy()
  })
})

describe('connecting a network', () => {
  async function openForm(network = 'Mastodon') {
    const opened = await openWindow()
    opened.store.getState().showScreen('settings')
    await opened.user.click(await screen.findByRole('button', { name: 'SNSをつなぐ' }))
    const choice = within(await screen.findByRole('dialog', { name: 'SNSをつなぐ' }))
    await opened.user.click(await choice.findByRole('button', { name: new RegExp(network) }))
    const dialog = within(screen.getByRole('dialog', { name: `${network}をつなぐ` }))
    return { ...opened, dialog }
  }

  it('marks what is missing, and asks nobody', async () => {
    const { user, dialog, fake } = await openForm()
    await user.click(dialog.getByRole('button', { name: 'つなぐ' }))
    expect(dialog.getAllByText('入力してください。')).toHaveLength(2)
    expect(document.activeElement).toBe(dialog.getByLabelText('サーバー'))
    expect(fake.callsOf('networks.add')).toEqual([])
  })

  it('says that a token is not taken without speaking of an account that is not there', async () => {
    const { user, dialog } = await openForm()
    await user.type(dialog.getByLabelText('サーバー'), 'social.example.com')
    await user.type(dialog.getByLabelText('アクセストークン'), 'wrong')
    await user.click(dialog.getByRole('button', { name: '確かめる' }))
    expect(await dialog.findByText('まだつながっていません。')).toBeTruthy()
    await user.clear(dialog.getByLabelText('アクセストークン'))
    await user.type(dialog.getByLabelText('アクセストークン'), 'right')
    await user.click(dialog.getByRole('button', { name: '確かめる' }))
    expect(await dialog.findByText('つながりました：@aobaya@social.example.com（青葉屋）')).toBeTruthy()
  })

  it('says at the switch that the token does not open Messenger, and no more once it is off', async () => {
    const { user, dialog } = await openForm('Facebook')
    const messenger = dialog.getByRole<HTMLInputElement>('checkbox', { name: 'Messengerのメッセージも受け取る' })
    expect(messenger.checked).toBe(false)
    expect(dialog.getByText(/pages_messaging.*役割.*アドバンスアクセス.*ビジネス認証.*24時間/)).toBeTruthy()
    expect(dialog.queryByRole('checkbox', { name: '7日以内の返信が認められています' })).toBeNull()
    await user.click(messenger)
    expect(dialog.getByRole('checkbox', { name: '7日以内の返信が認められています' })).toBeTruthy()
    await user.type(dialog.getByLabelText('ページアクセストークン'), 'right')
    await user.click(dialog.getByRole('button', { name: '確かめる' }))
    const refusal = await dialog.findByRole('alert')
    expect(within(refusal).getByText('このトークンでは、Messengerを使えません。')).toBeTruthy()
    expect(messenger.closest('.field')!.contains(refusal)).toBe(true)
    expect(document.activeElement).toBe(messenger)
    await user.click(messenger)
    expect(dialog.queryByRole('alert')).toBeNull()
    await user.click(dialog.getByRole('button', { name: '確かめる' }))
    expect(await dialog.findByText(/^つながりました/)).toBeTruthy()
  })

  it('goes back to the choice', async () => {
    const { user, dialog } = await openForm()
    await user.click(dialog.getByRole('button', { name: '戻る' }))
    expect(screen.getByRole('dialog', { name: 'SNSをつなぐ' })).toBeTruthy()
  })
})
