import type { DemoAccount, DemoShop, Person } from './stories.ts'

export const shopsJa: DemoShop[] = [
  {
    name: 'あおば雑貨店',
    color: '#3f51a3',
    signature: 'あおば雑貨店 担当:田中\nhttps://aoba.example.jp/\n営業時間 平日10:00〜17:00(土日祝休み)',
  },
  {
    name: '茶舗みどり',
    color: '#2f7d5b',
    signature: '茶舗みどり 担当:佐々木\nhttps://midori.example.jp/\nお電話 000-0000-0000(平日10:00〜17:00)',
  },
  { name: '革と糸', color: '#b5532a', signature: '革と糸 工房 担当:高木\nhttps://kawa.example.jp/' },
]

export const accountsJa: DemoAccount[] = [
  { key: 'aoba', shop: 'あおば雑貨店', channel: 'mail', address: 'info@aoba.example.jp' },
  { key: 'midori', shop: '茶舗みどり', channel: 'mail', address: 'order@midori.example.jp' },
  { key: 'kawa', shop: '革と糸', channel: 'mail', address: 'hello@kawa.example.jp' },
  { key: 'aoba-x', shop: 'あおば雑貨店', channel: 'x', address: '@aoba_zakka', budgetYen: 3000 },
  { key: 'aoba-instagram', shop: 'あおば雑貨店', channel: 'instagram', address: 'aoba.zakka' },
  { key: 'kawa-bluesky', shop: '革と糸', channel: 'bluesky', address: '@kawa.example.jp' },
  { key: 'kawa-mastodon', shop: '革と糸', channel: 'mastodon', address: '@kawa@social.example.jp' },
  { key: 'midori-rakuten', shop: '茶舗みどり', channel: 'rmesse', address: 'midori-tea', keyDaysLeft: 6 },
]

const person = (name: string, address: string): Person => ({ name, address })

export const hanako = person('山田 花子', 'hanako.yamada@example.com')
export const suzuki = person('鈴木 一郎', 'suzuki.ichiro@example.net')
export const sato = person('佐藤 美咲', 'misaki.sato@example.com')
export const takahashi = person('高橋 健太', 'kenta-t@example.org')
export const ito = person('伊藤 さくら', 'sakura.ito@example.com')
export const watanabe = person('渡辺 誠', 'm.watanabe@example.net')
export const nakamura = person('中村 由美', 'yumi.nakamura@example.com')
export const kobayashi = person('小林 隆', 'takashi.k@example.org')
export const kato = person('加藤 玲奈', 'rena.kato@example.com')
export const yoshida = person('吉田 浩二', 'koji.yoshida@example.net')
export const matsumoto = person('松本 あかり', 'akari.m@example.com')
export const inoue = person('井上 商店', 'office@inoue.example.com')
export const kimura = person('木村 千尋', 'chihiro.kimura@example.org')
export const hayashi = person('林 大輔', 'daisuke.hayashi@example.net')
export const shimizu = person('清水 恵', 'megumi.s@example.com')
export const mori = person('森 陽子', 'yoko.mori@example.org')
export const buyer = person('', 'k3x9a7@marketplace.amazon.co.jp')
