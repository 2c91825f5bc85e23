// @vitest-environment jsdom
import { fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { AppError } from '../../preload/errors.ts'
import type { TicketId } from '../../preload/domain.ts'
import { closeWindow, openWindow } from '../support/window.tsx'

const WITH_DRAFT = 1040
const body = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: '本文' })
const sendButton = () => screen.getByRole('button', { name: '【木のおもちゃ こだま】として送信' })

afterEach(closeWindow)

describe('Enter while an IME converts', () => {
  it.each([
    ['as the standard says it', { isComposing: true }],
    ['as the key that ends a conversion says it', { keyCode: 229 }],
  ])('never sends, %s', async (_how, sign) => {
    const { fake } = await openWindow({ openId: WITH_DRAFT })
    fireEvent.keyDown(body(), { key: 'Enter', ...sign })
    fireEvent.keyDown(body(), { key: 'Enter', ctrlKey: true, ...sign })
    fireEvent.keyDown(body(), { key: 'Enter', metaKey: true, ...sign })
    expect(fake.callsOf('replies.send')).toEqual([])
  })

  it('sends with Ctrl once the conversion is over, and plain Enter never does', async () => {
    const { fake } = await openWindow({ openId: WITH_DRAFT })
    fireEvent.keyDown(body(), { key: 'Enter' })
    expect(fake.callsOf('replies.send')).toHaveLength(0)
    fireEvent.keyDown(body(), { key: 'Enter', ctrlKey: true })
    await waitFor(() => expect(fake.callsOf('replies.send')).toHaveLength(1))
    expect(await screen.findByText('鈴木明日香への返信を送信待ちに入れました')).toBeTruthy()
  })

  it('adds no half-converted recipient', async () => {
    const { user } = await openWindow({ openId: WITH_DRAFT })
    const to = screen.getByRole('textbox', { name: '宛先' })
    await user.type(to, 'たかはし')
    fireEvent.keyDown(to, { key: 'Enter', isComposing: true })
    expect((to as HTMLInputElement).value).toBe('たかはし')
  })
})

describe('sending', () => {
  it('pressed twice asks once', async () => {
    const { fake } = await openWindow({ openId: WITH_DRAFT })
    const release = fake.hold('replies.send')
    const button = sendButton()
    fireEvent.click(button)
    fireEvent.click(button)
    fireEvent.keyDown(body(), { key: 'Enter', ctrlKey: true })
    release()
    await screen.findByText('鈴木明日香への返信を送信待ちに入れました')
    expect(fake.callsOf('replies.send')).toHaveLength(1)
  })

  it('that failed keeps the words, says what happened, and tries again under the same key', async () => {
    const { fake } = await openWindow({ openId: WITH_DRAFT })
    fake.fail('replies.send', new AppError('store-busy', 'database is locked'))
    fireEvent.click(sendButton())
    expect(await screen.findByText('データがほかの処理で使われています。')).toBeTruthy()
    expect(body().value).toContain('赤いラッピングへの変更を承りました')
    fake.fail('replies.send', null)
    fireEvent.click(sendButton())
    await waitFor(() => expect(fake.callsOf('replies.send')).toHaveLength(2))
    const keys = fake.callsOf('replies.send').map(({ input }) => (input as { clientKey: string }).clientKey)
    expect(keys[0]).toBe(keys[1])
  })

  it('stops at a newer message, shows it, and goes on when the person has read it', async () => {
    const { fake } = await openWindow({ openId: WITH_DRAFT })
    fake.fail('replies.send', new AppError('conflict', 'newer'))
    fireEvent.click(sendButton())
    expect(await screen.findByText('新しい返信があります')).toBeTruthy()
    fake.fail('replies.send', null)
    const shown = fake.shop.details.get(WITH_DRAFT as TicketId)!.messages.map(({ id }) => id)
    fireEvent.click(screen.getByRole('button', { name: '確かめたので送信する' }))
    await waitFor(() => expect(fake.callsOf('replies.send')).toHaveLength(2))
    const told = { despiteNewer: true, seenMessageId: Math.max(...shown) }
    expect(fake.callsOf('replies.send')[1]?.input).toMatchObject(told)
  })

  it('carries the signature of the shop once', async () => {
    const { fake } = await openWindow({ openId: WITH_DRAFT })
    fireEvent.click(sendButton())
    await waitFor(() => expect(fake.callsOf('replies.send')).toHaveLength(1))
    const sent = fake.callsOf('replies.send')[0]?.input as { body: string }
    expect(sent.body.split('木のおもちゃ こだま')).toHaveLength(2)
  })

  it('is not possible to what is no address', async () => {
    const { user } = await openWindow({ openId: WITH_DRAFT })
    await user.type(screen.getByRole('textbox', { name: '宛先' }), 'hanako.example.jp{Enter}')
    expect(screen.getByText(/「hanako.example.jp」はメールアドレスの形ではありません/)).toBeTruthy()
    expect(sendButton()).toHaveProperty('disabled', true)
  })
})

describe('a draft', () => {
  it('is saved when another ticket is opened, with the last key in it', async () => {
    const { fake, store } = await openWindow({ openId: WITH_DRAFT })
    fireEvent.change(body(), { target: { value: '書きかけの返信' } })
    expect(fake.callsOf('drafts.save')).toHaveLength(0)
    await store.getState().openTicket(1043 as TicketId)
    expect(fake.callsOf('drafts.save')[0]?.input).toMatchObject({
      ticketId: WITH_DRAFT,
      draft: { body: '書きかけの返信' },
    })
  })

  it('keeps what is being typed when main tells of a change', async () => {
    const { fake } = await openWindow({ openId: WITH_DRAFT })
    fireEvent.change(body(), { target: { value: 'いま書いているところ' } })
    fake.changeTicket(WITH_DRAFT as TicketId, { isSeen: true })
    await waitFor(() => expect(fake.callsOf('tickets.get')).toHaveLength(2))
    expect(body().value).toBe('いま書いているところ')
  })

  it('that cannot be saved says so and stays on the screen', async () => {
    const { fake } = await openWindow({ openId: WITH_DRAFT })
    fake.fail('drafts.save', new AppError('store-full', 'disk full'))
    fireEvent.change(body(), { target: { value: '消えては困る文章' } })
    fireEvent.blur(body())
    expect(await screen.findByText('下書きを保存できていません。画面の文章はそのままです。')).toBeTruthy()
    expect(body().value).toBe('消えては困る文章')
  })
})
