import type { Catalog } from '../ja.ts'

export const draftHistory: Catalog['draftHistory'] = {
  title: 'Earlier drafts',
  none: 'No earlier draft yet. Ten are kept: when you rewrite, send or discard one.',
  preview: 'The chosen draft',
  files: (names) => `Attached: ${names.join(', ')}`,
  restore: 'Go back to this one',
  reasons: {
    edited: 'Before it was rewritten',
    sent: 'As it was sent',
    discarded: 'As it was discarded',
    replaced: 'Before going back',
  },
  restored: 'The earlier draft is back',
  discarded: 'Draft discarded',
}
