import type { Services } from '../services/index.ts'
import type { Handlers } from './router.ts'

/** Who works on what, and what inquiries are about. */
export function peopleHandlers(services: Services) {
  const { categories, checklists, historyFile, notes, phone, staff, wake } = services
  return {
    'categories.list': categories.list,
    'categories.save': categories.save,
    'categories.setRemoved': ({ key, isRemoved }) => done(categories.setRemoved(key, isRemoved)),
    'tickets.setCategory': ({ ids, category }) => done(categories.assign(ids, category, 'staff')),
    'tickets.setPreventable': ({ ids, isPreventable }) => done(categories.setPreventable(ids, isPreventable)),

    'checklists.list': checklists.list,
    'checklists.save': checklists.save,
    'checklists.setRemoved': ({ id, isRemoved }) => done(checklists.setRemoved(id, isRemoved)),
    'checklists.start': ({ ticketId, checklistId }) => done(checklists.start(ticketId, checklistId)),
    'checklists.stop': ({ ticketId, checklistId }) => done(checklists.stop(ticketId, checklistId)),
    'checklists.tick': (step) => done(checklists.tick(step)),

    'staff.list': staff.list,
    'staff.save': staff.save,
    'staff.setRemoved': ({ id, isRemoved }) => done(staff.setRemoved(id, isRemoved)),
    'staff.switch': ({ id, pin }) => done(staff.switchTo(id, pin)),
    'staff.mentions': staff.mentions,
    'tickets.assign': ({ ids, staffId }) => done(staff.assign(ids, staffId)),

    'notes.add'({ ticketId, text }) {
      const added = notes.add(ticketId, text)
      wake()
      return added
    },
    'notes.edit'({ messageId, text }) {
      notes.edit(messageId, text)
      wake()
      return null
    },
    'notes.setRemoved': ({ messageId, isRemoved }) => done(notes.setRemoved(messageId, isRemoved)),

    'phone.lookup': ({ number }) => phone.lookup(number),
    'phone.read': ({ messageId }) => phone.read(messageId),
    'phone.save': phone.save,
    'phone.undo': ({ messageId }) => phone.undo(messageId),

    'tickets.exportHistory': ({ id }) => historyFile.save(id),
  } satisfies Partial<Handlers>
}

const done = (_: void): null => null
