/**
 * `npm test [-- static|unit|e2e|packed …]`: installs what is missing, runs everything or the stages named, ends with the
 * totals. `packed` packages the program and runs the journey against that; it takes two minutes and runs when named.
 */
import { runMain, say, Trouble } from './lib/run.mjs'
import { buildWhenChanged } from './lib/build.mjs'
import { packForTests } from './lib/pack.mjs'
import { runStatic, runVitest } from './lib/test-stages.mjs'
import { setUp } from './setup.mjs'

/** End-to-end comes last and alone: it measures itself against waiting times on a machine of two cores. */
const stages = {
  static: runStatic,
  unit: () => runVitest('unit'),
  e2e: () => buildWhenChanged().then(() => runVitest('e2e')),
  packed: () => packForTests().then((program) => runVitest('packed', { MADOGUCHI_PACKED: program })),
}
const whenNamed = ['packed']

await runMain(async () => {
  const wanted = process.argv.slice(2)
  const unknown = wanted.find((name) => !Object.hasOwn(stages, name))
  if (unknown) throw new Trouble(`no stage "${unknown}"; there are: ${Object.keys(stages).join(', ')}`)
  await setUp({ tests: true })

  const total = { passed: 0, skipped: 0, failures: [] }
  for (const [name, runStage] of Object.entries(stages)) {
    if (wanted.length > 0 ? !wanted.includes(name) : whenNamed.includes(name)) continue
    say(`tests: ${name}`)
    const { passed, skipped, failures } = await runStage().catch((error) => ({
      passed: 0,
      skipped: 0,
      failures: [{ title: name, text: error.message }],
    }))
    total.passed += passed
    total.skipped += skipped
    total.failures.push(...failures)
  }
  return closeWith(total)
})

function closeWith({ passed, skipped, failures }) {
  for (const { title, text } of failures) console.log(`\nFAILED ${title}\n${text}`)
  const ending = skipped > 0 ? `, ${skipped} skipped` : ''
  console.log(`\n${passed} passed, ${failures.length} failed${ending}`)
  return failures.length > 0 || passed === 0 ? 1 : 0
}
