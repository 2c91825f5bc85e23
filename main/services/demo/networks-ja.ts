import type { Story } from './stories.ts'

/** What came by social networks, public and private, also what no answer can be given to from here. */
export const networksJa: Story[] = [
  {
    to: 'aoba-x',
    who: { name: 'みかん', address: '@mikan_kurashi' },
    subject: '',
    last: { minutesAgo: 20 },
    turns: [{ by: 'customer', text: '@aoba_zakka 青い琺瑯のポット、再入荷の予定はありますか?ずっと探しています' }],
    isUnseen: true,
  },
  {
    to: 'aoba-instagram',
    who: { name: 'yui.home', address: 'yui.home' },
    subject: '',
    last: { minutesAgo: 70 },
    turns: [
      { by: 'customer', text: 'こんにちは。ストーリーで紹介されていた籐のかご、サイズを教えていただけますか。' },
      { by: 'shop', after: 40, text: 'こんにちは、あおば雑貨店です。幅32cm、奥行24cm、高さ18cmです。' },
      { by: 'customer', after: 300, text: 'ありがとうございます!棚に入りそうです。取り置きはできますか?' },
    ],
    isUnseen: true,
  },
  {
    to: 'kawa-bluesky',
    who: { name: 'ささき', address: '@sasaki.example.com' },
    subject: '',
    last: { minutesAgo: 260 },
    turns: [
      { by: 'customer', text: '@kawa.example.jp 三つ折り財布、使いはじめて1年。いい色になりました。' },
      {
        by: 'shop',
        after: 500,
        text: 'うれしいお写真をありがとうございます。乾いてきたら無色のクリームを薄く塗ってください。',
      },
      { by: 'customer', after: 900, text: '了解です!週末に塗ってみますね。' },
    ],
  },
  {
    to: 'aoba-x',
    who: { name: 'ゆず', address: '@yuzu_room' },
    subject: '',
    last: { minutesAgo: 35 },
    post: {
      found: 'watched',
      refuses: 'not-mentioned',
      quoted: {
        url: null,
        author: '@kurashi_note',
        text: 'あおば雑貨店さんの粉引の豆皿、毎日使っています。電子レンジも大丈夫でした。',
      },
    },
    turns: [{ by: 'customer', text: 'これ、どこで買えますか？ あおば雑貨店のサイトでは売り切れでした' }],
    isUnseen: true,
  },
  {
    to: 'aoba-instagram',
    who: { name: 'haru_to_neko', address: 'haru_to_neko' },
    subject: '',
    last: { minutesAgo: 55 },
    post: { visibility: 'private', answerHours: 24, pictures: ['欠けた花びんの口', '届いた箱の底'] },
    turns: [
      {
        by: 'customer',
        text: 'はじめまして。昨日届いた花びんの口が欠けていました。写真を送ります。交換していただけますか？\n注文番号 123456-20261109-0123456712',
      },
    ],
    isUnseen: true,
  },
  {
    to: 'kawa-mastodon',
    who: { name: '木工のケン', address: '@ken@social.example.net' },
    subject: '',
    last: { minutesAgo: 90 },
    turns: [
      {
        by: 'customer',
        text: '@kawa ペンケースの革の色は、茶と黒だけですか？',
        becomes: { edited: '@kawa ペンケースの革の色は、茶と黒のほかにもありますか？ 贈りものにしたいです' },
      },
    ],
    isUnseen: true,
  },
  {
    to: 'kawa-bluesky',
    who: { name: 'のぎく', address: '@nogiku.example.com' },
    subject: '',
    last: { minutesAgo: 150 },
    post: { refuses: 'protected' },
    turns: [
      { by: 'customer', text: '@kawa.example.jp 注文してから2週間たちますが、まだ届きません', becomes: 'deleted' },
    ],
  },
  {
    to: 'midori-rakuten',
    who: { name: '小川 真理', address: 'ogawa-mask@inquiry.example.jp' },
    subject: '',
    last: { minutesAgo: 125 },
    post: {
      visibility: 'private',
      subject: '商品の問い合わせ（配送） 深蒸し煎茶 100g',
      orderNumber: '123456-20261118-0123456789',
      files: ['納品書.pdf'],
    },
    turns: [
      {
        by: 'customer',
        text: '先週注文した煎茶の送り先を、変更できますか。\nまだ発送前でしたら、納品書の住所ではなく勤務先に送ってください。',
      },
    ],
    isUnseen: true,
  },
]
