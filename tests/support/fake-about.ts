import type { Output } from '../../preload/contract.ts'

/** What a shop's program says of itself: made of two parts, and packaged without a source of updates. */
export function createFakeAbout(version: () => string) {
  return {
    'about.get': (): Output<'about.get'> => ({
      version: version(),
      system: 'Linux 6.1 (x64)',
      electron: '45.4.1',
      chromium: '146.0.0.0',
      licences: [
        { name: 'growly', version: '1.3.0', licence: 'MIT', text: '' },
        { name: 'zod', version: '4.6.7', licence: 'MIT', text: 'MIT License\n\nPermission is hereby granted' },
      ],
    }),
    'updates.get': (): Output<'updates.get'> => ({
      status: 'none',
      version: null,
      percent: null,
      checkedAt: null,
      failure: null,
    }),
    'updates.check': () => null,
    'updates.download': () => null,
    'updates.install': () => null,
  }
}
