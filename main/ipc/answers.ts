import type { Services } from '../services/index.ts'
import type { Handlers } from './router.ts'

/** Answers that a machine gives, and notices by mail to colleagues. */
export function answerHandlers({ autoAnswers, autoMail, staffNotices }: Services) {
  return {
    'answers.get': ({ shopId }) => autoAnswers.settingsOf(shopId),
    'answers.set': ({ shopId, ...settings }) => autoAnswers.save(shopId, settings),
    'answers.preview': ({ shopId }) => autoAnswers.preview(shopId),
    'answers.state': autoMail.state,
    'answers.release': () => done(autoMail.release()),
    'notices.list': staffNotices.list,
    'notices.save': ({ id, watch }) => staffNotices.save(id, watch),
    'notices.remove': ({ id, isUndo }) => done(staffNotices.remove(id, isUndo)),
    'notices.preview': ({ watch }) => staffNotices.preview(watch),
    'notices.dead': staffNotices.dead,
    'notices.revive': ({ address }) => done(staffNotices.revive(address)),
  } satisfies Partial<Handlers>
}

const done = (_: void): null => null
