import type { HoldMails } from '../hold-mail-words.ts'

/** The mails of a hold where the shop has no template of its own for them. */
export const holdMails: HoldMails = {
  request: {
    'customer-decision': ({ customer, shop, order, product, due }) => ({
      subject: `【${shop}】ご注文について${due}までにご返答ください${order && `（注文番号 ${order}）`}`,
      body: `${customer}\n\nいつもありがとうございます。${shop}です。\n\nご注文${bracket(order && `注文番号 ${order}`, product)}は、保留にしておりますのでご安心ください。\nお手数ですが、${due}までに、次のどちらかをこのメールへの返信でお知らせください。\n\n・ご注文を続ける場合は「注文」\n・キャンセルする場合は「キャンセル」\n\nどうぞよろしくお願いいたします。`,
    }),
    'return-goods': ({ customer, shop, order, product, due }) => ({
      subject: `【${shop}】商品のご返送のお願い${order && `（注文番号 ${order}）`}`,
      body: `${customer}\n\n${shop}です。\n\n商品${bracket(order && `注文番号 ${order}`, product)}を、${due}までに当店へ届くようにお送りください。\n届きしだい、次のお手続きをご連絡いたします。\n\nご都合がつかない場合は、このメールへの返信でお知らせください。\nどうぞよろしくお願いいたします。`,
    }),
    'call-back': ({ customer, shop, due }) => ({
      subject: `【${shop}】お電話の件`,
      body: `${customer}\n\n${shop}です。\n\nお電話をいただき、ありがとうございます。折り返しご連絡いたしましたが、お話しできませんでした。\n${due}までに、ご都合のよい時間をこのメールへの返信でお知らせいただくか、お電話をいただけますでしょうか。\n\nどうぞよろしくお願いいたします。`,
    }),
  },
  reminder: {
    'customer-decision': ({ customer, shop, order, product, due, firstSent, days }) => ({
      subject: `【再送・${shop}】ご返答のお願い${order && `（注文番号 ${order}）`}`,
      body: `${customer}\n\n${shop}です。\n\n${firstSent}（${days}日前）に、ご注文${bracket(order && `注文番号 ${order}`, product)}を続けるかどうかのお願いをお送りしましたが、まだご返信を確認できておりません。\nメールの不達や行き違いもあるかと存じ、あらためてご連絡いたしました。\n\nお手数ですが、${due}までに、「注文」または「キャンセル」とご返信ください。\n${due}までにご返信がない場合は、まことに勝手ながら、ご注文をキャンセルとさせていただきます。\n\nどうぞよろしくお願いいたします。`,
    }),
    'return-goods': ({ customer, shop, order, product, due, firstSent, days }) => ({
      subject: `【再送・${shop}】商品のご返送のお願い${order && `（注文番号 ${order}）`}`,
      body: `${customer}\n\n${shop}です。\n\n${firstSent}（${days}日前）に、商品${bracket(order && `注文番号 ${order}`, product)}のご返送をお願いしましたが、まだ届いておりません。\nお手数ですが、${due}までに当店へ届くようにお送りいただくか、ご事情をこのメールへの返信でお知らせください。\n${due}までに確認できない場合は、お手続きを終わらせていただきます。\n\nどうぞよろしくお願いいたします。`,
    }),
    'call-back': ({ customer, shop, due, firstSent, days }) => ({
      subject: `【再送・${shop}】お電話の件`,
      body: `${customer}\n\n${shop}です。\n\n${firstSent}（${days}日前）にご連絡いたしましたが、まだお話しできておりません。\n${due}までに、ご都合のよい時間をご返信いただくか、お電話をいただけますでしょうか。\n${due}までにご連絡がない場合は、いったんお手続きを終わらせていただきます。\n\nどうぞよろしくお願いいたします。`,
    }),
  },
  end: {
    'order-confirmed': ({ customer, shop, order }) => ({
      subject: `【${shop}】ご注文を確定しました${order && `（注文番号 ${order}）`}`,
      body: `${customer}\n\nご返信ありがとうございます。${shop}です。\n\nご注文${bracket(order && `注文番号 ${order}`)}を確定いたしました。発送の準備ができしだい、ご連絡いたします。\n\nどうぞよろしくお願いいたします。`,
    }),
    'cancelled-by-customer': ({ customer, shop, order }) => ({
      subject: `【${shop}】ご注文のキャンセルを承りました${order && `（注文番号 ${order}）`}`,
      body: `${customer}\n\nご返信ありがとうございます。${shop}です。\n\nご希望のとおり、ご注文${bracket(order && `注文番号 ${order}`)}をキャンセルいたしました。お支払いがお済みの場合は、ご返金の方法をあらためてご連絡いたします。\n\nまたの機会をお待ちしております。`,
    }),
    'cancelled-reorder': ({ customer, shop, order }) => ({
      subject: `【${shop}】ご注文のキャンセルと再注文のお願い${order && `（注文番号 ${order}）`}`,
      body: `${customer}\n\n${shop}です。\n\nご注文${bracket(order && `注文番号 ${order}`)}は、いったんキャンセルといたしました。\nお手数ですが、お決まりになりましたら、あらためてご注文ください。\n\nどうぞよろしくお願いいたします。`,
    }),
    'cancelled-no-answer': ({ customer, shop, order, lastDue }) => ({
      subject: `【${shop}】ご注文キャンセルのお知らせ${order && `（注文番号 ${order}）`}`,
      body: `${customer}\n\n${shop}です。\n\n${lastDue}までにご返信を確認できませんでしたので、ご案内のとおり、ご注文${bracket(order && `注文番号 ${order}`)}をキャンセルいたしました。\nお支払いがお済みの場合は、ご返金の方法をあらためてご連絡いたします。\n\nまたご入り用の際は、あらためてご注文をお待ちしております。`,
    }),
    'goods-arrived': ({ customer, shop }) => ({
      subject: `【${shop}】ご返送の商品が届きました`,
      body: `${customer}\n\n${shop}です。\n\nご返送いただいた商品が届きました。お手数をおかけいたしました。\nこのあとのお手続きを進めてまいります。`,
    }),
    'return-not-needed': ({ customer, shop }) => ({
      subject: `【${shop}】商品のご返送について`,
      body: `${customer}\n\n${shop}です。\n\n商品のご返送は不要になりました。お手元でご処分ください。\nお手数をおかけいたしました。`,
    }),
    'goods-never-came': ({ customer, shop, lastDue }) => ({
      subject: `【${shop}】ご返送のお手続きについて`,
      body: `${customer}\n\n${shop}です。\n\n${lastDue}までに商品のご返送を確認できませんでしたので、ご案内のとおり、お手続きを終わらせていただきます。\nお送りいただいている場合は、送り状の番号をご返信ください。`,
    }),
    reached: ({ customer, shop }) => ({
      subject: `【${shop}】お電話の件`,
      body: `${customer}\n\n${shop}です。\n\n先ほどはお電話でお話しいただき、ありがとうございました。`,
    }),
    'no-longer-needed': ({ customer, shop }) => ({
      subject: `【${shop}】お電話の件`,
      body: `${customer}\n\n${shop}です。\n\nご連絡ありがとうございます。お電話の件は承知いたしました。`,
    }),
    'never-reached': ({ customer, shop, lastDue }) => ({
      subject: `【${shop}】お電話の件`,
      body: `${customer}\n\n${shop}です。\n\n${lastDue}までにお話しできませんでしたので、いったんお手続きを終わらせていただきます。\nご用の際は、いつでもこのメールへの返信でお知らせください。`,
    }),
    withdrawn: ({ customer, shop }) => ({
      subject: `【${shop}】ご注文について`,
      body: `${customer}\n\n${shop}です。\n\n`,
    }),
  },
  /** What is added to a text that a person wrote. */
  sentence: ({ due }) => `お手数ですが、${due}までにご返信ください。`,
}

/** （注文番号 1, 商品） or nothing. */
function bracket(...parts: string[]) {
  const known = parts.filter((part) => part !== '')
  return known.length === 0 ? '' : `（${known.join('、')}）`
}
