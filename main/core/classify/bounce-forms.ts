/**
 * How mail servers say that a mail did not arrive. From the manuals and sources of the programs named and from RFC 3464;
 * compared with text after NFKC, in lower case. Every repetition is bounded.
 */

/** Names under which mail servers write. */
export const daemonAddress =
  /^(?:mailer[-_.]?daemon|mail[-_.]?daemon|mail[-_.]?delivery|daemon|post[-_]?master|mmdf|uucp|mta|smtp|mdaemon|mail[-_]?admin(?:istrator)?|mailadmin|administrator|system|root|bounces?|bounce[-_.+].{0,80}|dsn|mail|mailserver|mail[-_]?system|emailsystem|ndr|microsoftexchange[0-9a-f]{0,40}|exchange|non-?delivery|undeliverable|maildeliverysystem|mdn|no-?reply|do-?not-?reply|mailrouter|mailgateway|spam.{0,20}|fml.{0,20}|majordomo|listserv|owner-.{1,60})@/

export const daemonName =
  /mail(?:er)?[ -]?(?:delivery|daemon|administrator|admin|router|system|server)|mail delivery (?:sub)?system|delivery (?:sub)?system|system administrator|post ?master|internet mail (?:delivery|connect)|microsoft (?:exchange|outlook)|exchange (?:system|server)|mail transfer|mta|メール(?:配送|配信|サーバ|システム|デーモン)|配信(?:不能|エラー)|エラーメール/

/** Subjects that only a failure or delay notice carries, from their beginning. */
export const bounceSubject = new RegExp(
  `^(?:\\*{1,5}\\s?)?(?:(?:\\[[^\\]]{1,30}\\]|【[^】]{1,30}】)\\s?)?[【\\[(]?(?:${[
    'undeliver(?:able|ed|y)\\b',
    'un-?deliverable',
    '(?:mail|message|e-?mail) (?:delivery )?(?:failure|failed|error|status report|could not be delivered|undeliverable|not delivered|rejected|delayed)',
    'mail(?:er)? (?:system )?error',
    '(?:your )?(?:mail|message|e-?mail)(?: to .{1,80})? (?:was |has |could |can ?)?(?:not (?:be(?:en)? )?deliver(?:ed|able)|been (?:delayed|returned|rejected))',
    'deliver(?:y|ed) (?:status notification|failure|failed|has failed|report|notification|problem|error|delayed|unsuccessful|to .{1,80} (?:failed|delayed))',
    'delivery status',
    'status of your (?:message|mail)',
    'returned (?:mail|message|e-?mail|to sender)',
    'return(?:ed)? to sender',
    'failure notice',
    'failure delivery',
    'failed mail',
    'failed to deliver',
    'failed delivery',
    'non[- ]?delivery',
    'non remis',
    'nondeliverable',
    'bounced? (?:mail|message|notice)',
    'warning: (?:could not send|message|mail|e-?mail)',
    'could not (?:send|deliver)',
    'unable to deliver',
    'unzustellbar',
    'nicht zustellbar',
    'rückläufer',
    'mail konnte nicht',
    'message non (?:distribué|remis|délivré)',
    'échec de (?:la )?remise',
    'no se puede entregar',
    'correo no entregado',
    'error de entrega',
    'mancato recapito',
    'non recapitabile',
    'onbestelbaar',
    'não entregue',
    'niet-?bezorgd',
    'olevererbart',
    'kan ikke leveres',
    'не доставлено',
    'недоставлен',
    'доставка',
    '配信(?:不能|できません|できませんでした|失敗|エラー|に失敗|されませんでした|(?:状況|ステータス)通知|遅延)',
    '(?:メール)?(?:不達|未達|不着)(?:通知|のお知らせ|メール|$|[:])',
    '(?:メール|メッセージ)(?:の|を|が)?(?:配信|送信|配送|送達)(?:が|に|の)?(?:不能|失敗|エラー|できません|遅延|遅れ)',
    '(?:送信|配送|送達)(?:に)?(?:失敗|エラー|不能|できません)',
    '(?:宛先|あて先|送信先)(?:不明|エラー|が見つかりません)',
    'エラーメール(?:$|[:のお通])',
    '返送(?:されました|メール|通知)',
    '退信',
    '来自.{1,60}的退信',
    '系统退信',
    '无法投递',
    '未送達',
    '배달',
    '전송 실패',
  ].join('|')})`,
)

