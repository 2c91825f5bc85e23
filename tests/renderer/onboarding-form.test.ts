import { describe, expect, it } from 'vitest'
import { contract } from '../../preload/contract.ts'
import {
  emptyForm,
  faultsOf,
  formOf,
  secretsOf,
  settingsOf,
  withAddress,
  withAsked,
  withProvider,
  withServer,
  withSignIn,
  type AccountForm,
} from '../../renderer/onboarding/account-form.ts'
import { mailServices } from '../../preload/domain/mail-services.ts'

const filled = (address: string, change: Partial<AccountForm> = {}): AccountForm => ({
  ...withAddress(emptyForm, address),
  shopName: 'あおば雑貨店',
  password: 'aikotoba',
  ...change,
})
const serversOf = (form: AccountForm) => {
  const { imap, smtp } = settingsOf(form)
  return [imap, smtp].map(({ host, port, tls, user }) => `${user} ${host}:${port} ${tls}`)
}

describe('the servers of an address', () => {
  it.each([
    ['aoba@gmail.com', ['aoba@gmail.com imap.gmail.com:993 implicit', 'aoba@gmail.com smtp.gmail.com:465 implicit']],
    ['aoba@icloud.com', ['aoba imap.mail.me.com:993 implicit', 'aoba@icloud.com smtp.mail.me.com:587 starttls']],
    ['aoba@yahoo.co.jp', ['aoba imap.mail.yahoo.co.jp:993 implicit', 'aoba smtp.mail.yahoo.co.jp:465 implicit']],
    [
      'shop@kodama.sakura.ne.jp',
      [
        'shop@kodama.sakura.ne.jp kodama.sakura.ne.jp:993 implicit',
        'shop@kodama.sakura.ne.jp kodama.sakura.ne.jp:465 implicit',
      ],
    ],
    [
      'info@aoba.example.jp',
      [
        'info@aoba.example.jp imap.aoba.example.jp:993 implicit',
        'info@aoba.example.jp smtp.aoba.example.jp:465 implicit',
      ],
    ],
  ])('%s are filled in', (address, servers) => {
    expect(serversOf(filled(address))).toEqual(servers)
  })

  it.each(['12345', 'sv12345', 'SV12345', 'sv12345.xserver.jp'])('at Xserver take its server number as %s', (asked) => {
    const form = withAsked(withProvider(filled('info@aoba.example.jp'), 'xserver'), asked)
    expect(settingsOf(form).imap.host).toBe('sv12345.xserver.jp')
  })

  it('stay as the owner changed them when the address is corrected', () => {
    const own = withServer(filled('info@aoba.example.jp'), 'imap', { host: 'mail.aoba.example.jp' })
    expect(settingsOf(withAddress(own, 'shop@aoba.example.jp')).imap.host).toBe('mail.aoba.example.jp')
  })

  it('follow the kind of encryption with the usual port, and leave an unusual one alone', () => {
    const form = filled('info@aoba.example.jp')
    expect(withServer(form, 'smtp', { tls: 'starttls' }).smtp.port).toBe('587')
    const unusual = withServer(form, 'smtp', { port: '2465' })
    expect(withServer(unusual, 'smtp', { tls: 'starttls' }).smtp.port).toBe('2465')
  })
})

describe('what was typed', () => {
  it('in full width is taken as meant', () => {
    const form = withServer(filled('ｉｎｆｏ＠ａｏｂａ．ｅｘａｍｐｌｅ．ｊｐ'), 'imap', { port: '９９３' })
    expect(settingsOf(form)).toMatchObject({ address: 'info@aoba.example.jp', imap: { port: 993 } })
    expect(faultsOf(form, false)).toEqual({})
  })

  it('as an app password in four groups loses its blanks, and any other password loses nothing', () => {
    expect(secretsOf(filled('a@gmail.com', { password: 'abcd efgh ijkl mnop' }))).toMatchObject({
      imapPassword: 'abcdefghijklmnop',
    })
    expect(secretsOf(filled('a@gmail.com', { password: ' two words ' }))).toMatchObject({ imapPassword: ' two words ' })
  })

  it('as one password serves both servers, unless sending has its own', () => {
    const form = filled('info@aoba.example.jp')
    expect(secretsOf(form)).toEqual({ imapPassword: 'aikotoba', smtpPassword: 'aikotoba' })
    expect(secretsOf({ ...form, hasOwnSmtpPassword: true, smtpPassword: 'okuru' })).toMatchObject({
      smtpPassword: 'okuru',
    })
  })

  it('is what main accepts, for every service', () => {
    for (const { id } of mailServices) {
      const chosen = withAsked(withProvider(filled('info@aoba.example.jp'), id), 'aoba')
      const form = { ...chosen, clientId: 'abc-123', signIn: '3f0c9d52-6f0e-4d0a-9a57-1f2b0c4d5e6f' }
      const input = { shopName: form.shopName, settings: settingsOf(form), secrets: secretsOf(form) }
      expect(contract['accounts.add'].input.safeParse(input).error).toBeUndefined()
    }
  })

  it.each(['info', 'info@aoba', 'in fo@aoba.example.jp', '青葉@aoba.example.jp', '.info@aoba.example.jp'])(
    'as the address %s is called wrong here, because main would refuse it',
    (address) => {
      const form = filled(address)
      expect(faultsOf(form, false).address).toBe('address')
      expect(contract['accounts.test'].input.shape.settings.shape.address.safeParse(address).success).toBe(false)
    },
  )
})

