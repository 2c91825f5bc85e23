import type { ErrorCatalog, ReasonCatalog } from '../words.ts'
import { backupReasons } from './backups.ts'
import { postReasons } from './networks.ts'
import { orderReasons } from './orders.ts'
import { erasingReasons } from './erasing.ts'
import { holdReasons } from './hold-records.ts'
import { networkReasons } from './network-reasons.ts'

export const errors = {
  'invalid-input': {
    what: 'Something you entered could not be accepted.',
    means: 'No mail was changed.',
    next: 'Correct what is marked in red and try again.',
  },
  'not-found': {
    what: 'This could not be found.',
    means: 'It was moved or tidied away. No mail is lost.',
    next: 'Refresh the list.',
  },
  conflict: {
    what: 'Something else changed it first.',
    means: 'Nothing was done, and your text is still here.',
    next: 'Look at what is new, then try again.',
  },
  offline: {
    what: 'There is no internet connection.',
    means: 'Nothing is received. Replies stay in the outbox and leave by themselves later.',
    next: 'Check the connection, then press “Check mail now”.',
  },
  'rate-limited': {
    what: 'The server asked us to wait.',
    means: 'No mail is lost. It goes on by itself in a while.',
    next: 'There is nothing you need to do.',
  },
  'auth-expired': {
    what: 'The server did not accept the password.',
    means: 'This account neither receives nor sends. Replies in the outbox are kept.',
    next: 'Enter the password again in the settings.',
  },
  certificate: {
    what: 'The certificate of the server could not be verified.',
    means: 'To be safe, no connection was made and no password was sent.',
    next: 'Check the name of the server in the settings.',
  },
  rejected: {
    what: 'The server refused.',
    means: 'The reply was not sent. Your text is kept.',
    next: 'Check the recipient and the text, then try again.',
  },
  unsupported: {
    what: 'This is not possible.',
    means: 'No mail was changed.',
    next: 'If it is a file, save it first and look at it there.',
  },
  'store-full': {
    what: 'The disk of this computer is full.',
    means: 'New mail cannot be stored, so receiving has stopped. It stays on the server.',
    next: 'Make some room, and receiving goes on where it stopped.',
  },
  'store-corrupt': {
    what: 'Some of the stored data is damaged.',
    means: 'Nothing more is written, so that it does not get worse.',
    next: 'Open the data folder from the settings and go back to a backup.',
  },
  'store-newer': {
    what: 'The data was made by a newer version of Madoguchi.',
    means: 'This version cannot open it. Nothing was changed.',
    next: 'Update Madoguchi.',
  },
  'store-busy': {
    what: 'The data is in use by something else.',
    means: 'Nothing was done.',
    next: 'Wait a moment, then try again.',
  },
  'no-encryption': {
    what: 'This computer cannot keep passwords encrypted.',
    means: 'The password was not stored.',
    next: 'Choose in the settings whether to store it without encryption.',
  },
  bug: {
    what: 'A fault in Madoguchi stopped this.',
    means: 'Your mail and drafts are stored.',
    next: 'Try again. If it happens again, restart Madoguchi.',
  },
} satisfies ErrorCatalog

