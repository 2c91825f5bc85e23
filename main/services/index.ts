import type { ShopId, TemplateId, TicketId } from '../../preload/domain.ts'
import { catalogs } from '../../preload/locales/index.ts'
import type { Channel, ReadSources } from '../channels/adapter.ts'
import type { MailLookup, SignInToMail } from '../channels/registry.ts'
import { isOpenAt } from '../core/business-hours.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Store } from '../store/index.ts'
import { createAbout } from './about.ts'
import { createAccountSecrets } from './account-secrets.ts'
import { createAccountService } from './accounts.ts'
import { createCategoryService } from './categories.ts'
import { createChecklistService } from './checklists.ts'
import { createAutoAnswers } from './auto-answers.ts'
import { createAutoMail } from './auto-mail.ts'
import { createAlertService } from './alerts.ts'
import { createApprovals } from './approvals.ts'
import { createAnswering } from './answering.ts'
import { createBackupService, type Home } from './backups.ts'
import { createChanges } from './changes.ts'
import { createChannelTools } from './channel-tools.ts'
import { createContentService } from './content.ts'
import { createCustomerService } from './customers.ts'
import { createDeadlineRules } from './deadline-rules.ts'
import { createDeadlineJob } from './deadlines.ts'
import { createDraftHistory } from './draft-history.ts'
import { createDraftHolder } from './draft-holder.ts'
import { createDelivery } from './delivery.ts'
import { createGroupSends } from './group-sends.ts'
import { createExpiryWarnings } from './expiry.ts'
import { createErasingService } from './erasing.ts'
import { createExporting } from './exporting.ts'
import { createForeignFiles } from './foreign-files.ts'
import { createHoldService } from './holds.ts'
import { createHistoryFile } from './history-file.ts'
import { createHoursService } from './hours.ts'
import { createIntake } from './intake.ts'
import { createLoggedAnswers } from './logged-answers.ts'
import { createMailSetup, createMailSignIns } from './mail-setup.ts'
import { createManualDeadlines } from './manual-deadlines.ts'
import { createMetering } from './metering.ts'
import { createMoveService } from './moves.ts'
import { createMovingService } from './moving.ts'
import { createNetworkAccounts } from './network-accounts.ts'
import { createNetworkState } from './network-state.ts'
import { createNoteService } from './notes.ts'
import { createOrderService } from './orders/index.ts'
import { createNewMails } from './new-mail.ts'
import { createPhoneService } from './phone.ts'
import { createPostMedia } from './post-media.ts'
import { createPopupWriter } from './popup-words.ts'
import type { Log, Ports } from './ports.ts'
import { createRecompute } from './recompute.ts'
import { createReplyService } from './replies.ts'
import { createRereading } from './rereading.ts'
import { createSamePerson } from './same-person.ts'
import { createReplyWays } from './reply-ways.ts'
import { ruleKey } from './rule-acts.ts'
import { createRuleEngine } from './rule-engine.ts'
import { createLearnedRules } from './rules-learned.ts'
import { createScheduledSends } from './scheduled.ts'
import { createSearchService } from './search.ts'
import { createSettingsService } from './settings.ts'
import { createShops } from './shops.ts'
import { createStaffNotices } from './staff-notices.ts'
import { createStaffService } from './staff.ts'
import { createSnoozeService } from './snooze.ts'
import { createStats } from './stats.ts'
import { createTemplateService } from './templates/index.ts'
import { createTicketGroups } from './ticket-groups.ts'
import { createTicketDeadlines } from './ticket-deadlines.ts'
import { createTicketReader } from './tickets-view.ts'
import { createTicketService } from './tickets.ts'
import { createUpdates } from './updates.ts'

type Tools = {
  store: Store
  clock: Clock
  ports: Ports
  read: ReadSources
  findChannel: (id: string) => Channel | undefined
  /** Every channel an account can be made of. */
  channels: () => readonly Channel[]
  mailLookup: MailLookup
  /** Left out: at the real providers. */
  signInToMail?: SignInToMail | undefined
  log: Log
  wake: () => void
  home: Home
  licenceFiles?: readonly URL[]
}
/** What a button of a popup puts off, it puts off for so long. */
const PUT_OFF_MS = 15 * 60_000
export type Services = ReturnType<typeof createServices>

