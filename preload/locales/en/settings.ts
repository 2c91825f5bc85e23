import type { Catalog } from '../ja.ts'

export const settings = {
  title: 'Settings',
  back: 'Back to the inbox',
  language: 'Language',
  languages: { ja: '日本語', en: 'English' },
  theme: 'Colours',
  themes: { system: 'Same as the computer', light: 'Light', dark: 'Dark' },
} satisfies Catalog['settings']
