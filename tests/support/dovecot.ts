import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { randomBytes, X509Certificate } from 'node:crypto'
import * as fs from 'node:fs'
import { connect, createServer, type AddressInfo } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'

/** The uid that owns the mail when the tests run as root; Dovecot serves no mail as root. */
const MAIL_UID = 5000

export type Dovecot = Awaited<ReturnType<typeof startDovecot>>

/** A real Dovecot of our own: loopback, free ports, a folder under the temp dir, nothing shared with a system's one. */
export async function startDovecot(options: { users?: string[]; extraConfig?: string } = {}) {
  const dir = fs.mkdtempSync(join(tmpdir(), 'dovecot-'))
  const isRoot = process.getuid?.() === 0
  const uid = isRoot ? MAIL_UID : process.getuid!()
  const users = options.users ?? ['shop']
  fs.chmodSync(dir, 0o755)
  for (const part of ['run', 'mail']) fs.mkdirSync(join(dir, part))
  const certificate = makeCertificate(dir)
  const port = await freePort()
  const tlsPort = await freePort()
  fs.writeFileSync(join(dir, 'users'), users.map((user) => `${user}:{PLAIN}pw-${user}`).join('\n') + '\n')
  fs.writeFileSync(
    join(dir, 'dovecot.conf'),
    configuration(dir, uid, port, tlsPort, isRoot) + (options.extraConfig ?? ''),
  )
  if (isRoot) fs.chownSync(join(dir, 'mail'), uid, uid)
  let child: ChildProcess | null = null
  let counter = 0

  const maildir = (user: string, folder = 'INBOX') =>
    join(dir, 'mail', user, 'Maildir', folder === 'INBOX' ? '' : `.${folder}`)

  function ensureFolder(user: string, folder: string): string {
    const path = maildir(user, folder)
    if (!fs.existsSync(join(path, 'new'))) {
      for (const part of ['cur', 'new', 'tmp']) fs.mkdirSync(join(path, part), { recursive: true })
      if (folder !== 'INBOX') fs.writeFileSync(join(path, 'maildirfolder'), '')
      own(join(dir, 'mail', user))
    }
    return path
  }

  function own(path: string): void {
    if (isRoot) execFileSync('chown', ['-R', `${uid}:${uid}`, path])
  }

  async function start(): Promise<void> {
    child = spawn('dovecot', ['-F', '-c', join(dir, 'dovecot.conf')], { stdio: 'ignore' })
    await waitForPort(port, () => readLog(dir))
  }

  async function stop(): Promise<void> {
    const running = child
    child = null
    if (!running || running.exitCode !== null) return
    const ended = new Promise((resolve) => running.once('exit', resolve))
    running.kill('SIGTERM')
    await ended
  }

  await start()
  return {
    dir,
    port,
    tlsPort,
    fingerprint: new X509Certificate(certificate.cert).fingerprint256,
    certificate: certificate.cert.toString(),
    password: (user: string) => `pw-${user}`,
    log: () => readLog(dir),
    /** Straight into the Maildir, as a delivery agent does. `at` becomes INTERNALDATE. */
    deliver(user: string, raw: string | Uint8Array, folder = 'INBOX', at?: number): void {
      const path = ensureFolder(user, folder)
      // Dovecot numbers new mail by the time and then by the name of its file.
      const name = `${Math.floor((at ?? Date.now()) / 1000)}.M${String(++counter).padStart(9, '0')}.test`
      const file = join(path, 'tmp', name)
      fs.writeFileSync(file, raw)
      if (isRoot) fs.chownSync(file, uid, uid)
      if (at !== undefined) execFileSync('touch', ['-d', `@${Math.floor(at / 1000)}`, file])
      fs.renameSync(file, join(path, 'new', name))
    },
    ensureFolder,
    /** Gives the user a whole Maildir that lies ready, by hard links, and indexes it. */
    adopt(user: string, folder: string): void {
      const home = maildir(user, 'INBOX')
      fs.rmSync(home, { recursive: true, force: true })
      fs.mkdirSync(join(home, '..'), { recursive: true })
      execFileSync('cp', ['-al', folder, home])
      if (isRoot) execFileSync('chown', ['-R', `${uid}:${uid}`, join(home, '..')])
      execFileSync('doveadm', ['-c', join(dir, 'dovecot.conf'), 'index', '-u', user, '*'])
    },
    /** What lies in a folder, as files. */
    files(user: string, folder = 'INBOX'): { name: string; raw: Buffer }[] {
      const path = maildir(user, folder)
      return ['new', 'cur'].flatMap((part) =>
        fs.existsSync(join(path, part))
          ? fs.readdirSync(join(path, part)).map((name) => ({ name, raw: fs.readFileSync(join(path, part, name)) }))
          : [],
      )
    },
    /** Runs doveadm on this server. */
    admin: (...args: string[]) =>
      execFileSync('doveadm', ['-c', join(dir, 'dovecot.conf'), ...args], { encoding: 'utf8' }),
    /** The mailbox is made anew by the server's keeper: same mail, new UIDVALIDITY, new UIDs. */
    changeUidValidity(user: string, folder = 'INBOX'): void {
      const path = maildir(user, folder)
      for (const file of fs.readdirSync(path))
        if (file.startsWith('dovecot')) fs.rmSync(join(path, file), { recursive: true })
      const validity = (Math.floor(Date.now() / 1000) + ++counter).toString()
      fs.writeFileSync(join(path, 'dovecot-uidlist'), `3 V${validity} N1 G${randomBytes(16).toString('hex')}\n`)
      own(path)
    },
    start,
    stop,
    async restart(): Promise<void> {
      await stop()
      await start()
    },
    async close(): Promise<void> {
      await stop()
      fs.rmSync(dir, { recursive: true, force: true })
    },
  }
}

