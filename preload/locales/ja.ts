import { about, feedback, print } from './ja/about.ts'
import { answers, staffNotices } from './ja/answers.ts'
import { backups } from './ja/backups.ts'
import { approval } from './ja/approval.ts'
import { channel, common, status, time } from './ja/common.ts'
import { commands } from './ja/commands.ts'
import { composer } from './ja/composer.ts'
import { draftHistory } from './ja/draft-history.ts'
import { accountState, alerts, rail, shortcuts, toasts, views } from './ja/frame.ts'
import { groups } from './ja/groups.ts'
import { erasing } from './ja/erasing.ts'
import { help } from './ja/help.ts'
import { holdMails } from './ja/hold-mails.ts'
import { holds } from './ja/holds.ts'
import { hours, policies } from './ja/hours.ts'
import { journal } from './ja/journal.ts'
import { alertsList, later, noticeSettings, quitting } from './ja/later.ts'
import { list } from './ja/list.ts'
import { mailSetup } from './ja/mail-setup.ts'
import { many } from './ja/many.ts'
import { newMail } from './ja/new-mail.ts'
import { networks } from './ja/networks.ts'
import { onboarding } from './ja/onboarding.ts'
import { orders } from './ja/orders.ts'
import { outbox } from './ja/outbox.ts'
import { people } from './ja/people.ts'
import { errors, reasons } from './ja/problems.ts'
import { ruleExamples } from './ja/rule-examples.ts'
import { rulePage } from './ja/rule-page.ts'
import { ruleSentence } from './ja/rule-sentence.ts'
import { rules } from './ja/rules.ts'
import { secondPc } from './ja/second-pc.ts'
import { sending } from './ja/sending.ts'
import { settings } from './ja/settings.ts'
import { popups, system, tray } from './ja/system.ts'
import { defectWords, ruleWords } from './ja/mail-words.ts'
import { templates } from './ja/templates.ts'
import { dialogs, join, ticket } from './ja/ticket.ts'
import { updates } from './ja/updates.ts'
import { work } from './ja/work.ts'

/** Japanese, and the shape every other language must have. */
export const ja = {
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
}
export type Catalog = typeof ja
