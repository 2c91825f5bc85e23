import type { AccountId, ChannelId, ChecklistId, ShopId, StaffId, TemplateId } from '../domain.ts'

/** What the things are called that a rule names by their keys. */
export type RuleNames = {
  account: (id: AccountId) => string
  shop: (id: ShopId) => string
  channel: (id: ChannelId) => string
  /** Null: none has been given. */
  category: (key: string | null) => string
  staff: (id: StaffId) => string
  checklist: (id: ChecklistId) => string
  policy: (id: string) => string
  template: (id: TemplateId) => string
}

/** A clause as it ends a sentence, and as more follows it. */
export type Clause = { end: string; and: string }

/** What is wrong with a rule that is being written. */
export type RuleFault = 'name' | 'number' | 'duration' | 'choose' | 'words' | 'pattern' | 'no-actions'

/** A rule that can be added as it is. Without a category or a person where the shop has none such. */
export type RuleExample = { name: string; about: string; words: string[]; domains: string[] }
