import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import type { Adapter } from '../../main/channels/adapter.ts'
import { startLoopback } from '../support/networks/loopback.ts'
import { openPosts, post } from './post-world.ts'

const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47])
const cleanUp: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const work of cleanUp.splice(0).reverse()) await work()
})

type Media = { kind: 'image' | 'video' | 'file'; url: string; previewUrl?: string }

/** A post with this beside it, as the window would ask for it. */
async function setup(media: Media[], adapter: Partial<Adapter> = {}) {
  const world = openPosts('rmesse', adapter)
  cleanUp.push(() => world.close())
  const account = await world.connect()
  const described = media.map((one) => ({ previewUrl: null, description: '割れたお皿', ...one }))
  const [stored] = await world.bring(account, [post({ media: described })])
  const show = (index: number) => world.services.content.serve(`madoguchi-mail://media/${stored!.messageId}/${index}`)
  return { ...world, account, show, id: stored!.messageId }
}

async function startPictures() {
  const server = await startLoopback(({ path }) =>
    path === '/plate.png'
      ? { bytes: PNG, headers: { 'content-type': 'image/png; charset=binary' } }
      : { bytes: PNG, headers: { 'content-type': 'text/html' } },
  )
  cleanUp.push(() => server.close())
  return server
}

it('asks the web for a picture of a post when somebody looks, and not before', async () => {
  const server = await startPictures()
  const { show } = await setup([{ kind: 'image', url: `${server.url}/plate.png` }])
  expect(server.asked).toEqual([])
  expect(await show(0)).toMatchObject({ type: 'image/png', body: PNG })
  expect(server.asked.map(({ headers }) => [headers.cookie, headers.authorization])).toEqual([[undefined, undefined]])
})

it('shows of a film its still, and nothing that is no picture', async () => {
  const server = await startPictures()
  const film = { kind: 'video' as const, url: `${server.url}/film.mp4` }
  const { show } = await setup([
    { ...film, previewUrl: `${server.url}/plate.png` },
    film,
    { kind: 'image', url: `${server.url}/page` },
    { kind: 'image', url: 'http://pictures.example.com/plate.png' },
    { kind: 'image', url: 'file:///etc/hostname' },
  ])
  expect(await show(0)).toMatchObject({ type: 'image/png' })
  for (const index of [1, 2, 3, 4, 5]) await expect(show(index)).rejects.toMatchObject({ code: 'not-found' })
})

it('says that a picture did not come whose line breaks half-way, and reads none that has no end', async () => {
  const server = createServer((request, answer) => {
    answer.writeHead(200, { 'content-type': 'image/png' })
    if (request.url === '/broken.png') return void answer.write(PNG, () => answer.destroy())
    const more = () => {
      while (!answer.destroyed && answer.write(new Uint8Array(1 << 20)));
      answer.once('drain', more)
    }
    return more()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  cleanUp.push(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const { show } = await setup([
    { kind: 'image', url: `${url}/broken.png` },
    { kind: 'image', url: `${url}/endless.png` },
  ])
  await expect(show(0)).rejects.toMatchObject({ code: 'offline' })
  await expect(show(1)).rejects.toMatchObject({ code: 'not-found' })
})

it('follows no picture to where no picture may be', async () => {
  const server = await startLoopback(({ path }) => {
    if (path === '/there.png') return { status: 302, headers: { location: '/plate.png' } }
    if (path === '/away.png') return { status: 302, headers: { location: 'http://router.example/plate.png' } }
    return { bytes: PNG, headers: { 'content-type': 'image/png' } }
  })
  cleanUp.push(() => server.close())
  const { show } = await setup([
    { kind: 'image', url: `${server.url}/there.png` },
    { kind: 'image', url: `${server.url}/away.png` },
  ])
  expect(await show(0)).toMatchObject({ type: 'image/png', body: PNG })
  await expect(show(1)).rejects.toMatchObject({ code: 'not-found' })
})

it('has the account ask for what its network gives out to nobody else', async () => {
  const asked: string[] = []
  const { show } = await setup([{ kind: 'image', url: 'rmesse:attachment?path=1&label=plate.png' }], {
    openMedia: (url) => {
      asked.push(url)
      return Promise.resolve({ type: 'image/png', bytes: PNG })
    },
  })
  expect(await show(0)).toMatchObject({ type: 'image/png', body: PNG })
  expect(asked).toEqual(['rmesse:attachment?path=1&label=plate.png'])
})

it('says that a picture cannot be reached while its account is paused', async () => {
  const { show, services, account } = await setup([{ kind: 'image', url: 'rmesse:attachment?path=1&label=a.png' }], {
    openMedia: () => Promise.resolve({ type: 'image/png', bytes: PNG }),
  })
  await services.accounts.pause(account, true)
  await expect(show(0)).rejects.toMatchObject({ code: 'offline' })
})
