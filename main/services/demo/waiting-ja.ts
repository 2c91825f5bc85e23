import { csv, macroDocument, pdf, photo } from './files.ts'
import * as people from './people-ja.ts'
import type { Story } from './stories.ts'

/** What the shop has to do now: overdue, due soon, due later, and without a deadline. */
export const waitingJa: Story[] = [
  {
    to: 'aoba',
    who: people.hanako,
    subject: '届いたお皿にひびが入っていました(注文番号 123456-20261112-0123456789)',
    last: { dueIn: -135 },
    turns: [
      {
        by: 'customer',
        text: 'お世話になっております。山田です。\n本日、粉引の豆皿(5枚組)が届きましたが、1枚にひびが入っておりました。\n週末に来客があり、それまでに使いたいと思っております。交換していただくことはできますでしょうか。\n\n写真を添付いたします。よろしくお願いいたします。\n\n山田 花子',
        files: [photo('IMG_2043.jpg'), photo('IMG_2044.jpg')],
      },
    ],
    isUnseen: true,
  },
  {
    to: 'midori',
    who: people.suzuki,
    subject: 'まだ届きません',
    last: { dueIn: -40 },
    turns: [
      {
        by: 'customer',
        text: '11月に注文した「深蒸し煎茶 100g×3」がまだ届きません。\n注文番号は midori-tea-10024518 です。いつごろになりますか。\n鈴木',
      },
      {
        by: 'shop',
        after: 150,
        text: '鈴木様\n\nお問い合わせいただきありがとうございます。茶舗みどりの佐々木です。\nお待たせしており申し訳ございません。配送会社に確認し、本日中にご連絡いたします。',
      },
      {
        by: 'customer',
        after: 1500,
        text: 'その後いかがでしょうか。昨日ご連絡をいただけると伺っていましたが、まだ何も届いておりません。',
        quotes: true,
      },
    ],
  },
  {
    to: 'kawa',
    who: people.watanabe,
    subject: '名入れの綴りについて至急のお願い',
    last: { dueIn: 25 },
    turns: [
      {
        by: 'customer',
        text: '先ほど注文した名刺入れ(#1042)の名入れを「WATANABE」に直していただけますか。\n「WATANABI」と入力してしまいました。作業前でしたらお願いいたします。\n\n渡辺 誠',
      },
    ],
    isUnseen: true,
  },
  {
    to: 'midori',
    who: people.sato,
    subject: 'ギフト包装とのしについて',
    last: { dueIn: 110 },
    turns: [
      {
        by: 'customer',
        text: '初めて注文いたします。\n内祝いとして5箱お願いしたいのですが、のしの表書きと名前を入れていただくことはできますか。\nまた、11月中に届けていただきたいです。\n\n佐藤美咲\nスマートフォンから送信',
      },
    ],
    isUnseen: true,
  },
  {
    to: 'aoba',
    who: people.takahashi,
    subject: '在庫の確認をお願いします',
    isSnoozed: 'tomorrow',
    last: { minutesAgo: 35 },
    turns: [
      {
        by: 'customer',
        text: 'お世話になります。\n木製トレー(Mサイズ・ウォルナット)は、12月上旬までに20枚そろいますでしょうか。店舗の備品として使う予定です。\n品番の一覧を添付します。\n\n高橋',
        files: [
          csv('備品一覧.csv', '品番,品名,数量\nTR-M-WN,木製トレー M ウォルナット,20\nCO-01,コルクコースター,40\n'),
        ],
      },
    ],
    isUnseen: true,
  },
  {
    to: 'kawa',
    who: people.inoue,
    subject: 'お見積りのお願い(記念品30個)',
    last: { minutesAgo: 95 },
    turns: [
      {
        by: 'customer',
        text: '革と糸 ご担当者様\n\n突然のご連絡失礼いたします。井上商店の井上と申します。\n創業50周年の記念品として、キーホルダー30個の製作を検討しております。\n仕様書を添付いたしますので、お見積りをお願いできますでしょうか。\n\n井上商店 総務 井上\noffice@inoue.example.com',
        files: [pdf('仕様書.pdf', 'Key holder, 30 pieces, embossed'), macroDocument('発注書式.docm')],
      },
    ],
  },
  {
    to: 'aoba',
    who: people.kato,
    subject: 'サイズ違いの交換について',
    toApprove:
      '加藤様\n\nご返送いただきありがとうございます。\n届きしだい、Sサイズのエプロンをお送りします。明日の発送を予定しております。',
    last: { minutesAgo: 150 },
    turns: [
      {
        by: 'customer',
        text: '先日購入したリネンのエプロンですが、思ったより丈が長く、Sサイズに交換していただけないでしょうか。\n未使用です。返送の送料も教えてください。\n加藤',
      },
      {
        by: 'shop',
        after: 95,
        text: '加藤様\n\nお問い合わせいただきありがとうございます。あおば雑貨店の田中です。\nSサイズの在庫がございますので、交換を承ります。お手数ですが、下記までご返送ください。\n返送の送料は、恐れ入りますがお客さまのご負担でお願いしております。\n\n〒000-0000 見本県見本市1-2-3 あおば雑貨店',
      },
      {
        by: 'customer',
        after: 2800,
        text: '本日、返送しました。追跡番号は 0000-1111-2222 です。\n交換品はいつごろ届きますか。',
        quotes: true,
      },
    ],
  },
  {
    to: 'midori',
    who: people.kimura,
    subject: '領収書の宛名を変更したいです',
    last: { minutesAgo: 200 },
    turns: [
      {
        by: 'customer',
        text: '領収書の宛名を「株式会社見本」に変更して、再発行していただけますでしょうか。\n注文番号: midori-tea-10024602\n木村',
      },
      {
        by: 'draft',
        text: '木村様\n\nお問い合わせいただきありがとうございます。茶舗みどりの佐々木です。\n領収書の宛名を変更し、再発行いたします。',
      },
    ],
  },
  {
    to: 'aoba',
    who: { name: '', address: 'unknown-sender@example.org' },
    subject: 'お問い合わせ',
    last: { minutesAgo: 310 },
    turns: [{ by: 'customer', text: '', isUnreadable: true }],
    isUnseen: true,
  },
  {
    to: 'midori',
    who: people.mori,
    subject: 'ご注文のキャンセルについて',
    last: { dueIn: -1600 },
    turns: [
      {
        by: 'customer',
        text: '昨夜注文した玄米茶ですが、数量を間違えました。発送前でしたらキャンセルをお願いいたします。\n注文番号 midori-tea-10024633\n森',
      },
    ],
  },
  {
    to: 'kawa',
    who: people.buyer,
    subject: 'ご注文 250-1234567-1234567 についてのお問い合わせ',
    last: { minutesAgo: 240 },
    turns: [
      {
        by: 'customer',
        text: 'ご注文番号: 250-1234567-1234567\nメッセージ:\n箱がつぶれていました。中身は無事ですが、贈り物なので箱だけ送っていただけませんか。',
      },
    ],
  },
  {
    to: 'kawa',
    who: people.hayashi,
    subject: 'ベルトの長さについて',
    planned: 'お問い合わせいただきありがとうございます。\nベルトの長さは、75cmから95cmまでの5種類です。',
    last: { minutesAgo: 4 },
    turns: [
      { by: 'customer', text: 'ウエスト86cmですが、Mで足りますか。普段は国産メーカーの85を使っています。\n林' },
      {
        by: 'shop',
        after: 200,
        fate: 'waits',
        text: '林様\n\nお問い合わせいただきありがとうございます。革と糸の高木です。\nウエスト86cmでしたら、Mサイズの3番目の穴がちょうど良い位置になります。',
      },
    ],
  },
  {
    to: 'midori',
    who: people.yoshida,
    subject: '定期便のお休みについて',
    last: { daysAgo: 1, at: '15:40' },
    turns: [
      { by: 'customer', text: '来月の定期便を1回お休みできますか。\n吉田' },
      {
        by: 'shop',
        after: 60,
        fate: 'refused',
        text: '吉田様\n\nいつもご利用いただき、ありがとうございます。茶舗みどりの佐々木です。\n来月分をお休みにいたしました。再来月は通常どおりお届けします。',
      },
    ],
  },
  {
    to: 'aoba',
    who: people.shimizu,
    subject: '配送日時の変更',
    last: { daysAgo: 1, at: '16:25' },
    turns: [
      {
        by: 'customer',
        text: '明日届く予定の荷物を、土曜の午前に変更できますか。\n注文番号 123456-20261118-0123456801\n清水',
      },
      {
        by: 'shop',
        after: 50,
        fate: 'unclear',
        text: '清水様\n\nお問い合わせいただきありがとうございます。あおば雑貨店の田中です。\n土曜の午前中に変更いたしました。',
      },
    ],
  },
]
