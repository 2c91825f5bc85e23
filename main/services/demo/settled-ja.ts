import { pdf, photo } from './files.ts'
import * as people from './people-ja.ts'
import type { Person, Story } from './stories.ts'

/** A question with its answer, as most tickets are. */
function short(to: string, who: Person, subject: string, days: number, at: string, ask: string, reply: string): Story {
  return {
    to,
    who,
    subject,
    last: { daysAgo: days, at },
    turns: [
      { by: 'customer', text: ask },
      { by: 'shop', after: 140, text: reply },
    ],
  }
}
const done = (story: Story): Story => ({ ...story, isResolved: 'settled' })

/** What is answered or settled. */
export const settledJa: Story[] = [
  {
    to: 'kawa',
    who: people.kobayashi,
    subject: '修理のご相談(長財布のファスナー)',
    last: { daysAgo: 2, at: '14:10' },
    turns: [
      {
        by: 'customer',
        text: '2年前に購入した長財布のファスナーが壊れました。修理は可能でしょうか。\n小林',
        files: [photo('財布.jpg')],
      },
      {
        by: 'shop',
        after: 120,
        text: '小林様\n\n長くお使いいただきありがとうございます。革と糸の高木です。\nお写真を拝見しました。ファスナーの交換で直せます。費用は3,300円(税込)、期間は2週間ほどです。',
      },
      {
        by: 'customer',
        after: 300,
        text: 'ありがとうございます。お願いします。どこへ送ればよいですか。',
        quotes: true,
      },
      {
        by: 'shop',
        after: 60,
        text: '小林様\n\nありがとうございます。下記までお送りください。\n〒000-0000 見本県見本市4-5-6 革と糸 工房',
      },
      { by: 'customer', after: 2900, text: '本日、発送しました。', quotes: true },
      {
        by: 'shop',
        after: 1800,
        text: '小林様\n\n財布が届きました。修理に入ります。でき次第ご連絡いたします。',
        isElsewhere: true,
      },
      {
        by: 'customer',
        after: 7000,
        text: 'お世話になっております。進み具合はいかがでしょうか。急ぎではありません。',
        quotes: true,
      },
      {
        by: 'shop',
        after: 90,
        text: '小林様\n\nお待たせしております。ファスナーの交換が終わり、いま縫い目を整えております。\n3日後に発送いたします。',
        files: [photo('修理中.jpg')],
      },
      {
        by: 'shop',
        after: 4300,
        text: '小林様\n\n本日、発送いたしました。追跡番号は 0000-3333-4444 です。\n請求書を添付いたします。',
        files: [pdf('請求書.pdf', 'Invoice 3,300 JPY')],
      },
    ],
  },
  {
    to: 'aoba',
    who: people.matsumoto,
    subject: '返品をお願いしたいです',
    last: { daysAgo: 3, at: '11:05' },
    turns: [
      { by: 'customer', text: '届いたクッションカバーの色が思っていたものと違いました。返品できますか。\n松本' },
      {
        by: 'shop',
        after: 75,
        text: '松本様\n\nあおば雑貨店の田中です。未開封でしたら、到着から7日以内に返品を承ります。\nご返送先は下記のとおりです。着いたら2営業日以内にご返金いたします。',
      },
    ],
  },
  {
    to: 'midori',
    who: people.nakamura,
    subject: 'ご注文の継続についてのご確認',
    last: { daysAgo: 2, at: '16:30' },
    turns: [
      { by: 'customer', text: '予約した新茶は、いつ届きますか。4月と聞いて注文しました。\n中村' },
      {
        by: 'shop',
        after: 180,
        text: '中村様\n\n茶舗みどりの佐々木です。ことしは摘み取りが遅く、お届けは5月中旬になります。\nお待ちいただけるか、キャンセルされるか、来週金曜までにこのメールへのご返信でお知らせください。\nご注文は保留にしておりますので、ご安心ください。',
      },
    ],
  },
  {
    to: 'aoba',
    who: { name: '藤田 直樹', address: 'naoki.fujita@example.invalid' },
    subject: '再入荷のお知らせをお願いします',
    last: { daysAgo: 4, at: '13:12' },
    turns: [
      { by: 'customer', text: '竹の洗濯ばさみが入荷したら教えてください。\n藤田' },
      { by: 'shop', after: 1200, text: '藤田様\n\nお待たせいたしました。竹の洗濯ばさみが入荷いたしました。' },
      { by: 'postmaster', after: 1 },
    ],
  },
  short(
    'midori',
    people.hanako,
    'ほうじ茶の賞味期限',
    5,
    '15:20',
    '自宅用に購入を考えています。ほうじ茶の賞味期限はどのくらいですか。\n山田',
    '山田様\n\nいつもご利用いただき、ありがとうございます。茶舗みどりの佐々木です。\n未開封で製造から10か月です。',
  ),
  short(
    'kawa',
    people.ito,
    '革の色について',
    6,
    '10:45',
    'キャメルとブラウンで迷っています。経年変化が大きいのはどちらですか。\n伊藤',
    '伊藤様\n\n革と糸の高木です。キャメルのほうが変化をはっきりお楽しみいただけます。',
  ),
  short(
    'aoba',
    people.sato,
    '店舗での受け取り',
    7,
    '16:00',
    '通販で注文して店舗で受け取ることはできますか。',
    '佐藤様\n\n恐れ入りますが、現在は店舗での受け取りを承っておりません。',
  ),
  {
    to: 'aoba-x',
    who: { name: 'たろう', address: '@taro_desu' },
    subject: '',
    last: { daysAgo: 6, at: '12:40' },
    turns: [
      { by: 'customer', text: '@aoba_zakka 今日の営業は何時までですか?' },
      { by: 'shop', after: 12, text: '本日は17時までです。お気をつけてお越しください。' },
    ],
  },
  done(
    short(
      'aoba',
      people.hanako,
      '豆皿の電子レンジ使用',
      24,
      '11:30',
      '粉引の豆皿は電子レンジで使えますか。\n山田',
      '山田様\n\nあおば雑貨店の田中です。短い温めでしたらお使いいただけます。',
    ),
  ),
  done(
    short(
      'aoba',
      people.hanako,
      '送料について',
      38,
      '14:05',
      '5,000円以上で送料無料とありますが、税込の金額でしょうか。\n山田',
      '山田様\n\nはい、税込の金額です。ご注文をお待ちしております。',
    ),
  ),
  done(
    short(
      'midori',
      people.suzuki,
      '注文数の変更',
      19,
      '10:20',
      '注文 midori-tea-10023877 の煎茶を2袋に増やせますか。\n鈴木',
      '鈴木様\n\n2袋に変更いたしました。差額は同じお支払い方法で承ります。',
    ),
  ),
  done(
    short(
      'midori',
      people.yoshida,
      '急須のおすすめ',
      21,
      '13:30',
      '一人用の急須を探しています。おすすめはありますか。\n吉田',
      '吉田様\n\n常滑焼の180mlがお一人用にちょうど良い大きさです。',
    ),
  ),
  done(
    short(
      'kawa',
      people.watanabe,
      '名刺入れの納期',
      16,
      '09:50',
      '今注文すると、いつごろ届きますか。\n渡辺',
      '渡辺様\n\n名入れなしで3日、名入れありで10日ほどいただいております。',
    ),
  ),
  done(
    short(
      'kawa',
      people.kobayashi,
      '革用クリームの使い方',
      33,
      '17:10',
      'クリームは月に1回でよいですか。\n小林',
      '小林様\n\n乾きを感じたときで十分です。目安は2か月に1回ほどです。',
    ),
  ),
  done(
    short(
      'aoba',
      people.kato,
      'ラッピングの追加',
      12,
      '10:15',
      '注文後ですが、ラッピングを追加できますか。注文番号 123456-20261109-0123456712\n加藤',
      '加藤様\n\n追加いたしました。無料で承ります。',
    ),
  ),
  done(
    short(
      'aoba',
      people.takahashi,
      '請求書払いについて',
      28,
      '15:45',
      '法人ですが、請求書払いは可能でしょうか。\n高橋',
      '高橋様\n\n2回目以降のご注文から承っております。',
    ),
  ),
  {
    to: 'midori',
    who: people.shimizu,
    subject: '違う商品が届きました',
    last: { daysAgo: 10, at: '16:50' },
    isResolved: 'settled',
    turns: [
      {
        by: 'customer',
        text: '煎茶を注文しましたが、玄米茶が届きました。\n注文番号 midori-tea-10024101\n清水',
        files: [photo('届いた商品.jpg')],
      },
      {
        by: 'shop',
        after: 35,
        text: '清水様\n\nこのたびは誠に申し訳ございません。煎茶を本日お送りいたします。\nお手元の玄米茶はお詫びとしてお納めください。',
      },
      { by: 'customer', after: 2000, text: '届きました。ご丁寧にありがとうございました。', quotes: true },
      { by: 'shop', after: 45, text: '清水様\n\nご連絡ありがとうございます。今後ともよろしくお願いいたします。' },
    ],
  },
  {
    to: 'kawa',
    who: people.ito,
    subject: 'お礼',
    last: { daysAgo: 14, at: '18:25' },
    isResolved: 'no-reply-needed',
    turns: [{ by: 'customer', text: '財布、届きました。とても気に入りました。大切に使います。\n伊藤' }],
  },
  {
    to: 'aoba-instagram',
    who: { name: 'mori.no.ie', address: 'mori.no.ie' },
    subject: '',
    last: { daysAgo: 9, at: '20:15' },
    isResolved: 'settled',
    turns: [
      { by: 'customer', text: 'ガラスの花びんは水漏れしませんか?' },
      { by: 'shop', after: 700, text: 'こんにちは。すべて水を入れて確かめてからお送りしています。ご安心ください。' },
    ],
  },
]
