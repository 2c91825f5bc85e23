import type { Catalog } from '../ja.ts'

export const secondPc: Catalog['secondPc'] = {
  title: 'Use from other PCs',
  isOn: 'Let other PCs in the same network use this shop',
  isOnHint:
    'The data stays on this PC, and Madoguchi on other PCs works with it. The line is encrypted, and only PCs that you let in by a pairing code can connect, while Madoguchi runs here.',
  addresses: 'Address of this PC',
  noAddress: 'This PC is in no network.',
  portTaken: 'Another program uses the same port, so nobody can be let in. Quit it, then turn this off and on again.',
  pcs: 'PCs that may connect',
  noPcs: 'None yet. “Add a PC” shows a pairing code.',
  add: 'Add a PC',
  code: 'Pairing code',
  codeHint: (until) =>
    `Open Madoguchi on the other PC, choose “Connect to another PC” on its first screen, and enter the address above and this code. It works once, until ${until}.`,
  hideCode: 'Hide the code',
  copyCode: 'Copy the code',
  connected: 'Connected',
  lastSeen: (when) => `Last seen ${when}`,
  forget: 'Remove',
  forgetFor: (name) => `Remove ${name}`,
  forgotten: (name) => `${name} cannot connect any more`,
  staffHint: 'With a profile for each person under “Staff”, everybody sees who is writing a reply.',

  join: 'Connect to another PC',
  joinTitle: 'Connect to another PC',
  joinIntro:
    'On the PC with the data, open Settings, “Use from other PCs”, and press “Add a PC”: it shows an address and a pairing code.',
  address: 'Address',
  addressHint: 'For example 192.168.1.10:47611',
  codeField: 'Pairing code',
  codeFieldHint: '16 characters. Hyphens and small letters do not matter.',
  joinNow: 'Connect',
  joining: 'Connecting…',
  joinNext: 'Madoguchi opens anew once it is connected.',

  here: 'This PC',
  hereHint: (host) => `This PC works with the data on another PC (${host}). No data is kept here.`,
  settingsThere: 'Change accounts, notifications and other settings on the PC with the data.',
  leave: 'Disconnect this PC',
  leaveHint: 'No data is lost. Madoguchi opens anew as a shop of this PC alone.',
  leaveSure: 'Disconnect and open anew',

  away: 'The PC with the data cannot be reached.',
  awayNext: 'What you see is what was read last. It is brought up to date as soon as the line is back.',
  refused: 'The PC with the data does not let this PC in.',
  refusedNext:
    'See “Use from other PCs” in the settings there. If this PC was removed, disconnect it and connect it anew.',
  otherVersion: 'The PC with the data runs another version of Madoguchi.',
  otherVersionNext: 'Update both to the same version.',
}
