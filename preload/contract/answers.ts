import { z } from 'zod'
import { ShopId } from '../domain.ts'
import { AutoAnswerPreview, AutoAnswerSettings, AutoMailState } from '../domain/answers.ts'
import { DeadAddress, NoticeWatch, NoticeWatchDraft, NoticeWatchId } from '../domain/staff-notices.ts'
import { done, nothing, type Method } from './method.ts'

const ofShop = z.strictObject({ shopId: ShopId })

export const answersMethods = {
  /** Off until a person turns it on. */
  'answers.get': { input: ofShop, output: AutoAnswerSettings },
  'answers.set': { input: ofShop.extend(AutoAnswerSettings.shape), output: AutoAnswerSettings },
  /** The text that would go out tonight, to a made-up customer. */
  'answers.preview': { input: ofShop, output: AutoAnswerPreview },
  'answers.state': { input: nothing, output: AutoMailState },
  /** Automatic mail goes on after the brake. What was kept back is not sent any more. */
  'answers.release': { input: nothing, output: done },

  'notices.list': { input: nothing, output: z.array(NoticeWatch) },
  /** Null for a new one. `invalid-input` with reason `unknown-variable` for a {{…}} that nobody fills. */
  'notices.save': {
    input: z.strictObject({ id: NoticeWatchId.nullable(), watch: NoticeWatchDraft }),
    output: NoticeWatch,
  },
  'notices.remove': { input: z.strictObject({ id: NoticeWatchId, isUndo: z.boolean().default(false) }), output: done },
  /** Subject and body with made-up events, and the words that come with the program. */
  'notices.preview': {
    input: z.strictObject({ watch: NoticeWatchDraft }),
    output: z.object({
      subject: z.string(),
      body: z.string(),
      usual: z.object({ subject: z.string(), body: z.string() }),
      /** Names of {{…}} that nobody fills. */
      unknown: z.array(z.string()),
    }),
  },
  'notices.dead': { input: nothing, output: z.array(DeadAddress) },
  'notices.revive': { input: z.strictObject({ address: z.string().max(320) }), output: done },
} as const satisfies Record<string, Method>