/** A certificate that nobody vouches for, as small hosters still have them. */
export function makeCertificate(
  dir: string,
  names = 'DNS:localhost,IP:127.0.0.1',
): { key: Buffer; cert: Buffer; certFile: string; keyFile: string } {
  const certFile = join(dir, 'cert.pem')
  const keyFile = join(dir, 'key.pem')
  const subject = ['-subj', '/CN=localhost', '-addext', `subjectAltName=${names}`]
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', keyFile]
  execFileSync('openssl', ['req', '-x509', '-days', '30', ...key, '-out', certFile, ...subject], { stdio: 'ignore' })
  return { key: fs.readFileSync(keyFile), cert: fs.readFileSync(certFile), certFile, keyFile }
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function waitForPort(port: number, explain: () => string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const isUp = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1')
      socket.once('data', () => (socket.destroy(), resolve(true)))
      socket.once('error', () => resolve(false))
      socket.once('close', () => resolve(false))
    })
    if (isUp) return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error(`Dovecot does not start: ${explain()}`)
}

function readLog(dir: string): string {
  const file = join(dir, 'dovecot.log')
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : ''
}

function configuration(dir: string, uid: number, port: number, tlsPort: number, isRoot: boolean): string {
  const me = userInfo()
  const group = execFileSync('id', ['-gn'], { encoding: 'utf8' }).trim()
  const asMe = `
default_internal_user = ${me.username}
default_internal_group = ${group}
default_login_user = ${me.username}
service imap-login {
  chroot =
}
service anvil {
  chroot =
}
`
  return `
base_dir = ${dir}/run
log_path = ${dir}/dovecot.log
listen = 127.0.0.1
protocols = imap
ssl = yes
ssl_cert = <${dir}/cert.pem
ssl_key = <${dir}/key.pem
disable_plaintext_auth = no
first_valid_uid = 1
mail_uid = ${uid}
mail_gid = ${uid}
mail_home = ${dir}/mail/%u
mail_location = maildir:~/Maildir
mail_fsync = never
mail_max_userip_connections = 50
auth_failure_delay = 0
passdb {
  driver = passwd-file
  args = scheme=PLAIN ${dir}/users
}
userdb {
  driver = static
  args = uid=${uid} gid=${uid} home=${dir}/mail/%u
}
namespace inbox {
  inbox = yes
  mailbox Sent {
    special_use = \\Sent
    auto = subscribe
  }
  mailbox Junk {
    special_use = \\Junk
    auto = subscribe
  }
}
service imap-login {
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = ${tlsPort}
    ssl = yes
  }
}
service stats {
  client_limit = 200
}
# After a wrong password Dovecot lets everybody from that address wait longer and longer.
service anvil {
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
${isRoot ? '' : asMe}`
}