describe('what was allowed for one server', () => {
  const allowed = filled('info@aoba.example.jp', { trustedFingerprint: 'AB:CD', allowInsecure: true })

  it.each([{ host: 'mail.example.com' }, { port: '1993' }, { tls: 'none' as const }])(
    'is asked for anew at another place: %o',
    (change) => {
      expect(withServer(allowed, 'imap', change)).toMatchObject({ trustedFingerprint: null, allowInsecure: false })
    },
  )
  it('holds when only the user name changes', () => {
    expect(withServer(allowed, 'imap', { user: 'info' })).toMatchObject({ trustedFingerprint: 'AB:CD' })
  })
})

describe('passwords across an open network', () => {
  const open = withServer(filled('info@aoba.example.jp'), 'imap', { tls: 'none' })

  it('need the consent of the owner', () => {
    expect(faultsOf(open, false)).toEqual({ allowInsecure: 'consent' })
    expect(faultsOf({ ...open, allowInsecure: true }, false)).toEqual({})
  })
  it('need none inside this computer', () => {
    expect(faultsOf(withServer(open, 'imap', { host: '127.0.0.1' }), false)).toEqual({})
  })
})

describe('signing in by the browser', () => {
  const microsoft = withSignIn(withAddress(emptyForm, 'aoba@outlook.jp'), {
    clientId: '  abc-123 ',
    shopName: '青葉屋',
  })

  it('is the only way at a service without passwords, and needs an app of the owner', () => {
    expect(faultsOf({ ...microsoft, clientId: '' }, false)).toEqual({ clientId: 'empty' })
    expect(faultsOf(microsoft, false)).toEqual({})
    expect(settingsOf(microsoft).oauth).toEqual({ provider: 'microsoft', clientId: 'abc-123' })
  })

  it('at Google is a choice, and needs a secret too', () => {
    const google = filled('aoba@gmail.com')
    expect(settingsOf(google).oauth).toBeNull()
    expect(faultsOf(withSignIn(google, { signsInBy: 'browser' }), false)).toEqual({
      clientId: 'empty',
      clientSecret: 'empty',
    })
  })

  it('gives what main keeps of it, and counts for nothing once the address is another', () => {
    expect(secretsOf(microsoft)).toBeNull()
    const signedIn = { ...microsoft, signIn: 'ticket' }
    expect(secretsOf(signedIn)).toEqual({ signIn: 'ticket' })
    expect(secretsOf(withAddress(signedIn, 'kodama@outlook.jp'))).toBeNull()
  })

  it('of a stored account is not asked for again', () => {
    const stored = formOf(settingsOf(microsoft), '青葉屋')
    expect(stored).toMatchObject({ signsInBy: 'browser', clientId: 'abc-123', provider: 'microsoft' })
    expect(faultsOf(stored, true)).toEqual({})
  })
})

describe('a stored account', () => {
  const settings = settingsOf(filled('info@aoba.example.jp', { trustedFingerprint: 'AB:CD' }))

  it('comes back from its form as it was', () => {
    expect(settingsOf(formOf(settings, 'あおば雑貨店'))).toEqual(settings)
  })
  it('keeps its passwords while none is typed, and asks for both when one is', () => {
    const form = formOf(settings, 'あおば雑貨店')
    expect(secretsOf(form)).toBeNull()
    expect(faultsOf(form, true)).toEqual({})
    const half = { ...form, hasOwnSmtpPassword: true, smtpPassword: 'okuru' }
    expect(faultsOf(half, true)).toEqual({ password: 'both-passwords' })
  })
})