/** The use cases, connected. The only writers of the store. */
export function createServices(tools: Tools) {
  const { store, clock, ports, read, findChannel, channels, log, wake, home } = tools
  const { notifier, secretBox, desktop } = ports
  const changes = createChanges(clock, store.journal.lastSeq)
  const deadlineRules = createDeadlineRules(store)
  const settings = createSettingsService(store, clock, changes, desktop, deadlineRules)
  const ticketDeadlines = createTicketDeadlines(store, clock, deadlineRules)
  const recompute = createRecompute(store, clock, changes, ticketDeadlines)
  const catalog = () => catalogs[settings.get().language]
  const words = () => catalog().people
  const staff = createStaffService(store, clock, changes, words)
  const checklists = createChecklistService(store, clock, changes, words)
  const tickets = createTicketService(store, clock, changes, ticketDeadlines, checklists)
  const categories = createCategoryService({ store, clock, changes, tickets, checklists, words })
  const hoursOf = (id: ShopId | null) => deadlineRules.of(id).hours
  const autoMail = createAutoMail(store, clock, changes)
  const holds = createHoldService(
    store,
    clock,
    changes,
    tickets,
    hoursOf,
    () => settings.get().language,
    (id, values) => templates.fillFor('hold-reminder', id, values),
    autoMail,
  )
  const moves = createMoveService(store, clock, changes, tickets, checklists, holds.follow)
  const samePerson = createSamePerson(store, clock)
  const snooze = createSnoozeService(store, clock, changes, hoursOf)
  const rules = createRuleEngine({
    store,
    clock,
    changes,
    tickets,
    staff,
    categories,
    checklists,
    snooze,
    deadlineRules: deadlineRules.of,
    outside: {
      hasTemplate: (id) => autoAnswers.hasTemplate(id as TemplateId),
      answer(row, { templateId }, rule, cause) {
        const { messageId } = row
        const isWaiting = cause.type === 'time'
        const key = `${ruleKey(row, rule, cause)}:answer`
        autoAnswers.byRule({ messageId, templateId, name: rule.name, key, isWaiting })
      },
      tellByMail: (row, { recipients }, rule, cause) =>
        staffNotices.byRule(row, recipients, rule.name, ruleKey(row, rule, cause)),
    },
    log,
  })
  const learnedRules = createLearnedRules(store, clock, tickets)
  const scheduled = createScheduledSends({
    store,
    clock,
    changes,
    lateSends: () => settings.get().lateSends,
    hoursOf,
    unresolve: tickets.unresolve,
  })
  const phone = createPhoneService({
    store,
    clock,
    changes,
    tickets,
    categories,
    words,
    onCall: holds.arrivals.onCall,
  })
  const intake = createIntake(store, clock, changes, tickets, moves, learnedRules.current, [
    (arrival) => autoAnswers.noteSilence(arrival),
    phone.onArrival,
    snooze.onArrival,
    scheduled.onArrival,
    holds.arrivals.onArrival,
    rules.onArrival,
    (arrival) => autoAnswers.onArrival(arrival),
    (arrival) => staffNotices.onArrival(arrival),
  ])
  const ways = createReplyWays(store, findChannel, clock.now)
  const answering = createAnswering(store, ways, settings.get, clock, hoursOf)
  const draftHistory = createDraftHistory(store, clock)
  const draftHolder = createDraftHolder(store, clock, draftHistory)
  const replies = createReplyService(
    store,
    clock,
    changes,
    tickets,
    answering,
    draftHistory,
    draftHolder,
    ways,
    holds.answers.announce,
  )
  const templates = createTemplateService({
    store,
    clock,
    changes,
    desktop,
    language: () => settings.get().language,
    shopFacts: deadlineRules.of,
    staffName: () => store.staff.list().find(({ id }) => id === staff.currentId())?.name ?? '',
    draftOf: replies.draftOf,
    refuseOthers: draftHolder.refuseOthers,
  })
  const ticketGroups = createTicketGroups(store, clock, changes)
  const groupSends = createGroupSends({
    store,
    clock,
    changes,
    draftOf: replies.draftOf,
    fill: templates.preview,
    findings: answering.findings,
    productOf: (id, kind) => holds.propose(id, kind).product,
    announce: holds.answers.announce,
    onGroupSent: ticketGroups.sent,
  })
  const autoAnswers = createAutoAnswers({
    store,
    clock,
    changes,
    autoMail,
    templates,
    hoursOf,
    language: () => settings.get().language,
    log,
  })
  const staffNotices = createStaffNotices({ store, clock, changes, words: () => catalog().staffNotices, timeWords })
  const onConnected = async (id: Parameters<typeof delivery.lookUpUnclear>[0], isRepaired: boolean) => {
    if (isRepaired) delivery.releaseAccount(id)
    await delivery.lookUpUnclear(id)
  }
  const metering = createMetering(store, clock)
  const secrets = createAccountSecrets(store, secretBox)
  const signIns = createMailSignIns()
  const channelTools = createChannelTools({ store, clock, secrets, metering, read })
  const accounts = createAccountService({
    store,
    clock,
    changes,
    intake,
    secrets,
    metering,
    signIns,
    channelTools,
    findChannel,
    isOpen: (shopId) => isOpenAt(hoursOf(shopId), clock.now()),
    log,
    wake,
    onConnected,
    onRemoved: (id) => delivery.giveUpAccount(id),
  })
  const expiry = createExpiryWarnings(store, clock, changes)
  const login = { clock, openUrl: (url: string) => desktop.openLink(url), fetch: globalThis.fetch }
  const networks = createNetworkAccounts({
    store,
    accounts,
    secrets,
    channels,
    ...login,
  })
  const networkState = createNetworkState(store, clock, accounts)
  const delivery = createDelivery(store, clock, changes, tickets, accounts.open, ways, {
    onRefused: accounts.refused,
    isRefused: accounts.isRefused,
    mayLeave: [
      groupSends.mayLeave,
      scheduled.mayLeave,
      holds.answers.mayLeave,
      autoMail.mayLeave,
      autoAnswers.mayLeave,
    ],
    onAccepted: [holds.answers.onAccepted],
  })
  const notes = createNoteService(store, clock, changes, staff)
  const approvals = createApprovals({ store, clock, changes, delivery, notes })
  const alerts = createAlertService({
    store,
    clock,
    changes,
    notifier,
    settings,
    write: createPopupWriter(settings),
    isCatchingUp: accounts.isCatchingUp,
    log,
  })
  const backups = createBackupService({ store, clock, changes, desktop, log, home })
  const erasing = createErasingService({ store, clock, changes, copies: backups.copies })
  const foreignFiles = createForeignFiles(clock)
  const search = createSearchService(store, clock, () => settings.deadlineRules().hours.timeZone)
  const postMedia = createPostMedia(store, accounts.open)
  const content = createContentService(store, read, desktop, foreignFiles, postMedia, search.inHtml)
  const view = createTicketReader(store, clock, replies, answering, ways, holds.ofTicket, deadlineRules)
  const deadlines = createDeadlineJob(store, clock, changes, (id, at) => {
    snooze.wake(id, 'deadline', at)
    holds.arrivals.onMissed(id)
  })

  function timeWords(at: number): string {
    const { timeZone } = settings.deadlineRules().hours
    return new Intl.DateTimeFormat(settings.get().language, {
      timeZone,
      dateStyle: 'medium',
      timeStyle: 'short',
    }).format(at)
  }

  const about = createAbout(home.version, tools.licenceFiles ?? [])
  const updates = createUpdates({
    clock,
    updater: ports.updater ?? null,
    way: () => settings.get().updates,
    isSending: () => store.outbox.listInterrupted().length > 0,
    onChange: () => changes.note('updates'),
  })
  return {
    about,
    accounts,
    alerts,
    autoAnswers,
    autoMail,
    answering,
    approvals,
    backups,
    draftHistory,
    categories,
    changes,
    checklists,
    content,
    customers: createCustomerService(store, clock, changes, tickets),
    delivery,
    foreignFiles,
    erasing,
    exporting: createExporting({ store, desktop, catalog, timeWords }),
    desktop,
    groupSends,
    ticketGroups,
    holds,
    historyFile: createHistoryFile({ store, desktop, staff, catalog, timeWords }),
    hours: createHoursService({ store, clock, changes, rules: deadlineRules, recompute, wake }),
    intake,
    learnedRules,
    mailSetup: createMailSetup({
      login,
      lookup: tools.mailLookup,
      signIns,
      accounts,
      secrets,
      channelTools,
      signIn: tools.signInToMail,
    }),
    manualDeadlines: createManualDeadlines({ store, clock, changes, rules: deadlineRules, deadlines: ticketDeadlines }),
    moves,
    moving: createMovingService({ store, clock, desktop, secretBox, home, backups }),
    networks,
    newMails: createNewMails(store, clock, changes),
    notes,
    orders: createOrderService({ store, clock, changes, timeZoneOf: (id) => deadlineRules.of(id).hours.timeZone }),
    loggedAnswers: createLoggedAnswers(store, clock, changes, tickets, ways),
    phone,
    replies,
    replyWays: ways,
    rereading: createRereading(store, clock, changes, moves, samePerson),
    rules,
    samePerson,
    scheduled,
    search,
    settings,
    staff,
    staffNotices,
    snooze,
    stats: createStats(store, clock),
    templates,
    tickets,
    updates,
    view,
    wake,
    jobs: () => [
      ...accounts.jobs(),
      scheduled.job,
      ...delivery.jobs(),
      recompute.job,
      ticketGroups.job,
      deadlines,
      holds.reminders,
      snooze.job,
      rules.job,
      alerts.job,
      expiry,
      networkState,
      staffNotices.job,
      backups.job,
      erasing.job,
      updates.job,
      samePerson.job,
    ],
    shops: createShops(store, clock, changes),
    testNotification(): Promise<boolean> {
      const { testTitle: title, testBody: body } = catalog().popups
      return notifier.show({ title, body, target: { view: 'todo' }, isUrgent: false })
    },
    /** A date and time as a quote names it, on the clock of the shop. */
    timeWords,
    /** Somebody pressed the other button of a popup. */
    putOff(id: TicketId): void {
      snooze.snooze([id], clock.now() + PUT_OFF_MS)
      wake()
    },
    /** Somebody clicked a popup or a link. */
    showTicket(id: TicketId): void {
      alerts.handledTicket(id)
      changes.send({ type: 'open-ticket', ticketId: id })
    },
  }
}
