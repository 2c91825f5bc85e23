import { existsSync } from 'node:fs'
import { copyFile, cp, readFile, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { compilePackages, ensureDebianPackages } from './debian.mjs'
import { makeOnce } from './make-once.mjs'
import { cacheDir, nodePath, projectDir, toolEnv } from './paths.mjs'
import { capture, say } from './run.mjs'

/**
 * better-sqlite3's prebuilt binary wants Node-API 10, Electron 33 has 9. With the experimental API switched on in its
 * place the same source loads in both.
 */
const cxxFlags = '-UNAPI_VERSION -DNAPI_EXPERIMENTAL -DNODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT'

/** Path of a better-sqlite3 binary for the fallback runtime, built once for each version of the package. */
export async function ensureSqliteBinding() {
  const modules = join(projectDir, 'node_modules')
  const { version } = JSON.parse(await readFile(join(modules, 'better-sqlite3', 'package.json'), 'utf8'))
  const folder = join(cacheDir, `better-sqlite3-${version}-napi9`)
  if (!existsSync(folder)) {
    say(`building better-sqlite3 ${version} for the fallback Electron (2 to 4 minutes, once)`)
    await ensureDebianPackages(compilePackages)
    await makeOnce(folder, (unfinished) => build(modules, unfinished))
  }
  return join(folder, 'better_sqlite3.node')
}

async function build(modules, folder) {
  const copies = join(folder, 'node_modules')
  for (const name of ['better-sqlite3', 'node-addon-api']) {
    await cp(join(modules, name), join(copies, name), { recursive: true })
  }
  const source = join(copies, 'better-sqlite3')
  const tool = join(modules, 'node-gyp', 'bin', 'node-gyp.js')
  await capture(nodePath, [tool, 'rebuild', '--release', '--force_build=1', ...headers()], {
    cwd: source,
    env: { ...toolEnv(), CXXFLAGS: cxxFlags },
  })
  await copyFile(join(source, 'build', 'Release', 'better_sqlite3.node'), join(folder, 'better_sqlite3.node'))
  await rm(copies, { recursive: true })
}

/** Node's headers where they came with a Node; else node-gyp downloads them. */
function headers() {
  const folders = (process.env.PATH ?? '').split(':').map((folder) => dirname(folder))
  const found = folders.find((folder) => existsSync(join(folder, 'include', 'node', 'node_api.h')))
  return found ? [`--nodedir=${found}`] : []
}
