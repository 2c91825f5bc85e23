import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type Certificate = { key: Buffer; cert: Buffer }

/** An authority of our own, that can also issue what nobody should take. */
export function makeAuthority(dir: string) {
  mkdirSync(dir, { recursive: true })
  const at = (name: string) => join(dir, name)
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'ignore' })
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  openssl('req', '-x509', '-days', '30', ...newKey, '-keyout', at('ca.key'), '-out', at('ca.pem'), '-subj', '/CN=Test')
  writeFileSync(at('index.txt'), '')
  writeFileSync(at('serial'), '01\n')
  writeFileSync(
    at('ca.conf'),
    `[ca]\ndefault_ca = own\n[own]\ndatabase = ${at('index.txt')}\nserial = ${at('serial')}\nnew_certs_dir = ${dir}
default_md = sha256\npolicy = any\ncopy_extensions = copy\nunique_subject = no\n[any]\ncommonName = supplied\n`,
  )
  let count = 0

  /** For a host, by default for ours; valid for as long as asked, by default now. */
  function issue({ host = 'IP:127.0.0.1', from = '20200101000000Z', to = '20991231000000Z' } = {}): Certificate {
    const [key, csr, pem] = ['key', 'csr', 'pem'].map((ending) => at(`${++count}.${ending}`)) as [
      string,
      string,
      string,
    ]
    openssl(
      'req',
      '-new',
      ...newKey,
      '-keyout',
      key,
      '-out',
      csr,
      '-subj',
      '/CN=Host',
      '-addext',
      `subjectAltName=${host}`,
    )
    const days = ['-startdate', from, '-enddate', to]
    openssl(
      'ca',
      '-batch',
      '-notext',
      '-config',
      at('ca.conf'),
      '-cert',
      at('ca.pem'),
      '-keyfile',
      at('ca.key'),
      ...days,
      '-in',
      csr,
      '-out',
      pem,
    )
    return { key: readFileSync(key), cert: readFileSync(pem) }
  }

  return { pem: readFileSync(at('ca.pem'), 'utf8'), issue }
}
