import type { MadeUp } from './made-up-mail.ts'

/** Made-up notices in the forms of many servers; `failed` is the address that each names. */
export const bounces: Record<string, MadeUp & { failed: string | null }> = {
  'a report by RFC 3464': {
    from: 'mailer-daemon@mx.example.net',
    subject: 'Something of ours',
    report: { action: 'failed', recipient: 'gone@example.com' },
    failed: 'gone@example.com',
  },
  'a delay by RFC 3464': {
    from: 'x@mx.example.net',
    report: { action: 'delayed', recipient: 'slow@example.com' },
    failed: 'slow@example.com',
  },
  'X-Failed-Recipients': {
    from: 'x@mx.example.net',
    headers: { 'x-failed-recipients': 'gone@example.com' },
    failed: 'gone@example.com',
  },
  qmail: {
    from: 'MAILER-DAEMON@mx.example.net',
    subject: 'failure notice',
    text: `Hi. This is the qmail-send program at mx.example.net.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<gone@example.com>:
192.0.2.9 does not like recipient.
Remote host said: 550 Unknown user
Giving up on 192.0.2.9.

--- Below this line is a copy of the message.

Return-Path: <shop@example.jp>
To: other@example.org`,
    failed: 'gone@example.com',
  },
  Postfix: {
    from: 'Mail Delivery System <MAILER-DAEMON@mx.example.net>',
    subject: 'Undelivered Mail Returned to Sender',
    text: `This is the mail system at host mx.example.net.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients. It's attached below.

                   The mail system

<gone@example.com>: host mail.example.com[192.0.2.5] said: 550 5.1.1
    <gone@example.com>: Recipient address rejected (in reply to RCPT TO command)`,
    failed: 'gone@example.com',
  },
  'Postfix, delayed': {
    from: 'MAILER-DAEMON@mx.example.net (Mail Delivery System)',
    subject: 'Delayed Mail (still being retried)',
    headers: { 'return-path': '<>' },
    text: `####################################################################
# THIS IS A WARNING ONLY.  YOU DO NOT NEED TO RESEND YOUR MESSAGE. #
####################################################################

Your message could not be delivered for more than 4 hour(s).
It will be retried until it is 5 day(s) old.

<slow@example.com>: connect to mail.example.com[192.0.2.5]: Connection timed out`,
    failed: 'slow@example.com',
  },
  Exim: {
    from: 'Mail Delivery System <Mailer-Daemon@mx.example.net>',
    subject: 'Mail delivery failed: returning message to sender',
    text: `This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  gone@example.com
    SMTP error from remote mail server after RCPT TO:<gone@example.com>:
    550 No such user here

------ This is a copy of the message, including all the headers. ------
To: other@example.org`,
    failed: 'gone@example.com',
  },
  'Exim, delayed': {
    from: 'Mail Delivery System <Mailer-Daemon@mx.example.net>',
    subject: 'Warning: message 1abcDE-000000-00 delayed 24 hours',
    text: `This message was created automatically by mail delivery software.
A message that you sent has not yet been delivered to one or more of its
recipients after more than 24 hours on the queue on mx.example.net.

The address to which the message has not yet been delivered is:

  slow@example.com
    Delay reason: connection timed out`,
    failed: 'slow@example.com',
  },
  Sendmail: {
    from: 'Mail Delivery Subsystem <MAILER-DAEMON@mx.example.net>',
    subject: 'Returned mail: see transcript for details',
    text: `The original message was received at Fri, 20 Nov 2026 10:00:00 +0900

   ----- The following addresses had permanent fatal errors -----
<gone@example.com>
    (reason: 550 5.1.1 <gone@example.com>... User unknown)

   ----- Transcript of session follows -----
... while talking to mail.example.com.:
>>> DATA
<<< 550 5.1.1 User unknown`,
    failed: 'gone@example.com',
  },
  'Exchange, on premises': {
    from: 'System Administrator <postmaster@corp.example.com>',
    subject: 'Undeliverable: ご注文について',
    text: `Your message did not reach some or all of the intended recipients.

      Subject:\tご注文について
      Sent:\t2026/11/20 10:00

The following recipient(s) could not be reached:

      gone@example.com on 2026/11/20 10:00
            The e-mail account does not exist at the organization this message was sent to.
            <mx.example.net #5.1.1>`,
    failed: 'gone@example.com',
  },
  'Exchange Online': {
    from: 'Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@corp.example.com>',
    subject: '配信不能: ご注文について',
    text: `gone@example.com へのメッセージを配信できませんでした。

gone が example.com で見つかりませんでした。`,
    failed: 'gone@example.com',
  },
  Gmail: {
    from: 'Mail Delivery Subsystem <mailer-daemon@googlemail.example>',
    subject: 'Delivery Status Notification (Failure)',
    text: `** Address not found **

Your message wasn't delivered to gone@example.com because the address couldn't be found, or is unable to receive mail.`,
    failed: 'gone@example.com',
  },
  'Gmail in Japanese': {
    from: 'Mail Delivery Subsystem <mailer-daemon@googlemail.example>',
    subject: 'Delivery Status Notification (Failure)',
    text: `** アドレス不明 **

アドレスが見つからなかったか、メールの受信ができない可能性があるため、メールは gone@example.com に配信されませんでした。`,
    failed: 'gone@example.com',
  },
  'Gmail, delayed': {
    from: 'Mail Delivery Subsystem <mailer-daemon@googlemail.example>',
    subject: 'Delivery Status Notification (Delay)',
    text: `** Delivery incomplete **
There was a temporary problem delivering your message to slow@example.com. Gmail will retry for 46 more hours.`,
    failed: 'slow@example.com',
  },
  docomo: {
    from: 'Mail Delivery Subsystem <MAILER-DAEMON@docomo.example>',
    subject: 'Returned mail: User unknown',
    headers: { 'return-path': '<>' },
    text: `The user(s) account is disabled.

<a..b.@docomo.example>: 550 Unknown user a..b.@docomo.example`,
    failed: 'a..b.@docomo.example',
  },
  'docomo with a filter': {
    from: 'mfilter-admin@docomo.example',
    subject: 'Mail System Error - Returned Mail',
    headers: { 'return-path': '<>' },
    text: `The following recipients did not receive this message:

     gone@docomo.example

Please reply to Postmaster if you feel this message to be in error.`,
    failed: 'gone@docomo.example',
  },
  au: {
    from: 'Postmaster@ezweb.example',
    subject: 'Mail System Error - Returned Mail',
    text: `The user(s) account is temporarily over quota.

<gone@ezweb.example>:
552 mailbox full`,
    failed: 'gone@ezweb.example',
  },
  'au, as the host of another': {
    from: 'no-reply@app.au.example',
    subject: 'Mail Delivery Failure',
    headers: { 'return-path': '<>' },
    text: `Could not be delivered to: <gone@au.example>
As their mailbox is full.`,
    failed: 'gone@au.example',
  },
  SoftBank: {
    from: 'MAILER-DAEMON@softbank.example',
    subject: 'Mail System Error - Returned Mail',
    text: `This Message was undeliverable due to the following reason:

Each of the following recipients was rejected by a remote mail server.
The reasons given by the server are included to help you determine why
each recipient was rejected.

    Recipient: <gone@softbank.example>
    Reason:    Invalid recipient: <gone@softbank.example>`,
    failed: 'gone@softbank.example',
  },
  'a Japanese web host': {
    from: 'メール配送システム <postmaster@host.example.jp>',
    subject: 'メール配信エラーのお知らせ',
    text: `お客様が送信されたメールは、下記の理由により配信できませんでした。

宛先アドレス：gone@example.com
理由：宛先のメールアドレスが存在しません。`,
    failed: 'gone@example.com',
  },
  'a Japanese provider under another name': {
    from: 'info@host.example.jp',
    subject: '【不達通知】送信できませんでした',
    headers: { 'auto-submitted': 'auto-generated' },
    text: `gone@example.com 宛のメールは送信できませんでした。
メールボックスの容量を超過しています。`,
    failed: 'gone@example.com',
  },
  'Lotus Domino': {
    from: 'Mail Router <MailRouter@corp.example.com>',
    subject: 'DELIVERY FAILURE: User gone (gone@example.com) not listed in Domino Directory',
    text: `Your message

  Subject: Order

was not delivered to:

  gone@example.com

because:

  User gone (gone@example.com) not listed in Domino Directory`,
    failed: 'gone@example.com',
  },
  Courier: {
    from: 'Mail Delivery Subsystem <postmaster@mx.example.net>',
    subject: 'NOTICE: mail delivery status.',
    text: `This is a delivery status notification from mx.example.net,
running the Courier mail server.

UNDELIVERABLE MAIL

Your message to the following recipients cannot be delivered:

<gone@example.com>:
    mx.example.com [192.0.2.4]:
<<< 550 User unknown`,
    failed: 'gone@example.com',
  },
  'a forwarder in German': {
    from: 'Mail Delivery System <mailer-daemon@mx.example.de>',
    subject: 'Mail delivery failed: returning message to sender',
    text: `Leider konnte Ihre Nachricht nicht zugestellt werden.

Die folgende Adresse ist fehlerhaft:

gone@example.com:
SMTP error from remote server for RCPT TO command, host: mx.example.com`,
    failed: 'gone@example.com',
  },
  'a server without a name': {
    from: '',
    subject: 'Undeliverable mail',
    headers: { 'return-path': '<>' },
    text: 'The recipient gone@example.com is unknown.',
    failed: 'gone@example.com',
  },
  'a server that says could not be delivered': {
    from: '"InterScan MSS" <gateway@corp.example.com>',
    subject: 'Mail could not be delivered',
    text: 'Sent <<< RCPT TO:<gone@example.com>\nReceived >>> 550 5.1.1 <gone@example.com>... user unknown',
    failed: 'gone@example.com',
  },
  'a Japanese gateway': {
    from: 'gateway@corp.example.com',
    subject: 'メッセージを配信できません。',
    text: 'メッセージを配信できません。\n>>> RCPT TO:<gone@example.com>\n<<< 550 5.1.1 User unknown',
    failed: 'gone@example.com',
  },
  'a provider that lists problems': {
    from: 'postmaster@provider.example.jp',
    subject: 'Returned mail: User unknown',
    text: '   ----- The following addresses had delivery problems -----\ngone@example.com\n\n   ----- Non-delivered information -----\nMail Delivery Failed... User unknown',
    failed: 'gone@example.com',
  },
  'a carrier under a no-reply': {
    from: 'no-reply@mail.carrier.example',
    subject: 'お送りしたメールの件',
    text: 'Your mail sent on: Fri, 20 Nov 2026 10:00:00 +0900\n    Could not be delivered to: <gone@example.com>\n    As their mailbox is full.',
    failed: 'gone@example.com',
  },
  'a program with a bracketed subject': {
    from: 'mailer-daemon@james.example',
    subject: '[BOUNCE]',
    text: "Hi. This is the mail server at james.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n\ngone@example.com",
    failed: 'gone@example.com',
  },
  'a message store of a telephone company': {
    from: 'post_master@pager.example',
    subject: 'Message failed',
    text: 'Message could not be delivered to mobile.\nError: No valid recipients for this MM\nTo: gone@pager.example',
    failed: 'gone@pager.example',
  },
  'a host that names the address in the subject': {
    from: 'Mail System <system@host.example>',
    subject: 'Your message to gone@example.com could not be delivered',
    headers: { 'return-path': '<MAILER-DAEMON>' },
    text: 'The mailbox does not exist.',
    failed: 'gone@example.com',
  },
  'a Chinese provider': {
    from: 'PostMaster@provider.example.cn',
    subject: '来自provider.example.cn的退信',
    text: '很抱歉您的邮件被退回。\n收件人邮件地址: gone@example.com 不存在',
    failed: 'gone@example.com',
  },
  'a filter': {
    from: 'MAILER-DAEMON@filter.example',
    subject: '**Message you sent blocked by our bulk email filter**',
    text: 'Your message to: gone@example.com\nwas blocked by our Spam Firewall. The email you sent was NOT delivered.',
    failed: 'gone@example.com',
  },
}
