import { expect, it } from 'vitest'
import { createSharedRoom } from '../../../../main/channels/mail/read/shared-room.ts'

const mailOf = (length: number, filledWith: number) => new Uint8Array(length).fill(filledWith)

it('a room lends what was given back, and never what a thread may still be reading', () => {
  const room = createSharedRoom(100)
  const lies = ({ at, length }: { at: number; length: number }) => [...new Uint8Array(room.memory, at, length)]
  const first = room.put(mailOf(60, 1))!
  const second = room.put(mailOf(30, 2))!
  expect(room.put(mailOf(20, 3)), 'neither behind the second nor in place of the first').toBe(null)

  room.giveBack()
  const third = room.put(mailOf(40, 3))!
  expect(third.at).toBe(first.at)
  expect(room.put(mailOf(21, 4)), 'only 20 are left before the second').toBe(null)
  const fourth = room.put(mailOf(20, 4))!
  expect([lies(second), lies(third), lies(fourth)].map((bytes) => [...new Set(bytes)])).toEqual([[2], [3], [4]])

  for (let i = 0; i < 3; i++) room.giveBack()
  expect(room.put(mailOf(101, 5)), 'larger than the room').toBe(null)
  expect(room.put(mailOf(100, 6))).toEqual({ at: 0, length: 100 })
})