/** Sentences of a notice. One is enough where the writer is a mail server or the subject is that of a notice. */
export const bounceSentence: readonly RegExp[] = [
  // qmail, Postfix, Exim, Sendmail, Courier, OpenSMTPD, Domino, James
  /(?:this is|hi\. this is) the (?:qmail-send|mail system|mail delivery|mailer[- ]daemon|deliver program)/,
  /i(?:'m| am) (?:sorry to have to inform you|afraid i wasn't able to deliver)/,
  /this message was created automatically by (?:the )?(?:mail|smtp)/,
  /a message that you sent (?:has not yet been|could not be|contained|to the following)/,
  /the following (?:address|recipient|user|message|mailbox|addresses|recipients)(?:\(?e?s?\)?)?[^.\n]{0,60}(?:had|fail|could not|was not|were not|cannot|did not|has not|have not|rejected|undeliver|permanent|delay)/,
  /(?:could not|cannot|can't|couldn't|unable to|was not able to|wasn't able to|were not able to|failed to) (?:be )?(?:deliver|reach|send|route|relay|complete delivery)/,
  /(?:has|have|was|were|wasn't|weren't|is|not)(?: not)? (?:yet )?(?:been )?(?:delivered to|undeliverable|deliverable)/,
  /wasn't delivered/,
  /deliver(?:y|ing)[^.\n]{0,60}(?:fail|has been delayed|was delayed|is delayed|delayed|unsuccessful|aborted|not possible|problem|permanent|expired|suspended|temporarily)/,
  /(?:fatal|permanent|transient|non-?fatal|temporary) (?:delivery )?(?:errors?|failures?)/,
  /your (?:message|mail|e-?mail)[^.\n]{0,80}(?:did not reach|was not delivered|couldn't be delivered|could not be|has been rejected|was rejected|has been delayed|returned|bounced|undeliverable|blocked|not been delivered|is delayed|being delayed)/,
  /(?:message|mail)[^.\n]{0,60}(?:undeliverable|did not reach|has not been delivered|not delivered|could not be delivered|was rejected|retry time(?:out)? exceeded|expired)/,
  /each of the following recipients was rejected/,
  /(?:user|mailbox|recipient|account|address|host|domain)(?:\(s\))?[^.\n]{0,40}(?:unknown|not found|does not exist|doesn't exist|unavailable|disabled|is full|over quota|not listed|not accept|invalid|suspended|no longer|rejected|inactive)/,
  /(?:no such (?:user|person|mailbox|recipient|domain|host)|unknown (?:user|local[- ]part|recipient|address|host)|unrouteable (?:address|mail domain)|quota exceeded|mailbox (?:is )?full|invalid recipient|bad destination|relay(?:ing)? (?:access )?denied|user unknown|recipient (?:address )?rejected|host (?:or domain name )?not found|connection (?:timed out|refused)|name service error)/,
  /----- ?(?:the following|transcript of session|unsent message)/,
  /diagnostic(?:-| )(?:code|information for administrators)|final-recipient|reporting-mta|action: (?:failed|delayed)|generating server/,
  /(?:^|\D)[45]\d\d[ -]#?[45]\.\d{1,3}\.\d{1,3}\b/,
  /(?:remote host said|said: [45]\d\d|giving up on|smtp error|error[^.\n]{0,20}[45]\d\d\b|while talking to|host said|server (?:returned|responded|said)|unexpected recipient failure|message returned)/,
  // Other languages
  /(?:konnte|konnten) nicht (?:zugestellt|ausgeliefert|übermittelt)|zustellung[^.\n]{0,60}(?:fehlgeschlagen|nicht möglich|verzögert)/,
  /n'a pas pu être (?:remis|distribu|délivr|envoy)|n'a pas été (?:remis|distribu|délivr)/,
  /no (?:se )?(?:ha )?pud?[oi](?:do)?[^.\n]{0,20}(?:entregar|enviar)|non (?:è stato|e' stato) (?:possibile )?(?:recapit|consegn)|não (?:pôde|foi possível)[^.\n]{0,20}entreg|kon niet worden (?:bezorgd|afgeleverd)/,
  /не (?:было )?(?:может быть )?доставлен|无法(?:投递|送达|发送)|無法(?:傳遞|傳送)|전송하지 못|배달되지/,
  // Japanese hosts, carriers and gateways
  /(?:メール|メッセージ|宛先|あて先|受信者|送信先)[^。\n]{0,80}(?:配信|配送|送信|送達|お届け|お送り|届け|転送)[^。\n]{0,20}(?:でき(?:ません|なかった|ず)|されません|失敗|不能|拒否|出来ません|遅延|遅れて|行えません|保留)/,
  /(?:配信|配送|送信|送達)(?:が|に|を|は)?[^。\n]{0,20}(?:失敗|不能|でき(?:ません|なかった)|出来ません|エラー|されませんでした|遅れて)/,
  /(?:メールアドレス|アドレス|宛先|あて先|ユーザー?|ドメイン|メールボックス|受信者)[^。\n]{0,40}(?:存在しま(?:せん|すか)|存在しない|見つかりません|見つからない|不明|いっぱい|一杯|容量[^。\n]{0,20}超|無効|満杯|使用されて(?:い|お)りません|間違)/,
  /(?:エラーメール|不達|未達|宛先不明|受信(?:が)?拒否|迷惑メール(?:と|フィルタ)[^。\n]{0,20}(?:拒否|判定|破棄))/,
]

/** A mail written by a program of which these say that it is no failure but a success or a receipt. */
export const deliveredSentence =
  /(?:successfully delivered|delivered successfully|has been delivered|was delivered to|delivery (?:was )?successful|return receipt|successful mail delivery|正常に配信|開封)/
