import { parentPort } from 'node:worker_threads'
import { readResult } from '../../../../main/channels/mail/read/read-result.ts'
import { serve } from '../../../../main/channels/mail/read/serve.ts'

/** The real reader, except that some mails hang it or end it. */
serve(parentPort!, (source) => {
  const result = readResult(source)
  if (result.message.textBody === 'HANG') for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_000)
  if (result.message.textBody === 'DIE') process.exit(1)
  if (result.message.textBody === 'EAT')
    for (const hoard: unknown[] = []; ;) hoard.push(Array.from({ length: 100_000 }, () => hoard.length))
  return result
})
