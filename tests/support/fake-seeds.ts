import type { OutboxState, TicketSummary } from '../../preload/domain.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** One made-up conversation; the customer begins, and every second message is ours. Times are ms from now. */
export type Seed = {
  id: number
  customer: string
  address: string
  subject: string
  texts: string[]
  shop?: 1 | 2
  status?: TicketSummary['status']
  kind?: TicketSummary['kind']
  dueIn?: number
  warnBefore?: number
  ago: number
  order?: string
  isSeen?: boolean
  draft?: string
  outbox?: OutboxState
  hasBounced?: boolean
  files?: [string, number, boolean][]
  hasHtml?: boolean
  quoted?: string
  unreadable?: string
  mark?: TicketSummary['customerMark']
  kana?: string
  notes?: string
  fields?: { label: string; value: string }[]
  /** Number, subject and reason of tickets that may be the same matter. */
  offers?: [number, string, string][]
  sameOrder?: [number, string][]
  /** The rule that filed it. */
  rule?: string
}

export const seeds: Seed[] = [
  {
    id: 1024,
    customer: '山田花子',
    mark: 'regular',
    kana: 'やまだ はなこ',
    notes: '青い色がお好き。贈り物は熨斗なしで。',
    fields: [{ label: 'お誕生日', value: '5月12日' }],
    offers: [[1043, '返品について', 'same-order']],
    sameOrder: [[1046, '【注文確認】ご注文を承りました 2026-11802']],
    address: 'hanako.yamada@example.jp',
    subject: '納期のお問い合わせ',
    order: '2026-11802',
    texts: [
      'はじめまして。先日注文したマグカップはいつごろ届きますでしょうか。\n母の誕生日に間に合わせたいので、27日までに届くとうれしいです。\n\nどうぞよろしくお願いいたします。',
      '山田花子さま\n\nお問い合わせありがとうございます。あおば雑貨店の田中です。\nただいま窯元に確認しておりますので、少しお待ちください。',
      'ご返信ありがとうございます。\n確認の結果はいかがでしたでしょうか。配送先の変更もできれば知りたいです。\n\n注文の内容はこちらです。\nhttps://shop.example.jp/orders/2026-11802\n\n山田',
    ],
    status: 'open',
    dueIn: -2.2 * HOUR,
    ago: 26 * HOUR,
    quoted:
      '2026年11月19日(木) 16:20 あおば雑貨店 <info@aoba.example.jp>:\n> 山田花子さま\n>\n> お問い合わせありがとうございます。',
  },
  {
    id: 1031,
    customer: '佐藤健一',
    mark: 'first',
    address: 'kenichi.sato@example.com',
    subject: '商品が割れていました',
    order: '2026-11755',
    texts: ['今日届いた皿が割れていました。写真をお送りします。交換をお願いできますか。'],
    dueIn: -25 * MINUTE,
    ago: 22 * HOUR,
    files: [
      ['割れた皿1.jpg', 1_843_200, false],
      ['割れた皿2.jpg', 2_211_840, false],
    ],
  },
  {
    id: 1040,
    customer: '鈴木明日香',
    address: 'asuka@example.jp',
    subject: '【至急】ラッピングの変更について',
    shop: 2,
    texts: ['積み木のラッピングを、青から赤に変更できますか。今日の発送に間に合えばお願いします。'],
    dueIn: 45 * MINUTE,
    ago: 4 * HOUR,
    draft: '鈴木明日香さま\n\nご連絡ありがとうございます。赤いラッピングへの変更を承りました。',
    isSeen: true,
  },
  {
    id: 1042,
    customer: '高橋商事株式会社 購買部',
    address: 'purchase@takahashi.example.com',
    subject: '見積書のお願い（マグカップ50個・名入れあり・12月中旬納品希望）',
    texts: ['お世話になっております。高橋商事の高橋です。\n記念品として名入れのマグカップを50個検討しております。'],
    dueIn: 3.4 * HOUR,
    ago: 2 * HOUR,
    files: [
      ['ロゴデータ.zip', 5_242_880, false],
      ['見積依頼書.xlsm', 88_064, true],
    ],
  },
  {
    id: 1043,
    customer: '伊藤',
    address: 'ito@example.jp',
    subject: '返品について',
    order: '2026-11690',
    texts: ['サイズが合わなかったので返品したいです。送料はどちらの負担になりますか。'],
    dueIn: 20 * HOUR,
    ago: HOUR,
  },
  {
    id: 1045,
    customer: '小林美咲',
    address: 'misaki.kobayashi@example.com',
    subject: '再入荷のお知らせを希望します',
    shop: 2,
    texts: ['木の汽車セットの再入荷はいつごろでしょうか。'],
    dueIn: 49 * HOUR,
    ago: 30 * MINUTE,
    hasHtml: true,
  },
  {
    id: 1047,
    customer: 'Emily Carter',
    address: 'emily@example.com',
    subject: 'Shipping to Australia',
    shop: 2,
    texts: ['Hello, do you ship wooden toys to Australia? How long does it take?'],
    dueIn: 73 * HOUR,
    ago: 12 * MINUTE,
  },
  {
    id: 1048,
    customer: '渡辺',
    address: 'watanabe@example.jp',
    subject: '',
    texts: [''],
    ago: 9 * MINUTE,
    hasHtml: true,
    unreadable: 'charset',
  },
  {
    id: 1012,
    customer: '中村さくら',
    address: 'sakura@example.jp',
    subject: '配送日時の変更',
    order: '2026-11640',
    texts: ['配送日を25日に変更できますか。', '中村さくらさま\n\n25日の午前中に変更いたしました。ご確認ください。'],
    status: 'waiting',
    ago: 20 * HOUR,
    isSeen: true,
  },
  {
    id: 1015,
    customer: '加藤',
    address: 'kato@example.com',
    subject: '名入れの文字の確認',
    texts: ['名入れは「KATO」でお願いします。', '加藤さま\n\n承りました。字体はこちらでよろしいでしょうか。'],
    status: 'waiting',
    ago: 28 * HOUR,
    isSeen: true,
    outbox: 'unclear',
  },
  {
    id: 1018,
    customer: '吉田拓也',
    address: 'takuya@example.invalid',
    subject: '領収書の再発行',
    texts: ['領収書の再発行をお願いします。', '吉田拓也さま\n\n領収書をお送りします。'],
    status: 'open',
    ago: 30 * HOUR,
    isSeen: true,
    outbox: 'failed',
  },
  {
    id: 1019,
    customer: '松本',
    address: 'matsumoto@example.jp',
    subject: '在庫の確認',
    texts: ['白い花瓶の在庫はありますか。', '松本さま\n\n在庫がございます。'],
    status: 'open',
    ago: 3 * HOUR,
    isSeen: true,
    outbox: 'queued',
  },
  {
    id: 990,
    customer: '井上',
    address: 'inoue@example.jp',
    subject: 'ありがとうございました',
    texts: ['無事に届きました。とても気に入りました。'],
    status: 'resolved',
    ago: 50 * HOUR,
    isSeen: true,
  },
  {
    id: 1046,
    customer: 'モール注文通知',
    address: 'order@mall.example.com',
    subject: '【注文確認】ご注文を承りました 2026-11810',
    texts: ['注文番号 2026-11810 のご注文がありました。'],
    kind: 'notice',
    rule: 'rakuten-order',
    ago: 40 * MINUTE,
    order: '2026-11810',
  },
]
