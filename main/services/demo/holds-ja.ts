import * as people from './people-ja.ts'
import type { Story } from './stories.ts'

/** Orders that wait for a word of the customer, each at another step. */
export const holdsJa: Story[] = [
  {
    to: 'aoba',
    who: people.kimura,
    subject: '白い花器の在庫について(注文番号 123456-20261109-0123456777)',
    last: { daysAgo: 1, at: '11:20' },
    turns: [
      {
        by: 'customer',
        text: '注文した白い花器(大)が「お取り寄せ」になっていました。いつごろ届きますか。\n木村',
      },
      {
        by: 'shop',
        after: 90,
        hold: {
          step: 'request',
          kind: 'customer-decision',
          orderNumber: '123456-20261109-0123456777',
          product: '白い花器(大)',
          stockNote: '生成りの同型を1点取り置き',
        },
        text: '木村様\n\nお問い合わせいただきありがとうございます。あおば雑貨店の田中です。\n白い花器(大)は次回の入荷が3週間先になります。生成りでしたら1点お取り置きしております。\n入荷をお待ちいただけるか、生成りに変更されるか、キャンセルされるか、{date}までにご返信ください。\nご注文は保留にしておりますので、ご安心ください。',
      },
    ],
  },
  {
    to: 'midori',
    who: people.takahashi,
    subject: '新茶の詰め合わせが欠品とのこと',
    last: { daysAgo: 7, at: '10:40' },
    turns: [
      { by: 'customer', text: '新茶の詰め合わせ(midori-tea-10024477)が欠品とのことですが、どうなりますか。\n高橋' },
      {
        by: 'shop',
        after: 60,
        hold: {
          step: 'request',
          kind: 'customer-decision',
          orderNumber: 'midori-tea-10024477',
          product: '新茶の詰め合わせ',
        },
        text: '高橋様\n\n茶舗みどりの佐々木です。欠品でご迷惑をおかけし、申し訳ございません。\n代わりの詰め合わせをお送りするか、キャンセルとご返金か、{date}までにご返信ください。',
      },
    ],
  },
  {
    to: 'kawa',
    who: people.kato,
    subject: '長財布の色変更のご相談',
    last: { daysAgo: 1, at: '10:15' },
    turns: [
      { by: 'customer', text: '長財布(#1031)を黒からキャメルに変えられますか。\n加藤' },
      {
        by: 'shop',
        after: 120,
        hold: { step: 'request', kind: 'customer-decision', orderNumber: '1031', product: '長財布' },
        text: '加藤様\n\n革と糸の高木です。キャメルは受注製作のため、お届けが4週間後になります。\n変更されるか、黒のままお送りするか、{date}までにご返信ください。',
      },
      {
        by: 'shop',
        after: 8 * 24 * 60,
        hold: { step: 'reminder' },
        text: '加藤様\n\n先日お送りしたメールへのご返信をまだ確認できておりません。行き違いでしたらご容赦ください。\n{date}までにご連絡がない場合は、ご注文をキャンセルとさせていただきます。',
      },
    ],
  },
  {
    to: 'aoba',
    who: { name: '吉村 遥', address: 'haruka.yoshimura@example.invalid' },
    subject: 'ご注文の配送先について',
    last: { daysAgo: 2, at: '15:05' },
    turns: [
      { by: 'customer', text: '住所の番地が抜けていたかもしれません。電話は 000-0000-5678 です。\n吉村' },
      {
        by: 'shop',
        after: 45,
        hold: { step: 'request', kind: 'customer-decision', orderNumber: '', product: '木のカトラリー' },
        text: '吉村様\n\nあおば雑貨店の田中です。お届け先の番地を{date}までにお知らせください。',
      },
      { by: 'postmaster', after: 2 },
    ],
  },
  {
    to: 'kawa',
    who: people.mori,
    subject: '返品のご連絡(サイズ違い)',
    last: { daysAgo: 3, at: '13:30' },
    turns: [
      { by: 'customer', text: 'ベルト(#1028)のサイズが合わなかったので返品します。\n森' },
      {
        by: 'shop',
        after: 30,
        hold: { step: 'request', kind: 'return-goods', orderNumber: '1028', product: 'ベルト M' },
        text: '森様\n\n革と糸の高木です。返品を承りました。お手数ですが{date}までに着くようにお送りください。\n到着を確認しだい、ご返金の手続きをいたします。',
      },
    ],
  },
  {
    to: 'aoba',
    who: { name: '三浦 春香', address: 'haruka.miura@example.com' },
    subject: '急須の入荷待ちについて',
    last: { daysAgo: 8, at: '10:20' },
    turns: [
      { by: 'customer', text: '急須(黒)が入荷待ちのようですが、いつになりますか。\n三浦' },
      {
        by: 'shop',
        after: 60,
        hold: { step: 'request', kind: 'customer-decision', orderNumber: '', product: '急須(黒)' },
        text: '三浦様\n\nあおば雑貨店の田中です。急須(黒)は入荷が未定となりました。\n灰へ変更されるか、キャンセルされるか、{date}までにご返信ください。',
      },
      {
        by: 'shop',
        after: 7 * 24 * 60,
        hold: { step: 'reminder' },
        text: '三浦様\n\n先日お送りしたメールへのご返信をまだ確認できておりません。行き違いでしたらご容赦ください。\n{date}までにご連絡がない場合は、ご注文をキャンセルとさせていただきます。',
      },
    ],
  },
  {
    to: 'midori',
    who: { name: '藤井 良太', address: 'ryota.fujii@example.net' },
    subject: '玉露の等級のご確認',
    last: { daysAgo: 1, at: '9:10' },
    turns: [
      { by: 'customer', text: '玉露(midori-tea-10024512)を頼みましたが、等級は選べますか。\n藤井' },
      {
        by: 'shop',
        after: 40,
        hold: {
          step: 'request',
          kind: 'customer-decision',
          orderNumber: 'midori-tea-10024512',
          product: '玉露 100g',
          stockNote: '特上を1袋取り置き',
        },
        text: '藤井様\n\n茶舗みどりの佐々木です。特上と上の二つからお選びいただけます。\nどちらになさるか、{date}までにご返信ください。',
      },
      { by: 'customer', after: 24 * 60, text: '特上でお願いします。\n藤井' },
    ],
  },
]
