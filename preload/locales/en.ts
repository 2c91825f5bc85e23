import { about, feedback, print } from './en/about.ts'
import { answers, staffNotices } from './en/answers.ts'
import { backups } from './en/backups.ts'
import { approval } from './en/approval.ts'
import { channel, common, status, time } from './en/common.ts'
import { commands } from './en/commands.ts'
import { composer } from './en/composer.ts'
import { draftHistory } from './en/draft-history.ts'
import { accountState, alerts, rail, shortcuts, toasts, views } from './en/frame.ts'
import { groups } from './en/groups.ts'
import { erasing } from './en/erasing.ts'
import { help } from './en/help.ts'
import { holdMails } from './en/hold-mails.ts'
import { holds } from './en/holds.ts'
import { hours, policies } from './en/hours.ts'
import { journal } from './en/journal.ts'
import { alertsList, later, noticeSettings, quitting } from './en/later.ts'
import { list } from './en/list.ts'
import { mailSetup } from './en/mail-setup.ts'
import { many } from './en/many.ts'
import { newMail } from './en/new-mail.ts'
import { networks } from './en/networks.ts'
import { onboarding } from './en/onboarding.ts'
import { orders } from './en/orders.ts'
import { outbox } from './en/outbox.ts'
import { people } from './en/people.ts'
import { errors, reasons } from './en/problems.ts'
import { ruleExamples } from './en/rule-examples.ts'
import { rulePage } from './en/rule-page.ts'
import { ruleSentence } from './en/rule-sentence.ts'
import { rules } from './en/rules.ts'
import { secondPc } from './en/second-pc.ts'
import { sending } from './en/sending.ts'
import { settings } from './en/settings.ts'
import { popups, system, tray } from './en/system.ts'
import { defectWords, ruleWords } from './en/mail-words.ts'
import { templates } from './en/templates.ts'
import { dialogs, join, ticket } from './en/ticket.ts'
import { updates } from './en/updates.ts'
import { work } from './en/work.ts'
import type { Catalog } from './ja.ts'

/** English for English shops: the same keys, its own sentences. */
export const en = {
  about,
  accountState,
  alerts,
  alertsList,
  answers,
  approval,
  backups,
  channel,
  commands,
  common,
  composer,
  defectWords,
  dialogs,
  draftHistory,
  erasing,
  errors,
  feedback,
  groups,
  help,
  holdMails,
  holds,
  hours,
  join,
  journal,
  later,
  list,
  mailSetup,
  many,
  noticeSettings,
  networks,
  newMail,
  onboarding,
  orders,
  outbox,
  people,
  policies,
  popups,
  print,
  quitting,
  rail,
  reasons,
  ruleExamples,
  rulePage,
  ruleSentence,
  ruleWords,
  rules,
  secondPc,
  sending,
  settings,
  shortcuts,
  staffNotices,
  status,
  system,
  templates,
  ticket,
  time,
  toasts,
  tray,
  views,
  updates,
  work,
} satisfies Catalog
