import type { WebAnswer, WebRequest } from './loopback.ts'
import { failure, type MetaState, noPermission, pageOf, timeOf } from './meta-state.ts'

/** Private messages as Instagram and Messenger have them alike (Conversations API of 2026-02-11). */
export type FakeInbox = ReturnType<typeof createInbox>
export type Told = {
  recipient: { id?: string; comment_id?: string }
  message: { text: string }
  messaging_type?: string
  tag?: string
}
type Person = { id: string; username: string } | { id: string; name: string }
type FakeMessage = { id: string; at: number; from: Person; to: Person; message: string; extra: object }
type FakeConversation = { id: string; person: Person; messages: FakeMessage[] }

export const DAY_MS = 86_400_000
/** Meta tells of no more. */
const TOLD = 20

type Names = {
  owner: Person
  /** Who writes where the test names nobody. */
  stranger: Person
  conversationId: (person: string) => string
  messageId: () => string
}

export function createInbox(state: MetaState, { owner, stranger, conversationId, messageId }: Names) {
  const conversations: FakeConversation[] = []

  function say(from: Person, to: Person, message: string, extra: object = {}): FakeMessage {
    const person = from.id === owner.id ? to : from
    let conversation = conversations.find((one) => one.person.id === person.id)
    if (!conversation) conversations.push((conversation = { id: conversationId(person.id), person, messages: [] }))
    const made = { id: messageId(), at: state.now(), from, to, message, extra }
    conversation.messages.unshift(made)
    return made
  }

  return {
    state,
    owner,
    conversations,
    /** A customer writes. */
    tell: (message: string, from: Person = stranger, extra: object = {}) => say(from, owner, message, extra),
    /** The shop answers from its telephone. */
    tellBack: (message: string, to: Person = stranger) => say(owner, to, message),
    /** By the Send API. */
    answerTo(personId: string, message: string) {
      const { person } = conversations.find((one) => one.person.id === personId)!
      return { recipient_id: personId, message_id: say(owner, person, message).id }
    },
  }
}

/** The list of conversations. `without`: fields that the platform does not have, and refuses. */
export function answerInbox(
  { state, owner, conversations }: FakeInbox,
  { query }: WebRequest,
  { platform, without = [] }: { platform: string; without?: readonly string[] },
): WebAnswer {
  if (state.closed.has('messages')) return noPermission
  if (query.get('platform') !== platform) return failure(400, 100, 'Param platform must be one of the platforms')
  const unknown = without.find((field) => query.get('fields')?.includes(field))
  if (unknown !== undefined) return failure(400, 100, `Tried accessing nonexisting field (${unknown})`)
  const person = query.get('user_id')
  const all = conversations
    .filter((one) => person === null || one.person.id === person)
    .toSorted((a, b) => b.messages[0]!.at - a.messages[0]!.at)
    .map((one) => shown(one, owner, state))
  return { json: pageOf(all, { size: Math.min(state.pageSize, 25), after: query.get('after'), state }) }
}

/** Whether Meta takes no answer to this person any more, or never did. */
export function outOfWindow({ state, conversations }: FakeInbox, { recipient, tag }: Pick<Told, 'recipient' | 'tag'>) {
  const conversation = conversations.find(({ person }) => person.id === recipient.id)
  const last = conversation?.messages.find(({ from }) => from.id === recipient.id)
  return !last || state.now() - last.at >= (tag === 'HUMAN_AGENT' ? 7 * DAY_MS : DAY_MS)
}

function shown({ id, person, messages }: FakeConversation, owner: Person, state: MetaState) {
  const list = messages.map(({ id: messageId, at, from, to, message, extra }, index) => ({
    id: messageId,
    created_time: timeOf(at),
    ...(index < TOLD ? { from, to: { data: [to] }, message, ...extra } : {}),
  }))
  return {
    id,
    updated_time: timeOf(messages[0]!.at),
    participants: { data: [owner, person] },
    messages: pageOf(list, { size: TOLD, after: null, state }),
  }
}
