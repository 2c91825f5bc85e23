import { describe, expect, it } from 'vitest'
import { choosePlaces, demoArguments, readArguments, targetOf, ticketOfLink } from '../../main/platform/arguments.ts'

const read = (...args: string[]) => readArguments(args, '/home/yamada')

describe('the command line', () => {
  it('names a data folder, from where the person stands', () => {
    expect(read('/app', '--data', 'shop').dataDir).toBe('/home/yamada/shop')
    expect(read('--data=/mnt/shop', '--hidden')).toMatchObject({ dataDir: '/mnt/shop', isHidden: true, isDemo: false })
  })

  it('passes over what belongs to Chromium', () => {
    expect(read('--no-sandbox', '--inspect=0', '--remote-debugging-port=0', '/app', '--demo')).toEqual({
      dataDir: null,
      isDemo: true,
      isHidden: false,
      ticketId: null,
      mail: null,
      invitation: null,
    })
  })

  it('takes an invitation to another PC only whole', () => {
    expect(read('/app', '--host', '192.168.1.10', '--code', 'K7QF').invitation).toEqual({
      address: '192.168.1.10',
      code: 'K7QF',
    })
    expect(read('/app', '--host', '192.168.1.10').invitation).toBeNull()
  })

  it('opens the ticket of a link among the arguments', () => {
    expect(read('/app', 'madoguchi://ticket/1042').ticketId).toBe(1042)
    expect(targetOf(read('/app', 'madoguchi://ticket/1042'))).toEqual({ ticketId: 1042 })
  })

  it('begins the mail of a mailto: link among the arguments', () => {
    const mail = { to: [{ name: '', address: 'hanako@example.com' }], cc: [], subject: '納期', body: '' }
    const link = 'mailto:hanako@example.com?subject=%E7%B4%8D%E6%9C%9F&attach=C:/secret.txt'
    expect(targetOf(read('/app', '--data', 'shop', link))).toEqual({ mail })
    expect(targetOf(read('/app', 'mailto:'))).toBeNull()
  })
})

it.each(['madoguchi://ticket/0', 'madoguchi://ticket/12x', 'madoguchi://settings/3', 'https://ticket/3', '1042'])(
  'a link like %s opens nothing',
  (link) => {
    expect(ticketOfLink(link)).toBeNull()
  },
)

describe('the data folder', () => {
  it('lies beside the profile of Chromium, unless one is named', () => {
    expect(choosePlaces(read(), '/u')).toEqual({ dataDir: '/u/data', profileDir: '/u' })
    expect(choosePlaces(read('--demo'), '/u')).toEqual({ dataDir: '/u/demo', profileDir: '/u/demo/profile' })
    expect(choosePlaces(read('--data', '/x'), '/u')).toEqual({ dataDir: '/x', profileDir: '/x/profile' })
  })

  it('of a demo opened out of a shop is another one than that of the shop', () => {
    const demo = read(...demoArguments(read('--data', '/x')))
    expect(choosePlaces(demo, '/u').dataDir).toBe('/x/demo')
    expect(demo.isDemo).toBe(true)
  })
})
