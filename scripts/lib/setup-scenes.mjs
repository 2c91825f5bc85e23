import { startDns } from '../../tests/support/fake-dns.ts'
import { startDovecot } from '../../tests/support/dovecot.ts'
import { startSmtp } from '../../tests/support/smtp.ts'
import { catalogs } from '../../preload/locales/index.ts'

const ADDRESS = 'info@aoba.example'

/** A domain whose owner publishes where its mail is, on loopback. */
export async function startMailDomain() {
  const [imap, smtp] = await Promise.all([
    startDovecot({ users: [ADDRESS] }),
    startSmtp({ tls: 'implicit', user: ADDRESS }),
  ])
  const dns = await startDns({
    'aoba.example': { MX: ['mail.aoba.example'], A: ['127.0.0.1'] },
    '_imaps._tcp.aoba.example': { SRV: [{ host: 'localhost', port: imap.tlsPort }] },
    '_submissions._tcp.aoba.example': { SRV: [{ host: 'localhost', port: smtp.port }] },
    'kodama.example': { MX: ['sv12345.xserver.jp'] },
  })
  return {
    trusted: imap.certificate + smtp.certificate,
    server: dns.server,
    close: () => Promise.all([dns.close(), smtp.close(), imap.close()]),
  }
}

/**
 * Every page of the wizard, from the first window to the last. It is walked once; `look` takes each page in every size and
 * theme.
 */
export async function walkSetup(window, language, look) {
  const { mailSetup, onboarding } = catalogs[language]
  const press = (name) => window.getByRole('button', { name, exact: true }).first().click({ timeout: 10_000 })
  const find = async (address, scene) => {
    await window.getByLabel(onboarding.address, { exact: true }).fill(address)
    await press(mailSetup.find)
    await window.locator('.found').waitFor({ timeout: 20_000 })
    await look(scene)
    await press(onboarding.back)
  }
  await look('onboarding')
  await press(onboarding.addAccount)
  await look('setup-address')
  await find('aoba@gmail.com', 'setup-gmail')
  await find('aoba@outlook.jp', 'setup-microsoft')
  await find('aoba@ybb.ne.jp', 'setup-pop-only')
  await find('info@kodama.example', 'setup-xserver')
  await find('info@aboa.example', 'setup-unknown')
  await window.getByLabel(onboarding.address, { exact: true }).fill(ADDRESS)
  await press(mailSetup.find)
  await window.locator('.found').waitFor({ timeout: 20_000 })
  await window.getByLabel(onboarding.shopName).fill(language === 'ja' ? 'あおば雑貨店' : 'Aoba Goods')
  await look('setup-found')
  await window.getByLabel(onboarding.password, { exact: true }).fill(`pw-${ADDRESS}`)
  await press(onboarding.check)
  await window.getByText(onboarding.allWorks).waitFor({ timeout: 20_000 })
  await look('setup-check')
  await press(onboarding.add)
  await window.getByRole('heading', { name: mailSetup.signatureTitle }).waitFor()
  await look('setup-signature')
  await press(mailSetup.next)
  await window.locator('.day-row').first().waitFor()
  await look('setup-hours')
  await press(mailSetup.next)
  await window.getByRole('heading', { name: mailSetup.noticesTitle }).waitFor()
  await look('setup-notices')
}
