import { spawn, spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const engine = fileURLToPath(new URL('../../engines/atproto/', import.meta.url))

/** Why the real network cannot be started here; null where it can. */
export function whyNoAtproto(): string | null {
  if (fs.existsSync(join(engine, 'node_modules/@atproto/dev-env'))) return null
  return 'the real Bluesky server is not installed: node tests/engines/atproto/install.mjs'
}

/** Why there is no AppView: it wants PostgreSQL and Redis. */
export function whyNoAppView(): string | null {
  const why = whyNoAtproto()
  if (why) return why
  if (postgresBin() === null) return 'PostgreSQL is not installed (Debian: postgresql-15)'
  return spawnSync('redis-server', ['--version']).status === 0 ? null : 'Redis is not installed (Debian: redis-server)'
}

export type Atproto = Awaited<ReturnType<typeof startAtproto>>

/** A real Bluesky network of our own on loopback; with `appView` the part too that lists notifications and shows threads. */
export async function startAtproto(options: { appView: boolean }) {
  const behind = options.appView ? await startDatabases() : null
  const child = spawn(process.execPath, ['serve.mjs'], {
    cwd: engine,
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...process.env, NODE_ENV: 'test', LOG_ENABLED: 'false', ...behind?.env },
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const line = async () => {
    const { value, done } = await lines.next()
    if (done) throw new Error('The Bluesky server ended by itself')
    return value
  }
  const { url } = JSON.parse(await line()) as { url: string }

  async function call(method: string, body: object | null, token?: string): Promise<Record<string, unknown>> {
    const response = await fetch(`${url}/xrpc/${method}`, {
      method: 'POST',
      headers: {
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    if (!response.ok) throw new Error(`${method}: ${await response.text()}`)
    return (await response.json().catch(() => ({}))) as Record<string, unknown>
  }

  return {
    url,
    call,
    /** A person with an app password, and how they write. */
    async person(name: string, hasDirectMessages = false) {
      const handle = `${name}.test`
      const made = await call('com.atproto.server.createAccount', {
        email: `${name}@example.com`,
        handle,
        password: `pw-${name}`,
      })
      const token = String(made['accessJwt'])
      const did = String(made['did'])
      const app = await call(
        'com.atproto.server.createAppPassword',
        { name: 'madoguchi', privileged: hasDirectMessages },
        token,
      )
      return {
        did,
        handle,
        token,
        appPassword: String(app['password']),
        /** `record` without what every post has. */
        async post(record: Record<string, unknown>): Promise<{ uri: string; cid: string }> {
          const whole = { $type: 'app.bsky.feed.post', createdAt: new Date().toISOString(), ...record }
          const posted = await call(
            'com.atproto.repo.createRecord',
            { repo: did, collection: 'app.bsky.feed.post', record: whole },
            token,
          )
          return posted as { uri: string; cid: string }
        },
        block: (subject: string) =>
          call(
            'com.atproto.repo.createRecord',
            {
              repo: did,
              collection: 'app.bsky.graph.block',
              record: { $type: 'app.bsky.graph.block', subject, createdAt: new Date().toISOString() },
            },
            token,
          ),
        remove: (uri: string) =>
          call(
            'com.atproto.repo.deleteRecord',
            { repo: did, collection: 'app.bsky.feed.post', rkey: uri.slice(uri.lastIndexOf('/') + 1) },
            token,
          ),
      }
    },
    /** Until all that was written can be found in the lists. */
    async settle() {
      child.stdin.write('settle\n')
      while ((await line()) !== 'settled');
    },
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.stdin.end()
      await ended
      await behind?.stop()
    },
  }
}

function postgresBin(): string | null {
  const root = '/usr/lib/postgresql'
  const versions = fs.existsSync(root) ? fs.readdirSync(root).sort((a, b) => Number(b) - Number(a)) : []
  const found = versions.map((version) => join(root, version, 'bin')).find((bin) => fs.existsSync(join(bin, 'initdb')))
  return found ?? null
}

/** PostgreSQL and Redis of our own: free ports, a folder under the temp dir, gone afterwards. */
async function startDatabases() {
  const bin = postgresBin()!
  const dir = fs.mkdtempSync(join(tmpdir(), 'atproto-'))
  const isRoot = process.getuid?.() === 0
  // PostgreSQL refuses to run as root.
  const owner = isRoot ? { uid: idOf('postgres', '-u'), gid: idOf('postgres', '-g') } : {}
  if (isRoot) fs.chownSync(dir, owner.uid!, owner.gid!)
  const run = (command: string, args: string[]) => {
    const result = spawnSync(command, args, { ...owner, cwd: dir, encoding: 'utf8' })
    if (result.status !== 0) throw new Error(`${command}: ${result.stderr}`)
  }
  const data = join(dir, 'data')
  const port = await freePort()
  const redisPort = await freePort()
  run(join(bin, 'initdb'), ['-D', data, '-A', 'trust', '-U', 'pg', '--no-sync'])
  const redis = spawn('redis-server', ['--port', String(redisPort), '--save', '', '--bind', '127.0.0.1'], {
    stdio: 'ignore',
  })
  const settings = `-p ${port} -k ${dir} -h 127.0.0.1 -F`
  run(join(bin, 'pg_ctl'), ['-D', data, '-l', join(dir, 'log'), '-w', '-o', settings, 'start'])
  return {
    env: { DB_POSTGRES_URL: `postgresql://pg@127.0.0.1:${port}/postgres`, REDIS_HOST: `127.0.0.1:${redisPort}` },
    async stop() {
      run(join(bin, 'pg_ctl'), ['-D', data, '-m', 'immediate', 'stop'])
      const ended = new Promise((resolve) => redis.once('exit', resolve))
      redis.kill('SIGTERM')
      await ended
      fs.rmSync(dir, { recursive: true, force: true })
    },
  }
}

const idOf = (user: string, flag: string): number =>
  Number(spawnSync('id', [flag, user], { encoding: 'utf8' }).stdout.trim())

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}