export const reasons = {
  'name-not-found': {
    what: 'No server has this name.',
    means: 'There is no connection.',
    next: 'Check the spelling and your internet connection.',
  },
  refused: {
    what: 'The server did not accept the connection.',
    means: 'The name is right, but nothing listens on this port.',
    next: 'Check the port and the kind of encryption.',
  },
  timeout: {
    what: 'The server did not answer.',
    means: 'There is no connection.',
    next: 'Check the name and the port. Security software may also be in the way.',
  },
  certificate: {
    what: 'The certificate of the server could not be verified.',
    means: 'The password has not been sent.',
    next: 'Check the name of the server. If the server is your own, you may trust its certificate.',
  },
  'wrong-password': {
    what: 'The user name or the password is wrong.',
    means: 'The server was reached, but it did not let us in.',
    next: 'Enter them again. Gmail and others may want an app password.',
  },
  'tls-not-offered': {
    what: 'The server does not offer encryption (STARTTLS).',
    means: 'The password was not sent.',
    next: 'Change the encryption to SSL/TLS and check the port.',
  },
  insecure: {
    what: 'Connections without encryption are not allowed.',
    means: 'Others could read the password, so no connection was made.',
    next: 'Change the encryption to SSL/TLS.',
  },
  'not-imap': {
    what: 'This is not an incoming (IMAP) server.',
    means: 'It can be reached, but mail cannot be read from it.',
    next: 'Check the name and the port of the incoming server (usually 993).',
  },
  'not-smtp': {
    what: 'This is not an outgoing (SMTP) server.',
    means: 'It can be reached, but mail cannot be sent through it.',
    next: 'Check the name and the port of the outgoing server (usually 465 or 587).',
  },
  closed: {
    what: 'The server closed the connection.',
    means: 'The check did not finish.',
    next: 'Wait a moment, then try again.',
  },
  stopped: {
    what: 'The check was stopped.',
    means: 'Nothing has changed.',
    next: 'Try again.',
  },
  'address-taken': {
    what: 'This mail address has been added already.',
    means: 'No second account was made.',
    next: 'Look for it in the list of accounts.',
  },
  'too-general': {
    what: 'Mail from this sender cannot be decided all at once.',
    means: 'It writes about many things, and the subject does not tell them apart. This mail stays where it is.',
    next: 'Move this one mail only.',
  },
  past: {
    what: 'That time has passed.',
    means: 'Nothing was changed.',
    next: 'Choose a time that is still to come.',
  },
  'still-sending': {
    what: 'An answer is being sent.',
    means: 'If the program ended now, it would be unclear whether it arrived.',
    next: 'Wait a moment until it is sent, and press again.',
  },
  'key-taken': {
    what: 'Another program uses this key.',
    means: 'The setting was not changed.',
    next: 'Change the key of the other program, and try again.',
  },
  'links-refused': {
    what: 'Which program opens mail links could not be changed from here.',
    means: 'The setting was not changed.',
    next: 'In the settings of this PC, under default apps, choose Madoguchi (or the program you had before) for mail or "mailto".',
  },
  'moved-since': {
    what: 'It was moved again since.',
    means: 'Nothing was taken back. All the mail is there.',
    next: 'Take the later change back first, or move it by hand.',
  },
  'bad-pattern': {
    what: 'This pattern cannot be used.',
    means: 'The rule has not been saved.',
    next: 'Look for a bracket that is not closed, or use the condition “words” instead.',
  },
  'not-approver': {
    what: 'This answer waits for the approval of a manager.',
    means: 'It has not been sent.',
    next: 'Switch to a manager who approves it or gives it back. Whoever wrote it cannot approve it.',
  },
  'wrong-pin': {
    what: 'The PIN is wrong.',
    means: 'Nobody has been switched.',
    next: 'Type it again. If it is forgotten, set a new one under “Staff” in the settings.',
  },
  'undone-before': {
    what: 'This run has already been taken back.',
    means: 'Nothing has changed.',
    next: 'The log of the rules shows how things stand.',
  },
  'newer-message': {
    what: 'There is a newer message.',
    means: 'Your reply was not sent, and your text is still here.',
    next: 'Read the newer message, then send.',
  },
  'only-at-host': {
    what: 'Please do this on the PC with the data.',
    means: 'Nothing has changed.',
    next: 'Accounts, settings and backups are changed there.',
  },
  'host-away': {
    what: 'The PC with the data cannot be reached.',
    means: 'It is switched off, Madoguchi is closed there, or the network is down.',
    next: 'See whether Madoguchi is open on it. You can go on as soon as it is.',
  },
  'host-refused': {
    what: 'The PC with the data does not let this PC in.',
    means: 'It was removed there, or its key cannot be opened. Nothing has changed.',
    next: 'See “Use from other PCs” in the settings of the PC with the data.',
  },
  'host-code': {
    what: 'The pairing code does not fit.',
    means: 'Nothing is connected yet. A code works once, for ten minutes.',
    next: 'Press “Add a PC” on the PC with the data again and enter the new code.',
  },
  'host-address': {
    what: 'The address cannot be read.',
    means: 'Nothing is connected yet.',
    next: 'Enter it as it stands on the PC with the data (for example 192.168.1.10:47611).',
  },
  'host-version': {
    what: 'The PC with the data runs another version.',
    means: 'The two cannot work together. No data has changed.',
    next: 'Update both to the same version.',
  },
  'draft-of-other': {
    what: 'Somebody else is writing a reply already.',
    means: 'Your words are on this screen, and kept under “Earlier drafts”.',
    next: 'Ask them, or press “Take over”.',
  },
  'account-removed': {
    what: 'The account it would leave from was removed.',
    means: 'The reply has not been sent. Your text is still here.',
    next: 'Choose another sender, or add the account again in the settings.',
  },
  'other-account': {
    what: 'The customer wrote to another of your addresses.',
    means: 'The reply has not been sent. Your text is still here.',
    next: 'Check the sender, then send again.',
  },
  'no-program': {
    what: 'No program on this computer opens this file.',
    means: 'The file is unchanged.',
    next: 'Save it and open it on a computer that can.',
  },
  'disk-full': {
    what: 'This computer has run out of disk space.',
    means: 'New mail cannot be stored, so it stays on the server for now.',
    next: 'Free some space; receiving goes on where it stopped.',
  },
  'not-writable': {
    what: 'The place of the data cannot be written.',
    means: 'New mail cannot be stored, so it stays on the server for now.',
    next: 'Look whether the folder is read-only or the disk was taken off; receiving goes on once it can be written.',
  },
  'disk-failing': {
    what: 'The disk failed to read or write.',
    means: 'New mail cannot be stored, so it stays on the server for now.',
    next: 'Look in the settings whether there is a backup. If it goes on, the disk may be broken: move to another computer.',
  },
  'not-open': {
    what: 'Resolved conversations and notices cannot have a deadline.',
    means: 'No deadline was changed.',
    next: 'Reopen it or move it to conversations first.',
  },
  'last-policy': {
    what: 'The last rule cannot be removed.',
    means: 'No rule was changed.',
    next: 'Turn the rule off if you want no deadlines.',
  },
  'risky-file': {
    what: 'Opening this file could run a program.',
    means: 'To be safe, it was not opened.',
    next: 'Save it only if you need it, and ask the sender before you open it.',
  },
  ...holdReasons,
  ...networkReasons,
  ...postReasons,
  ...orderReasons,
  ...backupReasons,
  ...erasingReasons,
  unfilled: {
    what: 'Something in the text is not filled in yet.',
    means: 'The reply has not been sent. What you wrote is still there.',
    next: 'Fill in what stands between {{ and }}, and every ○○, then send.',
  },
  'unknown-variable': {
    what: 'There is a field that does not exist.',
    means: 'The notice was not saved.',
    next: 'Use the fields listed below the text.',
  },
  'not-templates': {
    what: 'This is not a file of templates.',
    means: 'Your templates have not changed.',
    next: 'Choose a file that was saved with “Export”.',
  },
  other: {
    what: 'The server answered in an unexpected way.',
    means: 'The check did not finish.',
    next: 'Tell your mail service the words of the server below.',
  },
} satisfies ReasonCatalog
