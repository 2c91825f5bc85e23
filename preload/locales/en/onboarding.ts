import type { Catalog } from '../ja.ts'

export const onboarding = {
  title: 'Welcome to Madoguchi',
  intro:
    'It puts the mail of your shop into one list and reminds you when an answer is due. Everything is stored on this computer only.',
  demo: 'Look around in a demo shop',
} satisfies Catalog['onboarding']
