import type { Input, MethodName, Output } from '../../preload/contract.ts'
import type { DraftVersion } from '../../preload/contract/drafts.ts'
import type { AccountId, Draft, TicketDetail, TicketId } from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import type { FakeShop } from './fake-shop.ts'

type Handlers = { [M in MethodName]: (input: Input<M>) => Output<M> | Promise<Output<M>> }
type Tools = {
  shop: FakeShop
  now: number
  detailOf: (id: TicketId) => TicketDetail
  setDraft: (id: TicketId, change: Partial<Draft>) => Draft
  told: (id: TicketId) => void
}

/** Drafts and what they were before. */
export function createFakeDrafts({ shop, now, detailOf, setDraft, told }: Tools) {
  function keptAs(draft: TicketDetail['draft'], reason: DraftVersion['reason']) {
    if (draft.body.trim() === '') return null
    const id = shop.draftVersions.length + 1
    const { accountId, to, cc, subject, body } = draft
    const version = { id, at: now, reason, staffId: null, accountId, to, cc, subject, body, files: [] }
    shop.draftVersions = [...shop.draftVersions, version]
    return id
  }

  return {
    'drafts.save': ({ ticketId, draft }) => setDraft(ticketId as TicketId, draft as TicketDetail['draft']),
    'drafts.takeOver': ({ ticketId }) => {
      const id = ticketId as TicketId
      const detail = detailOf(id)
      shop.details.set(id, { ...detail, ticket: { ...detail.ticket, draftBy: null } })
      told(id)
      return detail.draft
    },
    'drafts.discard': ({ ticketId }) => {
      const id = ticketId as TicketId
      const detail = detailOf(id)
      const draft = { ...detail.draft, body: '', attachments: [], savedAt: null }
      shop.details.set(id, { ...detail, draft, ticket: { ...detail.ticket, hasDraft: false } })
      told(id)
      return { versionId: keptAs(detail.draft, 'discarded') }
    },
    'replies.begin': ({ to, cc, subject, body, ...from }) => {
      const accountId = from.accountId as AccountId
      const [first] = shop.details.values()
      const id = (Math.max(...shop.details.keys()) + 1) as TicketId
      const customerName = to[0]!.name || to[0]!.address
      const ticket = {
        ...first!.ticket,
        id,
        accountId,
        customerName,
        subject,
        excerpt: '',
        hasDraft: true,
        messageCount: 0,
      }
      const draft = { ...first!.draft, accountId, to, cc, subject, body, basedOnMessageId: null, savedAt: now }
      shop.details.set(id, { ...first!, ticket, messages: [], draft })
      told(id)
      return { ticketId: id }
    },
    'drafts.versions': () => shop.draftVersions.toReversed(),
    'drafts.restore': ({ ticketId, versionId }) => {
      const id = ticketId as TicketId
      const version = shop.draftVersions.find((one) => one.id === versionId)
      if (!version) throw new AppError('not-found', `No version ${versionId}`)
      const replacedId = keptAs(detailOf(id).draft, 'replaced')
      const { accountId, to, cc, subject, body } = version
      return { draft: setDraft(id, { accountId, to, cc, subject, body }), replacedId }
    },
    'drafts.attach': ({ ticketId, name, type, content }) => {
      const { attachments } = detailOf(ticketId as TicketId).draft
      const index = attachments.length
      return setDraft(ticketId as TicketId, {
        attachments: [...attachments, { index, name, type, size: content.byteLength }],
      })
    },
    'drafts.detach': ({ ticketId, index }) => {
      const { attachments } = detailOf(ticketId as TicketId).draft
      return setDraft(ticketId as TicketId, { attachments: attachments.filter((file) => file.index !== index) })
    },
  } satisfies Partial<Handlers>
}
