import type { Story } from './stories.ts'

const ORDER_HTML = `<!doctype html><html lang="ja"><body style="margin:0;background:#f4f1ea">
<table width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:24px">
<table width="600" cellpadding="0" cellspacing="0" style="background:#fff;border:1px solid #e3ddcf">
<tr><td style="padding:20px 28px;background:#2f7d5b;color:#fff;font:bold 18px sans-serif">カートからの自動送信</td></tr>
<tr><td style="padding:24px 28px;font:15px/1.8 sans-serif;color:#333"><p>お問い合わせがありました。</p>
<table width="100%" cellpadding="8" cellspacing="0" style="border-collapse:collapse">
<tr><th align="left" style="border-bottom:1px solid #ddd">商品</th><th align="right" style="border-bottom:1px solid #ddd">数</th><th align="right" style="border-bottom:1px solid #ddd">金額</th></tr>
<tr><td style="border-bottom:1px solid #eee">玉露 50g</td><td align="right" style="border-bottom:1px solid #eee">2</td><td align="right" style="border-bottom:1px solid #eee">4,320円</td></tr>
<tr><td style="border-bottom:1px solid #eee">茶筒(小)</td><td align="right" style="border-bottom:1px solid #eee">1</td><td align="right" style="border-bottom:1px solid #eee">1,980円</td></tr>
<tr><td colspan="2"><b>合計</b></td><td align="right"><b>6,300円</b></td></tr></table>
<p>「贈り物です。2つに分けて包んでいただけますか。手提げ袋もお願いします。」</p>
<p><a href="https://cart.example.com/orders/20418" style="background:#2f7d5b;color:#fff;padding:10px 22px;text-decoration:none">注文を見る</a></p>
</td></tr></table></td></tr></table></body></html>`

const NEWS_HTML = `<!doctype html><html lang="ja"><body style="margin:0"><table width="100%" bgcolor="#eef0f7"><tr><td align="center">
<table width="600" bgcolor="#ffffff" style="font:15px/1.8 sans-serif;color:#333"><tr><td style="padding:24px">
<img src="https://img.example.com/600x160.png" width="552" height="160" alt="冬の出店者セミナー"><h1 style="font-size:20px">冬の出店者セミナーのご案内</h1>
<p>年末の商戦に向けて、梱包と配送の工夫をお話しします。参加は無料です。</p><p><a href="https://seminar.example.com/winter">申し込む</a></p>
<img src="https://track.example.com/open.gif?id=1" width="1" height="1"></td></tr></table></td></tr></table></body></html>`

const TRICK_HTML = `<html><body style="font:15px/1.8 sans-serif"><p>お客様のアカウントに異常な操作が見つかりました。</p>
<p>24時間以内に確認されない場合、ショップのご利用を停止します。</p>
<p><a href="https://login.example.net/verify?shop=aoba">https://mall.example.jp/security</a></p>
<form action="https://login.example.net/steal"><input name="password" placeholder="パスワード"><button>確認する</button></form></body></html>`

/** Mail that machines send: filed under notices where a rule is sure, a ticket where it may be a person's question. */
export const machineJa: Story[] = [
  {
    to: 'midori',
    who: { name: '前田 久美', address: 'kumi.maeda@example.com' },
    subject: '【カート】お問い合わせがありました(ご注文 No. 20418)',
    last: { minutesAgo: 180 },
    turns: [
      {
        by: 'customer',
        text: 'お問い合わせがありました。\n玉露 50g 2点、茶筒(小) 1点\n「贈り物です。2つに分けて包んでいただけますか。手提げ袋もお願いします。」',
        html: ORDER_HTML,
      },
    ],
    isUnseen: true,
  },
  {
    to: 'aoba',
    who: { name: 'モールセキュリティ', address: 'security@alert.example.net' },
    subject: '【重要】アカウントの確認をお願いします',
    last: { minutesAgo: 400 },
    turns: [
      {
        by: 'customer',
        text: 'お客様のアカウントに異常な操作が見つかりました。\nhttps://mall.example.jp/security',
        html: TRICK_HTML,
      },
    ],
  },
  {
    to: 'aoba',
    who: { name: '楽天市場', address: 'order@rakuten.co.jp' },
    subject: '【楽天市場】注文内容ご確認(自動配信メール)',
    last: { minutesAgo: 130 },
    turns: [
      { by: 'customer', text: 'ご注文がありました。\n[受注番号] 123456-20261121-0123456820\n木製トレー M 1点 3,850円' },
    ],
  },
  {
    to: 'aoba',
    who: { name: '楽天市場', address: 'order@rakuten.co.jp' },
    subject: '【楽天市場】注文内容ご確認(自動配信メール)',
    last: { daysAgo: 1, at: '21:14' },
    turns: [
      {
        by: 'customer',
        text: 'ご注文がありました。\n[受注番号] 123456-20261120-0123456811\nリネンエプロン S 1点 5,280円',
      },
    ],
  },
  {
    to: 'kawa',
    who: { name: 'Amazon.co.jp', address: 'do-not-reply@amazon.co.jp' },
    subject: '注文確定:商品を出荷してください(250-1234567-1234567)',
    last: { daysAgo: 3, at: '07:02' },
    turns: [
      { by: 'customer', text: '商品を出荷してください。\n注文番号: 250-1234567-1234567\nキーケース ブラック 1点' },
    ],
  },
  {
    to: 'midori',
    who: { name: 'Yahoo!ショッピング', address: 'store-shopping-order-master@mail.yahoo.co.jp' },
    subject: '新しいご注文のお知らせ(midori-tea-10024640)',
    last: { daysAgo: 2, at: '22:31' },
    turns: [{ by: 'customer', text: '新しいご注文が入りました。\n注文番号 midori-tea-10024640\n深蒸し煎茶 100g 2点' }],
  },
  {
    to: 'aoba',
    who: { name: '出店者だより', address: 'news@seminar.example.com' },
    subject: '冬の出店者セミナーのご案内',
    last: { daysAgo: 2, at: '09:00' },
    turns: [
      {
        by: 'customer',
        text: '冬の出店者セミナーのご案内',
        html: NEWS_HTML,
        headers: ['List-Unsubscribe: <https://seminar.example.com/stop>', 'Precedence: bulk'],
      },
    ],
  },
  {
    to: 'kawa',
    who: { name: '革問屋ニュース', address: 'letter@leather.example.com' },
    subject: '今月の新入荷:姫路の白なめし',
    last: { daysAgo: 5, at: '08:30' },
    turns: [
      {
        by: 'customer',
        text: '今月の新入荷をご案内します。\n姫路の白なめし、1枚から承ります。',
        headers: ['List-Unsubscribe: <https://leather.example.com/stop>'],
      },
    ],
  },
]
