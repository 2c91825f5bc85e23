import { readFile } from 'node:fs/promises'
import { AppError } from '../../preload/errors.ts'
import { addBusinessTime } from '../core/business-hours.ts'
import { summarise } from '../core/deadlines.ts'
import { parseHoursPolicy } from '../core/hours-policy.ts'
import { required } from './args.ts'
import type { Command } from './desk.ts'
import { withApp } from './headless.ts'

const iso = (at: number) => new Date(at).toISOString()

function instant(text: string): number {
  const at = Date.parse(text)
  if (Number.isNaN(at)) throw new AppError('invalid-input', `Not a time: ${text}`)
  return at
}

/** Which deadlines run, are near and have passed at an instant. */
export const runDue: Command = async (args, out, { version }) => {
  const at = instant(required(args, 'at'))
  await withApp(required(args, 'data'), version, async ({ store }) => {
    const rows = store.deadlines
      .listOpen()
      .map(({ ticketId, kind, dueAt, warnings }) => ({ ticketId, kind, dueAt, warnAt: warnings }))
    const { due, warned, missed } = summarise(rows, at)
    const line = ({ ticketId, kind, dueAt }: (typeof rows)[number]) => ({ ticketId, kind, dueAt: iso(dueAt) })
    out({ at: iso(at), due: due.map(line), warned: warned.map(line), missed: missed.map(line) })
  })
}

/** Adds minutes of opening time to an instant. */
export const runHours: Command = async (args, out) => {
  const policy = parseHoursPolicy(JSON.parse(await readFile(required(args, 'policy'), 'utf8')))
  const from = instant(required(args, 'from'))
  const minutes = Number(required(args, 'minutes'))
  if (!Number.isFinite(minutes) || minutes < 0) throw new AppError('invalid-input', '--minutes is no number of minutes')
  const found = addBusinessTime(policy, from, minutes * 60_000)
  out({
    from: iso(from),
    minutes,
    at: found ? iso(found.at) : null,
    spans: found ? found.spans.map(([start, end]) => [iso(start), iso(end)]) : [],
  })
}
