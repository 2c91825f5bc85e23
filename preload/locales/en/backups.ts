import type { BackupReasonKey, ErrorWords } from '../words.ts'

export const backups = {
  title: 'Backup',
  intro: 'Once a day, all tickets and mail are copied. Passwords are left out.',
  daily: 'Back up every day',
  lastSuccess: (when: string) => `Last backup ${when} (read back and checked)`,
  never: 'No backup yet',
  now: 'Back up now',
  running: 'Backing up',
  failed: 'The last backup failed.',
  folder: 'Kept in',
  change: 'Change',
  useUsual: 'Use the usual place',
  besideData:
    'Backups are on the same disk as your data. In case this computer breaks, choose a USB drive or a cloud folder.',
  elsewhere: 'Backups in an earlier folder stay there.',
  keepCount: 'How many to keep',
  keepCounts: (n: number) => `the newest ${n}`,
  keepDays: 'How long to keep them',
  keepDaysOf: (n: number) => `${n} days`,
  list: 'Backups',
  empty: 'There are none in this folder yet.',
  facts: (tickets: number, messages: number) =>
    `${tickets.toLocaleString('en-GB')} tickets, ${messages.toLocaleString('en-GB')} messages`,
  newest: (when: string) => `newest message ${when}`,
  noMessages: 'no messages',
  restore: 'Restore',
  restoreOf: (when: string) => `Restore the backup of ${when}`,
  newer: 'Made by a newer version of Madoguchi. Update to restore it.',

  previewTitle: 'Go back to this backup?',
  previewFileTitle: 'Use what is in this file?',
  afterwards: 'Afterwards',
  present: 'Your data now',
  taken: (when: string) => `as of ${when}`,
  previewMeans: [
    'Your data is not deleted: it stays in a folder beginning with “replaced-” where your data is kept.',
    'Mail that is still on the server is received again.',
    'Replies waiting to be sent do not leave by themselves. Check in the outbox whether they were sent already.',
    'Automatic mail is stopped. You can start it again under “Automatic mail” in the settings.',
  ],
  confirmRestore: 'Restore and reopen',
  restoring: 'Preparing and checking. Madoguchi reopens when it is done.',

  moving: 'Moving to another computer',
  movingIntro:
    'Put everything into one file and open it in Madoguchi on the new computer. After moving, do not use Madoguchi on the old one.',
  withSecrets: 'Include mail passwords (protected by a passphrase)',
  passphrase: 'Passphrase (8 characters or more)',
  passphraseHint: 'You need it once, on the new computer. If you forget it, enter the passwords again.',
  withoutSecrets: 'Passwords are left out. You enter them again on the new computer.',
  askPassphrase: 'The passphrase for the passwords in the file. Leave it empty to go on and enter the passwords later.',
  packUp: 'Make a moving file',
  packingUp: 'Packing',
  packed: (path: string) => `Moving file made: ${path}`,
  open: 'Open a moving file',
}

export const backupReasons: Record<BackupReasonKey, ErrorWords> = {
  'backup-no-room': {
    what: 'There is not enough room for the backup.',
    means: 'Your data and earlier backups are unchanged.',
    next: 'Free some space, or choose another folder under “Backup” in the settings.',
  },
  'backup-no-folder': {
    what: 'The folder for backups cannot be used.',
    means: 'Your data is unchanged.',
    next: 'Check the USB drive or the network, or choose another folder under “Backup” in the settings.',
  },
  'backup-damaged': {
    what: 'This backup is damaged.',
    means: 'Your data is unchanged.',
    next: 'Choose a backup of another day from the list.',
  },
  'not-moving-file': {
    what: 'This is not a moving file, or it is damaged.',
    means: 'Your data is unchanged.',
    next: 'Make it again on the old computer, or copy it once more.',
  },
  'wrong-passphrase': {
    what: 'The passphrase is wrong.',
    means: 'Your data is unchanged.',
    next: 'Enter it again. Leave it empty to go on without the passwords.',
  },
}
