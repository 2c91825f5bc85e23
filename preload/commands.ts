/** Where a command stands in the sheet of keys, and in which menu of the system; null in none. */
export type CommandGroup = 'list' | 'ticket' | 'go' | 'other'
export type CommandMenu = 'file' | 'ticket' | 'go' | 'help'

export type CommandInfo = {
  group: CommandGroup
  menu: CommandMenu | null
  /** As tinykeys writes them; the first is the one that is shown. Single letters work outside text only. */
  keys: readonly string[]
  /** The same while an answer is written, where letters are text. */
  answerKeys: readonly string[]
  /** Its keys work wherever one writes. */
  isEverywhere: boolean
}

const command = (group: CommandGroup, menu: CommandMenu | null, keys: readonly string[] = []): CommandInfo => ({
  group,
  menu,
  keys,
  answerKeys: [],
  isEverywhere: false,
})
const inAnswer = (info: CommandInfo, ...answerKeys: string[]): CommandInfo => ({ ...info, answerKeys })
const everywhere = (info: CommandInfo): CommandInfo => ({ ...info, isEverywhere: true })

/**
 * Every command of the window, once: the palette, the keys, the sheet of keys and the menus of the system are made of
 * this. What a command does stands in renderer/commands/, its name in the locales.
 */
export const COMMANDS = {
  next: command('list', null, ['j']),
  previous: command('list', null, ['k']),
  open: command('list', null, ['Enter', 'o']),
  select: command('list', null, ['x']),
  selectDown: command('list', null, ['Shift+J']),
  selectUp: command('list', null, ['Shift+K']),
  selectAll: command('list', null, ['$mod+a']),
  search: command('list', 'go', ['/']),
  back: command('list', null, ['Escape']),

  reply: command('ticket', 'ticket', ['r']),
  template: inAnswer(command('ticket', 'ticket', ['t']), '$mod+t'),
  // By its place too: with some layouts Ctrl makes another character of it.
  phrase: inAnswer(command('ticket', 'ticket', [';']), '$mod+;', '$mod+Semicolon'),
  hold: inAnswer(command('ticket', 'ticket', ['h']), '$mod+Shift+H'),
  send: inAnswer(command('ticket', 'ticket'), '$mod+Enter'),
  sendAndNext: inAnswer(command('ticket', 'ticket'), '$mod+Shift+Enter'),
  sendAndResolve: inAnswer(command('ticket', 'ticket'), '$mod+Alt+Enter'),
  draftHistory: command('ticket', 'ticket'),
  resolve: command('ticket', 'ticket', ['e']),
  closeUnanswered: command('ticket', 'ticket', ['Shift+E']),
  snooze: command('ticket', 'ticket', ['s']),
  unsnooze: command('ticket', null),
  category: command('ticket', 'ticket', ['c']),
  assign: command('ticket', 'ticket', ['a']),
  assignMe: command('ticket', 'ticket', ['Shift+A']),
  answerMany: command('ticket', 'ticket', ['Shift+T']),
  group: command('ticket', 'ticket', ['Shift+G']),
  note: command('ticket', 'ticket', ['n']),
  merge: command('ticket', 'ticket', ['m']),
  toNotice: command('ticket', 'ticket'),
  exportHistory: command('ticket', 'ticket'),
  copyLink: command('ticket', 'ticket'),
  undo: command('ticket', 'ticket', ['u']),

  goTodo: command('go', 'go', ['g i']),
  goOverdue: command('go', 'go', ['g d']),
  goWaiting: command('go', 'go', ['g w']),
  goHolds: command('go', 'go', ['g h']),
  goSnoozed: command('go', 'go'),
  goResolved: command('go', 'go'),
  goAll: command('go', 'go'),
  goNotices: command('go', 'go'),
  goOutbox: command('go', 'go', ['g o']),
  goTemplates: command('go', 'go', ['g t']),
  goRules: command('go', 'go', ['g r']),
  goGroups: command('go', 'go', ['g p']),
  goOrders: command('go', 'go', ['g c']),
  goSettings: command('go', 'go', ['g s']),

  palette: everywhere(command('other', 'help', ['$mod+k'])),
  newMail: everywhere(command('other', 'file', ['$mod+n'])),
  phoneMemo: everywhere(command('other', 'file', ['$mod+Shift+P'])),
  sync: command('other', 'file', ['Shift+R']),
  print: everywhere(command('other', 'file', ['$mod+p'])),
  customerPanel: command('other', null),
  help: command('other', 'help', ['Shift+?', '?']),
  howTo: everywhere(command('other', 'help', ['F1'])),
  feedback: command('other', 'help'),
  about: command('other', 'help'),
} as const satisfies Record<string, CommandInfo>

export type CommandId = keyof typeof COMMANDS
export const COMMAND_IDS = Object.keys(COMMANDS) as CommandId[]
export const isCommandId = (id: string): id is CommandId => Object.hasOwn(COMMANDS, id)

/** The key of a command as a person reads it, press by press: ['g', 'i'], ['Ctrl+K']. Empty where there is none. */
export function shownKeys(id: CommandId, isMac: boolean): string[] {
  const { keys, answerKeys }: CommandInfo = COMMANDS[id]
  return (keys[0] ?? answerKeys[0] ?? '')
    .split(' ')
    .filter(Boolean)
    .map((press) => shownPress(press, isMac))
}

/** The key that works while an answer is written. */
export const shownAnswerKey = (id: CommandId, isMac: boolean) => shownPress(COMMANDS[id].answerKeys[0] ?? '', isMac)

function shownPress(press: string, isMac: boolean) {
  if (press === 'Shift+?') return '?'
  const parts = press
    .replace('$mod', isMac ? 'Cmd' : 'Ctrl')
    .replace('Escape', 'Esc')
    .split('+')
  const isChord = parts.length > 1
  return parts.map((part) => (isChord && part.length === 1 ? part.toUpperCase() : part)).join('+')
}
