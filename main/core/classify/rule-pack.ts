import type { Marketplace } from './marketplace.ts'

/**
 * `high`: seen in real mail. `medium`: from the vendor's pages. `low`: general knowledge; only suggests, never files, until a
 * shop has confirmed it with its own mail.
 */
export type Confidence = 'high' | 'medium' | 'low'

/** Data only, so that shops can contribute rows. Everything given must hold; words are compared after NFKC in lower case. */
export type PackRule = {
  /** Stored with each decision; never rename one. */
  id: string
  /** Null for a network that is no place to sell. */
  place: Marketplace | null
  kind: 'inquiry' | 'notice'
  confidence: Confidence
  when: {
    /** Whole addresses, `@domain` (with what lies below it), one of which must be the From. Empty: any sender. */
    from: readonly string[]
    /** One of these stands in the subject. Empty: any subject. */
    subject: readonly string[]
    /** None of these stands in the subject. */
    notSubject?: readonly string[]
  }
}

const trouble = ['返品', 'キャンセル', 'a-to-z', '請求', '保証', '交換', '問い合わせ', '質問', 'メッセージ'] as const

/** Senders and subjects of marketplaces, carts and X. Sources: the vendors' help pages and the table of marketplaces, 2026-11. */
export const rulePack: { version: number; rules: readonly PackRule[] } = {
  version: 1,
  rules: [
    inquiry('rakuten-masked-customer', 'rakuten', 'high', ['@fw.rakuten.ne.jp', '@fw.rakuten.co.jp'], []),
    inquiry(
      'rakuten-rmesse',
      'rakuten',
      'medium',
      ['@rakuten.co.jp', '@rakuten.ne.jp'],
      ['r-messe', 'お問い合わせがあります', '問い合わせが届'],
    ),
    notice('rakuten-order', 'rakuten', 'high', ['order@rakuten.co.jp'], ['注文内容ご確認', '注文内容確認']),
    notice('rakuten-order-confirm', 'rakuten', 'high', ['order-confirm@mail.rms.rakuten.co.jp'], []),
    notice('rakuten-shipped', 'rakuten', 'medium', ['@rakuten.co.jp', '@rakuten.ne.jp'], ['発送完了報告']),

    inquiry(
      'yahoo-inquiry',
      'yahoo',
      'medium',
      ['@mail.yahoo.co.jp'],
      ['問い合わせがあり', '問い合わせが届', 'お問い合わせを受', '問い合わせ管理'],
    ),
    notice('yahoo-store-order', 'yahoo', 'medium', ['store-shopping-order-master@mail.yahoo.co.jp'], [], trouble),
    notice('yahoo-editor', 'yahoo', 'medium', ['shopping-editor-master@mail.yahoo.co.jp'], []),
    notice('yahoo-morning-report', 'yahoo', 'medium', ['@mail.yahoo.co.jp'], ['朝レポ']),

    inquiry('amazon-buyer', 'amazon', 'high', ['@marketplace.amazon.co.jp', '@marketplace.amazon.com'], []),
    inquiry('amazon-pay-buyer', 'amazon-pay', 'high', ['auto-communicator@amazonpay.amazon.co.jp'], []),
    notice(
      'amazon-ship-now',
      'amazon',
      'high',
      ['do-not-reply@amazon.co.jp'],
      ['商品を出荷してください', '出荷してください'],
    ),
    notice('amazon-seller-notification', 'amazon', 'high', ['seller-notification@amazon.co.jp'], [], trouble),

    inquiry('base-inquiry', 'base', 'medium', ['@thebase.in', '@thebase.com'], ['問い合わせ']),
    notice(
      'base-order',
      'base',
      'low',
      ['@thebase.in', '@thebase.com'],
      ['注文', '購入', '入金', '決済', '発送', '振込'],
      trouble,
    ),

    inquiry('stores-inquiry', 'stores', 'medium', ['hello@stores.jp'], ['問い合わせ']),
    notice(
      'stores-order',
      'stores',
      'low',
      ['hello@stores.jp'],
      ['注文確認', '支払い完了', '支払い期限', '期限切れ', '発送完了'],
    ),

    inquiry(
      'shopify-contact-form',
      'shopify',
      'medium',
      ['@shopify.com', '@shopifyemail.com'],
      ['new customer message', 'お客様からの新しいメッセージ', '新しいメッセージ'],
    ),
    notice(
      'shopify-order',
      'shopify',
      'medium',
      ['@shopify.com'],
      ['order #', '注文 #', '注文#', 'payout', 'ペイアウト', 'fulfillment', 'フルフィルメント'],
      [...trouble, 'message'],
    ),

    inquiry(
      'mercari-message',
      'mercari',
      'medium',
      ['no-reply@mercari-shops.com'],
      ['メッセージ', '質問', '問い合わせ', 'コメント'],
    ),
    notice('mercari-sold', 'mercari', 'low', ['no-reply@mercari-shops.com'], ['購入されました']),

    notice('colorme-order', 'colorme', 'low', [], ['注文確認(自動送信)', '注文確認メール(自動送信)']),
    notice('makeshop-order', 'makeshop', 'low', [], ['【注文番号:']),

    inquiry(
      'yahoo-auction-message',
      'yahoo-auction',
      'medium',
      ['auction-master@mail.yahoo.co.jp', 'paypay-fleamarket@mail.yahoo.co.jp'],
      ['取引メッセージ', '質問', 'メッセージ', 'コメント'],
    ),
    notice(
      'yahoo-auction-notice',
      'yahoo-auction',
      'low',
      ['auction-master@mail.yahoo.co.jp', 'paypay-fleamarket@mail.yahoo.co.jp'],
      [],
    ),

    // X without its API: the mail stands for the post. See x-notice.ts.
    inquiry(
      'x-addressed',
      null,
      'low',
      ['@x.com', '@twitter.com'],
      [
        'メンション',
        '返信しました',
        '引用しました',
        'ダイレクトメッセージ',
        'mentioned you',
        'replied to',
        'quoted your',
        'direct message',
      ],
      ['コード', 'ログイン', 'code', 'log in', 'login'],
    ),
  ],
}

type Make = (
  id: string,
  place: Marketplace | null,
  confidence: Confidence,
  from: readonly string[],
  subject: readonly string[],
  notSubject?: readonly string[],
) => PackRule

function rule(
  kind: PackRule['kind'],
  ...[id, place, confidence, from, subject, notSubject]: Parameters<Make>
): PackRule {
  return { id, place, kind, confidence, when: { from, subject, ...(notSubject && { notSubject }) } }
}

function inquiry(...row: Parameters<Make>) {
  return rule('inquiry', ...row)
}

function notice(...row: Parameters<Make>) {
  return rule('notice', ...row)
}
