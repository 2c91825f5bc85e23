import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { buildApp } from './build.mjs'
import { nodePath, projectDir, toolEnv } from './paths.mjs'
import { capture, run } from './run.mjs'

/**
 * What a stage found: how many checks there were, and each failure as a title and what was said about it.
 * @typedef {{ passed: number, skipped: number, failures: { title: string, text: string }[] }} Outcome
 */

const tool = (...path) => join(projectDir, 'node_modules', ...path)
const oxlint = [
  tool('oxlint', 'bin', 'oxlint'),
  '--type-aware',
  '--deny-warnings',
  '--format=unix',
  '--config',
  '.oxlintrc.json',
  '.',
]
const checkTypes = (room) => node([tool('typescript', 'bin', 'tsc'), '-p', room])

/** Each counts as one test. */
const staticChecks = [
  {
    title: 'format (npm run format puts it right)',
    check: () => node([tool('prettier', 'bin', 'prettier.cjs'), '--check', '.']),
  },
  { title: 'lint', check: () => node(oxlint) },
  { title: 'types of main/', check: () => checkTypes('main') },
  { title: 'types of preload/', check: () => checkTypes('preload') },
  { title: 'types of renderer/', check: () => checkTypes('renderer') },
  { title: 'types of tests/', check: () => checkTypes('tests') },
  { title: 'build', check: buildApp },
]

const node = (args) => capture(nodePath, args, { cwd: projectDir, env: { ...toolEnv(), NO_COLOR: '1' } })

/** @returns {Promise<Outcome>} */
export async function runStatic() {
  const outcome = { passed: 0, skipped: 0, failures: [] }
  for (const { title, check } of staticChecks) {
    try {
      await check()
      outcome.passed += 1
      console.log(`ok    ${title}`)
    } catch (error) {
      outcome.failures.push({ title, text: error.output ?? error.message })
      console.log(`FAIL  ${title}`)
    }
  }
  return outcome
}

/**
 * Runs one vitest project.
 * @returns {Promise<Outcome>}
 */
export async function runVitest(project, environment = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'madoguchi-tests-'))
  const file = join(folder, 'report.json')
  const args = ['run', '--config', join('build', 'vitest.config.ts'), '--project', project]
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  try {
    const exitCode = await run(nodePath, [tool('vitest', 'vitest.mjs'), ...args, ...reporters], {
      cwd: projectDir,
      env: { ...toolEnv(), ...environment },
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    return readReport(project, exitCode, await readFile(file, 'utf8').catch(() => null))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/**
 * Counts vitest's JSON report. A file that could not be loaded, a run that ended badly without a failed test and a run of
 * no test at all are failures too.
 * @returns {Outcome}
 */
export function readReport(project, exitCode, json) {
  const report = json ? JSON.parse(json) : { testResults: [] }
  const tests = report.testResults.flatMap((file) =>
    file.assertionResults.map((test) => ({ ...test, file: file.name })),
  )
  const failures = tests
    .filter(({ status }) => status === 'failed')
    .map((test) => ({ title: `${nameOf(test.file)}: ${test.fullName}`, text: test.failureMessages.join('\n') }))
  for (const file of report.testResults) {
    const isExplained = file.assertionResults.some(({ status }) => status === 'failed')
    if (file.status === 'failed' && !isExplained) failures.push({ title: nameOf(file.name), text: file.message })
  }
  const passed = tests.filter(({ status }) => status === 'passed').length
  const skipped = tests.length - passed - tests.filter(({ status }) => status === 'failed').length
  if (passed + failures.length === 0) failures.push({ title: project, text: 'no test ran' })
  else if (exitCode !== 0 && failures.length === 0) {
    failures.push({ title: project, text: `vitest ended with ${exitCode} although no test failed (see above)` })
  }
  return { passed, skipped, failures }
}

const nameOf = (file) => relative(projectDir, file)
