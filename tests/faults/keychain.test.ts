import { afterEach, expect, it } from 'vitest'
import { AppError } from '../../preload/errors.ts'
import type { SecretBox } from '../../main/services/ports.ts'
import { startFakeImap } from '../support/fake-imap.ts'
import { createFakeClock } from '../support/fake-clock.ts'
import { startScriptedSmtp } from '../support/scripted-smtp.ts'
import { DAY, mailSettings, MINUTE, START } from '../services/world.ts'
import { mailOf, openFaultyShop, passwordOf, sealing } from './shop.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** A keychain that can be locked, and a shop with one question whose answer waits to leave. */
async function setup() {
  let isLocked = false
  const keychain: SecretBox = {
    ...sealing,
    open(box) {
      if (isLocked) throw new AppError('no-encryption', 'The key of this secret is not there')
      return sealing.open(box)
    },
  }
  const mails = [{ uid: 1, source: mailOf(1) }]
  const imap = await startFakeImap({ mails })
  const smtp = await startScriptedSmtp()
  const shop = openFaultyShop({ secretBox: keychain, clock: createFakeClock(START) })
  closing.push(imap.close, smtp.close, shop.discard)
  const account = shop.add('shop', { imap, smtp })
  await shop.look(account)
  // The program starts anew, or the connection was lost: the password is needed again.
  await shop.services.accounts.pause(account, true)
  isLocked = true
  await shop.services.accounts.pause(account, false)
  mails.push({ uid: 2, source: mailOf(2) })
  const { id } = shop.answer(shop.ticketOf(account), '承りました。')
  await shop.throughTime(MINUTE)
  await shop.throughTime(MINUTE)
  return { ...shop, imap, smtp, account, id, unlock: () => (isLocked = false) }
}

it('a locked keychain is told once, and nothing is lost: mail and answer go on when it is open again', async () => {
  const { services, account, id, seenOf, stateOf, alertKinds, smtp, unlock, throughTime, check } = await setup()
  expect(seenOf(account).state).toBe('needs-login')
  expect(stateOf(id)).toBe('held')
  await throughTime(DAY)
  expect(alertKinds().filter((kind) => kind === 'account-trouble')).toHaveLength(1)

  unlock()
  // The PC comes back from its lock screen.
  services.accounts.cameBack()
  await throughTime(MINUTE)
  expect(seenOf(account).state).toBe('idle')
  expect(stateOf(id)).toBe('filed')
  await check([mailOf(1), mailOf(2)], smtp.received)
})

it('a keychain that is another one asks for the password, which mends everything', async () => {
  const { services, account, id, seenOf, stateOf, imap, smtp, unlock, throughTime, check } = await setup()
  const place = ({ port }: { port: number }) => ({ host: '127.0.0.1', port, tls: 'none' as const, user: 'shop' })
  const settings = { ...mailSettings('shop@example.jp'), imap: place(imap), smtp: place(smtp) }
  const password = passwordOf('shop')
  unlock()
  await services.accounts.update(account, settings, { imapPassword: password, smtpPassword: password }, 3 * MINUTE)
  await throughTime(MINUTE)
  expect(seenOf(account).state).toBe('idle')
  expect(stateOf(id)).toBe('filed')
  await check([mailOf(1), mailOf(2)], smtp.received)
})

it('a password that was refused is not tried again each time the PC wakes', async () => {
  const imap = await startFakeImap({ login: 'wrong-password' })
  const shop = openFaultyShop()
  closing.push(imap.close, shop.discard)
  const account = shop.add('shop', { imap })
  await shop.look(account)
  for (let morning = 0; morning < 10; morning++) {
    shop.services.accounts.cameBack()
    await shop.throughTime(DAY)
  }
  expect(shop.seenOf(account).state).toBe('needs-login')
  expect(imap.commands.filter((command) => command.startsWith('LOGIN')).length).toBeLessThanOrEqual(3)
  await shop.check([])
})
