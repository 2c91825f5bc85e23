import { describe, expect, it, vi } from 'vitest'
import { isRequestAllowed, withoutHeaders } from '../../main/platform/network-rules.ts'

vi.mock('electron', () => ({}))

const page = 'app://madoguchi/index.html'
const mail = 'madoguchi-mail://message/7'
const mailWithPictures = 'madoguchi-mail://message/7?pictures'
const mailWithMarks = 'madoguchi-mail://message/7?marks=pictures%20%E8%BF%94%E5%93%81'
const pixel = 'https://img.example.com/pixel.png'

describe('the window may load', () => {
  it.each([
    ['its page', page, 'mainFrame', null],
    ['its script', 'app://madoguchi/assets/index.js', 'script', page],
    ['a mail in a frame', mail, 'subFrame', page],
    ['a picture of a post in the window', 'madoguchi-mail://media/7/0', 'image', page],
    ['a picture that came with the mail', 'madoguchi-mail://picture/7/1', 'image', mail],
    ['a picture of the network once a person asked', pixel, 'image', mailWithPictures],
    ['a mail in a frame with hits marked in it', mailWithMarks, 'subFrame', page],
    ['such a picture beside marks', pixel, 'image', `${mailWithPictures}&marks=a`],
    ['such a picture without encryption', 'http://img.example.com/pixel.png', 'image', mailWithPictures],
  ])('%s', (_what, url, resourceType, frameUrl) => {
    expect(isRequestAllowed({ url, resourceType, frameUrl })).toBe(true)
  })
})

describe('the window may not load', () => {
  it.each([
    ['a picture of the network before that', pixel, 'image', mail],
    ['a picture of the network because somebody searched for "pictures"', pixel, 'image', mailWithMarks],
    ['a mail asked for in an unknown way', `${mail}?marks=a&pictures`, 'subFrame', page],
    ['a picture of the network into its own page', pixel, 'image', page],
    ['a picture of a post for a mail', 'madoguchi-mail://media/7/0', 'image', mail],
    ['a picture of nobody knows whom', pixel, 'image', null],
    ['a script for a mail with pictures', 'https://example.com/a.js', 'script', mailWithPictures],
    ['a style for a mail with pictures', 'https://example.com/a.css', 'stylesheet', mailWithPictures],
    ['a beacon of a mail with pictures', 'https://example.com/a', 'ping', mailWithPictures],
    ['a socket', 'wss://example.com/', 'webSocket', page],
    ['data from the network', 'https://example.com/', 'xhr', page],
    ['a mail instead of its page', mail, 'mainFrame', null],
    ['a mail as data', mail, 'xhr', page],
    ['its page into the frame of a mail', page, 'subFrame', mail],
    ['a file of the disk', 'file:///etc/passwd', 'image', mailWithPictures],
    ['a file of the disk as its page', 'file:///etc/passwd', 'mainFrame', null],
    ['a page that only begins like a mail', 'madoguchi-mail://message/7/../../x', 'subFrame', page],
    ['a picture for a frame that only looks like a mail', pixel, 'image', 'https://example.com/?pictures'],
  ])('%s', (_what, url, resourceType, frameUrl) => {
    expect(isRequestAllowed({ url, resourceType, frameUrl })).toBe(false)
  })
})

it('takes headers away however they are written', () => {
  expect(withoutHeaders({ COOKIE: 'a', Referer: 'b', Accept: 'c' }, new Set(['cookie', 'referer']))).toEqual({
    Accept: 'c',
  })
})
