/**
 * One first import with so many rules on arrival, in a process of its own: `node tests/bench/rules.ts ACCOUNT.json RULES`.
 * Prints one JSON line: ms until everything is stored; the delay of the main thread's event loop; mails that a rule acted on;
 * and, over the stored mails, µs to gather the facts of one and to ask all rules about it.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { MailSecrets, MailSettings, RuleDraft } from '../../preload/domain.ts'
import { foldForSearch } from '../../main/core/japanese-text.ts'
import { compileRules, evaluate } from '../../main/core/rules/evaluate.ts'
import { createRuleFacts } from '../../main/services/rule-facts.ts'
import { openBenchApp } from './bench-app.ts'
import { plainHours } from '../support/hours.ts'

const SUBJECTS = ['返品', '交換', 'サイズ', '納期', '在庫', '破損', '領収書', 'ギフト', '再入荷', '住所変更']
const THINGS = ['マグカップ', '皿', '毛布', '急須', '椅子', '棚', 'ランプ', '手ぬぐい', '箸', '鍋', '時計', '花瓶']
const TOWNS = ['札幌', '仙台', '金沢', '松本', '京都', '高松', '博多', '那覇']

/** Seven in ten look for words, as shops write rules; the rest for senders, patterns and what else there is. */
function ruleNumber(n: number): RuleDraft {
  const subject = SUBJECTS[n % SUBJECTS.length]!
  const thing = THINGS[Math.floor(n / SUBJECTS.length) % THINGS.length]!
  const town = TOWNS[n % TOWNS.length]!
  const words = [`${thing}の${subject}`, `${subject}${n}号`, `${town}店${thing}`]
  const conditions: RuleDraft['conditions'] =
    n % 10 < 7
      ? [{ type: 'words', isNot: false, words, place: 'both' }]
      : n % 10 === 7
        ? [{ type: 'sender', isNot: false, by: 'domain', values: [`shop${n}.example.com`] }]
        : n % 10 === 8
          ? [{ type: 'pattern', isNot: false, pattern: `(${thing}|${town}).{0,10}${n}\\s?(番|号)`, place: 'both' }]
          : [
              { type: 'attachment', isNot: false },
              { type: 'words', isNot: false, words, place: 'subject' },
            ]
  // A few that match often, so that acting is in the figure too.
  const often: RuleDraft['conditions'] = [{ type: 'words', isNot: false, words: [subject], place: 'subject' }]
  return {
    name: `${n}`,
    isOn: true,
    when: { type: 'arrival' },
    match: 'all',
    conditions: n % 50 === 0 ? often : conditions,
    actions: [n % 50 === 0 ? { type: 'category', category: 'return' } : { type: 'urgent', isUrgent: true }],
    stopHere: false,
  }
}

const account = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as { settings: MailSettings; secrets: MailSecrets }
const count = Number(process.argv[3])
const dataDir = mkdtempSync(join(tmpdir(), 'madoguchi-bench-'))
const app = openBenchApp(dataDir)
const { store, services } = app
const { id } = services.accounts.add('bench', account.settings, account.secrets)
for (let n = 0; n < count; n++) services.rules.save(null, ruleNumber(n))

const delay = monitorEventLoopDelay({ resolution: 1 })
delay.enable()
const [startedAt, cpuBefore] = [performance.now(), process.cpuUsage()]
await services.accounts.pollNow(id)
const ms = performance.now() - startedAt
const cpu = process.cpuUsage(cpuBefore)
delay.disable()
const { messages } = store.messages.totals()
const acted = services.rules.all().reduce((sum, { usedCount }) => sum + usedCount, 0)
const alone = askAll()
await app.close()
rmSync(dataDir, { recursive: true, force: true })
console.log(
  JSON.stringify({
    ms: Math.round(ms),
    cpuS: (cpu.user + cpu.system) / 1e6,
    loopMs: { p50: delay.percentile(50) / 1e6, p99: delay.percentile(99) / 1e6, max: delay.max / 1e6 },
    messages,
    acted,
    ...alone,
  }),
)

/** What one mail costs, without writing: the text is folded beforehand, as it comes from the reader. */
function askAll(): { compileMs: number; factsUs: number; askUs: number } {
  const begun = performance.now()
  const compiled = compileRules(store.rules.list())
  const compileMs = performance.now() - begun
  const reader = createRuleFacts(store, () => plainHours)
  const page = store.ruleSubjects.arrivedSince(0, null, 5_000)
  let [factsMs, askMs] = [0, 0]
  for (const { messageId } of page) {
    const { messageSubject, body } = store.ruleSubjects.get(messageId)!
    const folded = { subject: foldForSearch(messageSubject), body: foldForSearch(body) }
    const from = performance.now()
    const { facts } = reader.read(messageId, { at: null, folded })!
    const between = performance.now()
    evaluate(compiled, facts, { hasStaff: no, hasCategory: no, hasChecklist: no, hasPolicy: no, hasTemplate: no })
    askMs += performance.now() - between
    factsMs += between - from
  }
  const us = (sum: number) => Math.round((sum / page.length) * 1e4) / 10
  return { compileMs: Math.round(compileMs), factsUs: us(factsMs), askUs: us(askMs) }
}

function no(): boolean {
  return false
}
