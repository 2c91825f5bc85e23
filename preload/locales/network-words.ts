import type { RefusalReason, TextLimit, Visibility } from '../domain/networks.ts'

/** Words for one field of the form that connects an account; `options` for those of a choice. */
export type FieldWords = { label: string; help: string; options?: Record<string, string> }

/** Why main refuses something about a network, where the error code alone is too coarse. */
export type PostReasonKey =
  | RefusalReason
  | 'budget'
  | 'nothing-to-answer'
  | 'too-long'
  | 'field-missing'
  | 'other-profile'
  | 'token-refused'
  | 'not-accepted'
  | 'not-a-server'
  | 'missing-permission'

export type NetworkJournalType = 'post.deleted' | 'post.edited' | 'answer.logged' | 'answer.unlogged'

export type VisibilityWords = Record<Visibility, string>
export type UnitWords = Record<TextLimit['unit'], string>
