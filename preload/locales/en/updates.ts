import type { Catalog } from '../ja.ts'

export const updates: Catalog['updates'] = {
  title: 'Updates',
  none: 'This Madoguchi was made without a source of updates. Look for newer versions where you got it.',
  notYet: 'Not checked yet.',
  newest: (when) => `This is the newest version (checked ${when}).`,
  checking: 'Looking for a newer version…',
  available: (version) => `Version ${version} is available.`,
  downloading: (version) => `Downloading ${version}`,
  ready: (version) => `${version} is ready. It starts with a restart.`,
  check: 'Check for updates',
  download: 'Download',
  install: 'Restart and update',
  installHint: 'What you are writing is kept as a draft. Until it is done, nothing is received or announced.',
  way: 'Newer versions',
  ways: {
    ask: 'Check once a day and tell me',
    auto: 'Check once a day and download (I restart myself)',
    off: 'I check myself',
  },
  inRail: { available: 'A newer version', ready: 'Update ready' },
  failures: {
    offline: {
      what: 'The source of updates could not be reached.',
      means: 'You can go on with this version.',
      next: 'Check the connection and try again.',
    },
    missing: {
      what: 'The source of updates has no version for this computer.',
      means: 'You can go on with this version.',
      next: 'Try again another day.',
    },
    damaged: {
      what: 'The downloaded update was damaged or not genuine.',
      means: 'It was thrown away. You can go on with this version.',
      next: 'Download it again. If this goes on, tell where you got the program from.',
    },
    other: {
      what: 'Looking for updates failed.',
      means: 'You can go on with this version.',
      next: 'Try again another day.',
    },
  },
}
