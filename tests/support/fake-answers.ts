import { fillNotice, unknownVariables } from '../../main/core/staff-notice.ts'
import type { Input, MethodName, Output } from '../../preload/contract.ts'
import type { AutoAnswerSettings, AutoMailState, NoticeWatch, NoticeWatchId } from '../../preload/domain.ts'
import { catalogs } from '../../preload/locales/index.ts'
import type { FakeShop } from './fake-shop.ts'

type Answers<M extends MethodName> = { [Name in M]: (input: Input<Name>) => Output<Name> }
type Method = Extract<MethodName, `answers.${string}` | `notices.${string}`>

/** Main's side of automatic answers and notices by mail. */
export function createFakeAnswers({ shop, now, told }: { shop: FakeShop; now: number; told: () => void }) {
  const settings = new Map<number, AutoAnswerSettings>()
  let state: AutoMailState = { stoppedAt: null, sentLately: 2 }
  let watches: NoticeWatch[] = []
  let removed: NoticeWatch[] = []
  let dead = [{ address: 'old@example.jp', at: now }]

  const handlers = {
    'answers.get': ({ shopId }) => settings.get(shopId) ?? { isOn: false, templateId: null, closingTemplateId: null },
    'answers.set': ({ shopId, ...change }) => {
      settings.set(shopId, change as AutoAnswerSettings)
      told()
      return change as AutoAnswerSettings
    },
    'answers.preview': () => ({
      at: now,
      purpose: 'auto-answer' as const,
      subject: '【自動返信】お問い合わせを受け付けました',
      body: '11月25日(水)から順番にお返事いたします。',
      unfilled: [],
    }),
    'answers.state': () => state,
    'answers.release': () => {
      state = { stoppedAt: null, sentLately: 0 }
      told()
      return null
    },
    'notices.list': () => watches,
    'notices.save': ({ id, watch }) => {
      const saved = { ...watch, id: id ?? watches.length + removed.length + 1 } as NoticeWatch
      watches = id === null ? [...watches, saved] : watches.map((one) => (one.id === id ? saved : one))
      told()
      return saved
    },
    'notices.remove': ({ id, isUndo }) => {
      const [from, to] = isUndo ? [removed, watches] : [watches, removed]
      const moved = from.filter((one) => one.id === (id as NoticeWatchId))
      const rest = from.filter((one) => one.id !== (id as NoticeWatchId))
      watches = isUndo ? [...to, ...moved] : rest
      removed = isUndo ? rest : [...to, ...moved]
      told()
      return null
    },
    'notices.preview': ({ watch: { subject, body } }) => {
      const { mail, sample } = catalogs[shop.settings.language].staffNotices
      const item = {
        ...sample,
        event: 'new-message',
        ruleName: null,
        number: 1024,
        at: '9:00',
        due: '15:00',
        account: null,
      }
      const values = {
        ショップ名: '青葉屋',
        出来事: mail.events('new-message', 1),
        件数: '1',
        一覧: mail.paragraph(item),
        お客さま名: sample.customer,
        件名: sample.subject,
        番号: '#1024',
        期限: '15:00',
        内容: sample.excerpt,
      }
      return {
        subject: fillNotice(subject ?? mail.subject, values),
        body: fillNotice(body ?? mail.body, values),
        usual: { subject: mail.subject, body: mail.body },
        unknown: unknownVariables(`${subject ?? ''}\n${body ?? ''}`),
      }
    },
    'notices.dead': () => dead,
    'notices.revive': ({ address }) => {
      dead = dead.filter((one) => one.address !== address)
      told()
      return null
    },
  } satisfies Answers<Method>

  return {
    handlers,
    /** Too much automatic mail has left. */
    stop: () => void (state = { stoppedAt: now, sentLately: 21 }),
  }
}
