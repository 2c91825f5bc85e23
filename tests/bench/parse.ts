/**
 * Reading mails of a generated corpus: how fast beside postal-mime as shipped (turn about, medians), and how many fields
 * come out other than the generator meant them.
 *
 *   node tests/bench/parse.ts CORPUS [--count 2000] [--check 5000] [--runs 5]
 *
 * CORPUS (or the variable BENCH_CORPUS) holds truth.jsonl and Maildir/.
 */
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import PostalMime from 'postal-mime'
import type { ReadMessage } from '../../main/core/message.ts'
import { decodeEntities } from '../../main/channels/mail/read/entities.ts'
import { openAttachment, readMail } from '../../main/channels/mail/read/read-mail.ts'
import { readResult } from '../../main/channels/mail/read/read-result.ts'

type Truth = {
  subj: string
  text: string
  from: string | null
  mid: string | null
  shape: string
  atts: [name: string, size: number, sha1: string, ...rest: unknown[]][]
  files: [folder: string, base: string][]
}
type Case = { truth: Truth; file: string }

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: 'string', default: '2000' },
    check: { type: 'string', default: '5000' },
    runs: { type: 'string', default: '5' },
  },
})
const corpus = positionals[0] ?? process.env.BENCH_CORPUS
if (corpus === undefined) throw new Error('usage: parse.ts CORPUS')

const cases = loadCases(corpus)
await compareSpeed(spread(cases, Number(values.count)), Number(values.runs))
checkFields(spread(cases, Number(values.check)))

function loadCases(folder: string): Case[] {
  const inbox = path.join(folder, 'Maildir/cur')
  const names = new Map(fs.readdirSync(inbox).map((name) => [name.split(',')[0]!, name]))
  const lines = fs.readFileSync(path.join(folder, 'truth.jsonl'), 'utf8').trim().split('\n')
  return lines.flatMap((line) => {
    const truth = JSON.parse(line) as Truth
    const base = truth.files.find(([where]) => where === 'INBOX')?.[1]
    const name = base === undefined ? undefined : names.get(base)
    return name === undefined ? [] : [{ truth, file: path.join(inbox, name) }]
  })
}

/** Evenly over the whole time of the corpus. */
function spread(all: Case[], count: number): Case[] {
  const step = Math.max(1, Math.floor(all.length / count))
  return all.filter((_, index) => index % step === 0).slice(0, count)
}

async function compareSpeed(chosen: Case[], runs: number): Promise<void> {
  const sources = chosen.map(({ file }) => new Uint8Array(fs.readFileSync(file)))
  const readers: Record<string, (source: Uint8Array) => unknown> = {
    'postal-mime as shipped': (source) => PostalMime.parse(source),
    'ours: read': (source) => readMail(source),
    'ours: read, hash, index words': (source) => readResult(source),
  }
  const times = new Map(Object.keys(readers).map((name) => [name, [] as number[]]))
  for (let run = -1; run < runs; run++) {
    for (const [name, read] of Object.entries(readers)) {
      const before = performance.now()
      for (const source of sources) await read(source)
      if (run >= 0) times.get(name)!.push(performance.now() - before)
    }
  }
  const base = times.get('postal-mime as shipped')!
  const bytes = sources.reduce((sum, source) => sum + source.length, 0)
  console.log(`${sources.length} mails, ${(bytes / 1e6).toFixed(0)} MB, medians of ${runs}, turn about`)
  for (const [name, list] of times) {
    const perSecond = (sources.length / median(list)) * 1_000
    const ratio = median(list.map((ms, index) => base[index]! / ms))
    console.log(`${name.padEnd(32)} ${perSecond.toFixed(0).padStart(6)}/s  ${ratio.toFixed(2)}x`)
  }
}

function checkFields(chosen: Case[]): void {
  const wrong = new Map<string, number>()
  const asked = new Map<string, number>()
  const judge = (field: string, isRight: boolean, file: string) => {
    asked.set(field, (asked.get(field) ?? 0) + 1)
    if (isRight) return
    wrong.set(field, (wrong.get(field) ?? 0) + 1)
    console.log(`wrong ${field}: ${path.basename(file)}`)
  }
  for (const { truth, file } of chosen) {
    const source = fs.readFileSync(file)
    for (const [field, isRight] of judgements(truth, source, readMail(source))) judge(field, isRight, file)
  }
  for (const [field, count] of asked) console.log(`${field.padEnd(20)} wrong ${wrong.get(field) ?? 0} of ${count}`)
  if (wrong.size > 0) process.exitCode = 1
}

function* judgements(truth: Truth, source: Buffer, message: ReadMessage): Generator<[string, boolean]> {
  const text = squeeze(truth.text)
  yield ['subject', squeeze(message.subject) === squeeze(truth.subj)]
  // Every shape: what has no plain part must be readable as text all the same.
  yield ['text', squeeze(message.textBody).startsWith(text)]
  if (truth.shape === 'html' || truth.shape === 'alt')
    yield ['html', squeeze(stripTags(message.htmlBody ?? '')).startsWith(text)]
  if (truth.from !== null) yield ['sender', message.from[0]?.address.toLowerCase() === truth.from.toLowerCase()]
  yield ['Message-ID', (message.messageId === null ? null : `<${message.messageId}>`) === truth.mid]
  const files = new Map(
    message.attachments.map((attachment, index) => [
      sha1(openAttachment(source, index) ?? new Uint8Array()),
      attachment,
    ]),
  )
  for (const [name, size, hash] of truth.atts) {
    yield ['attachment bytes', files.get(hash)?.size === size]
    yield ['attachment name', files.get(hash)?.name === name]
  }
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, '')
}

function stripTags(html: string): string {
  return decodeEntities(
    html.replace(/<!--[\s\S]*?-->|<style[\s\S]*?<\/style>|<head[\s\S]*?<\/head>/g, '').replace(/<[^>]*>/g, ''),
  )
}

function sha1(bytes: Uint8Array): string {
  return createHash('sha1').update(bytes).digest('hex')
}

function median(list: number[]): number {
  return list.toSorted((one, other) => one - other)[Math.floor(list.length / 2)] ?? 0
}
