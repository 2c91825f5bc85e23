import type { GroupDraft } from '../../preload/domain.ts'
import type { ManyState } from './many.ts'

/** As main keeps it. */
export function toDraft({ key, ids, text, own, edited }: ManyState): GroupDraft {
  return {
    key,
    text,
    mails: ids.map((ticketId) => ({
      ticketId,
      values: own.get(ticketId) ?? {},
      edited: edited.get(ticketId) ?? null,
    })),
  }
}

export function toState({ key, text, mails }: GroupDraft): ManyState {
  return {
    key,
    text,
    ids: mails.map(({ ticketId }) => ticketId),
    own: new Map(mails.map(({ ticketId, values }) => [ticketId, values])),
    edited: new Map(mails.flatMap(({ ticketId, edited }) => (edited === null ? [] : [[ticketId, edited] as const]))),
    mails: [],
    at: 0,
    refused: new Map(),
    isSending: false,
    isAsking: false,
  }
}

/** Whether there is anything a person would miss. */
export const hasWords = ({ ids, text, edited }: ManyState) =>
  ids.length > 0 && (text.subject.trim() !== '' || text.body.trim() !== '' || edited.size > 0)
