import type { AppInfo } from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import { quoteForReply } from '../core/quoting.ts'
import type { Services } from '../services/index.ts'
import type { Store } from '../store/index.ts'
import { aboutHandlers } from './about.ts'
import { answerHandlers } from './answers.ts'
import { backupHandlers } from './backups.ts'
import { erasingHandlers } from './erasing.ts'
import { holdHandlers } from './holds.ts'
import { peopleHandlers } from './people.ts'
import { networkHandlers } from './networks.ts'
import { laterHandlers } from './later.ts'
import { mailSetupHandlers } from './mail-setup.ts'
import { manyHandlers } from './many.ts'
import { orderHandlers } from './orders.ts'
import { hoursHandlers } from './hours.ts'
import type { Handlers } from './router.ts'
import { ticketGroupHandlers } from './ticket-groups.ts'
import { templateHandlers } from './templates.ts'
import { secondPcHandlers, type PcDesk } from './second-pc.ts'
import { ruleHandlers } from './rules.ts'

/** Reads go straight to the store or a reader; whatever changes something goes through a service. */
export function createHandlers(store: Store, services: Services, info: () => AppInfo, pcs: PcDesk): Handlers {
  const { accounts, alerts, content, customers, delivery, desktop, replies, settings, shops, tickets, view } = services
  const { learnedRules, moves, rereading, samePerson, search, stats } = services
  return {
    ...peopleHandlers(services),
    ...templateHandlers(services.templates),
    'app.info': info,
    'app.startDemo': () => done(desktop.startDemo()),

    'settings.get': settings.get,
    'settings.set': (change) => {
      const next = settings.set(change)
      alerts.settingsChanged()
      services.wake()
      return next
    },
    'settings.testNotification': services.testNotification,
    'settings.showDataFolder': async () => done(await desktop.showFolder(info().dataDir)),

    'tickets.counts': view.counts,
    'tickets.list': view.list,
    'tickets.rows': ({ ids }) => view.rows(ids),
    'tickets.get': ({ id }) => view.get(id),
    'tickets.markSeen': ({ id }) => {
      services.staff.sawTicket(id)
      return done(tickets.markSeen(id))
    },
    'tickets.resolve': ({ ids, reason }) => done(tickets.resolve(ids, reason)),
    'tickets.reopen': ({ ids, isUndo }) => done(tickets.reopen(ids, isUndo)),
    'tickets.setKind': ({ id, kind }) => done(tickets.setKind(id, kind)),
    'tickets.search': search.find,
    'tickets.marks': search.marks,
    'tickets.merge': ({ from, into }) => ({ moveId: moves.merge(from, into) }),
    'tickets.split': ({ id, messageIds }) => moves.split(id, messageIds),
    'messages.move': ({ messageIds, into }) => ({ moveId: moves.move(messageIds, into) }),
    'moves.undo': ({ moveId }) => done(moves.undo(moveId)),
    'tickets.declineOffer': ({ id, other, isUndo }) => done(moves.declineOffer(id, other, isUndo)),
    'messages.setCharset': async ({ id, charset }) => done(await rereading.setCharset(id, charset)),

    'rules.learn': ({ ticketId, as }) => learnedRules.learn(ticketId, as),
    'rules.list': learnedRules.list,
    'rules.forget': ({ id, isUndo }) => done(learnedRules.forget(id, isUndo)),
    ...ruleHandlers(services),
    'stats.handling': ({ days }) => stats.handling(days),
    'stats.mails': ({ days, rule }) => stats.mails(days, rule),

    'customers.update': (card) => done(customers.update(card)),
    'customers.merge': ({ from, into }) => ({ moveId: moves.mergeCustomers(from, into) }),
    'customers.find': customers.find,
    'customers.alike': ({ id }) => samePerson.alike(id),
    'customers.tellApart': (two) => done(samePerson.tellApart(two)),
    'customers.tickets': ({ id }) => customers.tickets(id),

    'messages.html': ({ id, allowRemote, query }) => content.html(id, allowRemote, query),
    'messages.source': ({ id }) => content.source(id),
    'attachments.save': ({ messageId, index }) => content.save(messageId, index),
    'attachments.open': async ({ messageId, index }) => done(await content.open(messageId, index)),
    'links.open': async ({ url }) => done(void (await desktop.openLink(url))),

    'drafts.save': ({ ticketId, draft }) => replies.save(ticketId, draft),
    'drafts.takeOver': ({ ticketId }) => replies.takeOver(ticketId),
    'drafts.discard': ({ ticketId }) => ({ versionId: replies.discard(ticketId) }),
    'drafts.versions': ({ ticketId }) => services.draftHistory.list(ticketId),
    'drafts.restore': ({ ticketId, versionId }) => replies.restore(ticketId, versionId),
    'drafts.attach': ({ ticketId, ...file }) => replies.attach(ticketId, file),
    'drafts.detach': ({ ticketId, index }) => replies.detach(ticketId, index),
    'replies.quote': ({ messageId }) => {
      const message = store.messages.get(messageId)
      if (!message) throw new AppError('not-found', `No message ${messageId}`)
      const { from } = message.recipients
      return {
        text: quoteForReply(message.textBody, {
          author: from?.name || from?.address || '',
          at: services.timeWords(message.at),
        }),
      }
    },
    'replies.check': services.answering.look,
    'replies.begin': services.newMails.begin,
    'replies.send': (reply) => {
      const item = replies.send(reply, settings.get().undoSeconds * 1000)
      services.wake()
      return item
    },

    ...laterHandlers(services),
    ...mailSetupHandlers(services),
    ...manyHandlers(services),
    ...orderHandlers(services),
    ...ticketGroupHandlers(services),
    'outbox.list': () => store.outbox.listOpen().map(replies.toItem),
    'outbox.retry': ({ id }) => {
      delivery.retry(id)
      services.wake()
      return null
    },
    'outbox.approve': ({ id, isUndo }) => {
      if (isUndo) services.approvals.unapprove(id)
      else services.approvals.approve(id, settings.get().undoSeconds * 1000)
      services.wake()
      return null
    },
    'outbox.giveBack': ({ id, note }) => {
      services.approvals.giveBack(id, note)
      services.wake()
      return null
    },
    'outbox.cancel': ({ id }) => done(delivery.cancel(id)),
    'outbox.decide': ({ id, verdict }) => done(delivery.decide(id, verdict)),

    ...hoursHandlers(services),

    'accounts.list': accounts.list,
    'accounts.settings': ({ id }) => accounts.settings(id),
    'accounts.test': (input) => services.mailSetup.test(input.settings, input.secrets, input.accountId),
    'accounts.add': ({ shopName, settings: mail, secrets }) => accounts.add(shopName, mail, secrets),
    'accounts.update': (input) => accounts.update(input.id, input.settings, input.secrets, input.pollIntervalMs),
    'accounts.pause': ({ id, isPaused }) => accounts.pause(id, isPaused),
    'accounts.remove': async ({ id }) => done(await accounts.remove(id)),
    'accounts.syncNow': ({ id }) => done(accounts.syncNow(id)),

    'shops.list': store.accounts.listShops,
    'shops.update': shops.update,

    ...networkHandlers(services),
    ...holdHandlers(services),
    ...answerHandlers(services),
    ...backupHandlers(services),
    ...erasingHandlers(services),
    ...secondPcHandlers(pcs),

    ...aboutHandlers(services),

    'alerts.list': alerts.list,
    'alerts.dismiss': ({ ids }) => done(alerts.dismiss(ids)),
  }
}

const done = (_: void): null => null
