import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'

/** In a process of its own, because what has been loaded once is never loaded again. */
const COUNT_TEXT = `
  import { registerHooks } from 'node:module'
  let characters = 0
  registerHooks({
    load(url, context, next) {
      const loaded = next(url, context)
      characters += loaded.source?.length ?? 0
      return loaded
    },
  })
  const { CLIENT_PIECES, loadClient } = await import(process.argv[1])
  const pieces = []
  for (const load of [...CLIENT_PIECES, loadClient]) {
    characters = 0
    await load()
    pieces.push(characters)
  }
  console.log(JSON.stringify(pieces))`

it('the IMAP client is loaded in pieces, none of which holds up the window', () => {
  const module = new URL('../../../main/channels/mail/imap-client.ts', import.meta.url).href
  const args = ['--input-type=module', '--eval', COUNT_TEXT, module]
  const pieces = JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as number[]
  const whole = pieces.reduce((sum, piece) => sum + piece, 0)
  expect(whole).toBeGreaterThan(1_000_000)
  // Characters of source text: the longest piece has 350,000 and takes 20 ms.
  expect(Math.max(...pieces)).toBeLessThan(400_000)
})
