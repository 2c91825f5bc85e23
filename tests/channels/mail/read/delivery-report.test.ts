import { describe, expect, it } from 'vitest'
import { readMail } from '../../../../main/channels/mail/read/read-mail.ts'
import { jis, latin1, mail, multipartMail, textMail, utf8, word } from '../../../fixtures/mail/build.ts'

const TEXT = 'Content-Type: text/plain\n\nYour mail did not arrive.'
const RETURNED = `Message-ID: <sent-1@shop.example.jp>\nSubject: ${word('utf-8', utf8('ご注文の件'))}\nFrom: shop@example.jp`
const STATUS = `Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.jp\n\nFinal-Recipient: rfc822; hanako@example.jp\nOriginal-Recipient: rfc822;hanako@example.com\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 no such user\n`

const daemon = (from: string, subject: string, body: string | Buffer) =>
  readMail(mail([`From: ${from}`, 'Return-Path: <>', 'To: shop@example.jp', `Subject: ${subject}`], body))
    .deliveryReport

describe('a delivery report', () => {
  it.each([
    ['the whole mail', `Content-Type: message/rfc822\n\n${RETURNED}\n\nbody`],
    ['its headers', `Content-Type: text/rfc822-headers\n\n${RETURNED}`],
  ])('with fields names who was not reached and, from %s, which mail it was', (_, returned) => {
    expect(
      readMail(multipartMail('report; report-type=delivery-status', [TEXT, STATUS, returned])).deliveryReport,
    ).toEqual({
      action: 'failed',
      recipient: 'hanako@example.jp',
      status: '5.1.1',
      originalMessageId: 'sent-1@shop.example.jp',
      originalSubject: 'ご注文の件',
    })
  })

  it('about several people speaks of the one that failed', () => {
    const status = `Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; a@example.jp\nAction: delivered\nStatus: 2.0.0\n\nFinal-Recipient: rfc822; b@example.jp\nAction: failed\nStatus: 5.2.2\n`
    expect(readMail(multipartMail('report', [TEXT, status])).deliveryReport).toMatchObject({
      action: 'failed',
      recipient: 'b@example.jp',
      status: '5.2.2',
    })
  })

  it('may come as plain text inside a report', () => {
    const status = STATUS.replace('message/delivery-status', 'text/plain; name="details.txt"')
    expect(readMail(multipartMail('report', [TEXT, status])).deliveryReport).toMatchObject({
      action: 'failed',
      recipient: 'hanako@example.jp',
    })
  })

  it('of a delay, or without any address, says so', () => {
    const status = STATUS.replace('failed', 'Delayed')
      .replace('5.1.1\n', '4.4.1\n')
      .replace(/Final[^\n]*\n|Original[^\n]*\n/g, '')
    expect(readMail(multipartMail('report', [TEXT, status])).deliveryReport).toMatchObject({
      action: 'delayed',
      recipient: null,
      status: '4.4.1',
    })
  })

  it('is not what tells that a mail was read', () => {
    const read =
      'Content-Type: message/disposition-notification\n\nFinal-Recipient: rfc822; hanako@example.jp\nDisposition: manual-action; displayed\n'
    expect(readMail(multipartMail('report; report-type=disposition-notification', [TEXT, read])).deliveryReport).toBe(
      null,
    )
  })

  const copy = `Return-Path: <shop@example.jp>\nReceived: by mx\nMessage-Id: <sent-1@shop.example.jp>\nSubject: ${word('utf-8', utf8('ご注文の件'))}\n\nbody`
  const known = {
    action: 'failed',
    recipient: 'hanako@example.jp',
    originalMessageId: 'sent-1@shop.example.jp',
    originalSubject: 'ご注文の件',
  }

  it.each([
    [
      'qmail',
      'MAILER-DAEMON@mx.example.jp',
      'failure notice',
      `Hi. This is the qmail-send program at mx.example.jp.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n\n<hanako@example.jp>:\n192.0.2.5 does not like recipient.\n\n--- Below this line is a copy of the message.\n\n${copy}`,
    ],
    [
      'Postfix without a report',
      'MAILER-DAEMON@mx.example.jp (Mail Delivery System)',
      'Undelivered Mail Returned to Sender',
      `This is the mail system at host mx.example.jp.\n\nI'm sorry to have to inform you that your message could not\nbe delivered to one or more recipients.\n\n<hanako@example.jp>: host mx.example.com[192.0.2.1] said: 550\n    User unknown\n\n${copy}`,
    ],
    [
      'Exim',
      'Mail Delivery System <Mailer-Daemon@mx.example.jp>',
      'Mail delivery failed: returning message to sender',
      `This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. The following address(es) failed:\n\n  hanako@example.jp\n    unrouteable address\n\n------ This is a copy of the message, including all the headers. ------\n\n${copy}`,
    ],
    [
      'Exchange',
      'postmaster@example.com',
      'Undeliverable: ご注文の件',
      `Your message did not reach some or all of the intended recipients.\n\nThe following recipient(s) cannot be reached:\n\n      'hanako@example.jp' on 2026/11/20 10:00\n            550 no such user\n\n${copy}`,
    ],
    [
      'Gmail',
      'Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
      'Delivery Status Notification (Failure)',
      `Delivery to the following recipient failed permanently:\n\n     hanako@example.jp\n\nTechnical details of permanent failure: none\n\n----- Original message -----\n\n${copy}`,
    ],
    [
      'docomo',
      'Mail Administrator <Postmaster@docomo.ne.jp>',
      'Mail System Error - Returned Mail',
      `This Message was undeliverable due to the following reason:\n\nThe user(s) account is disabled.\n\n<hanako@example.jp>\n\n${copy}`,
    ],
    [
      'au',
      'Postmaster@ezweb.ne.jp',
      'Mail System Error - Returned Mail',
      `Your mail sent on: Fri, 20 Nov 2026 10:00:00 +0900 \nCould not be delivered to: \n <hanako@example.jp>\nAs their mailbox is full.\n\n${copy}`,
    ],
    [
      'au, refused in the dialogue',
      'MAILER-DAEMON@ezweb.ne.jp',
      'Mail could not be delivered',
      `Each of the following recipients was rejected by a remote mail server.\n\n    Recipient: <hanako@example.jp>\n    >>> RCPT TO:<hanako@example.jp>\n    <<< 550 <hanako@example.jp>: User unknown\n\n${copy}`,
    ],
    [
      'SoftBank',
      'Mail Delivery Subsystem <MAILER-DAEMON@softbank.ne.jp>',
      '送信エラー',
      `次の宛先へのメッセージはエラーのため送信できませんでした。\n\n宛先: hanako@example.jp\n\n${copy}`,
    ],
  ])('of %s is understood from its words', (_, from, subject, body) => {
    expect(daemon(from, subject, body)).toMatchObject(known)
  })

  it('in ISO-2022-JP without a charset is understood too', () => {
    expect(
      daemon(
        'MAILER-DAEMON@docomo.ne.jp',
        'mail',
        Buffer.concat([jis('以下の宛先に配信できませんでした。'), latin1('\r\n\r\nhanako@example.jp\r\n')]),
      ),
    ).toMatchObject({ recipient: 'hanako@example.jp' })
  })

  it('that the server will try again is a delay', () => {
    expect(
      daemon(
        'mailer-daemon@mx.example.jp',
        'Warning: message delayed 4 hours',
        'Your message could not be delivered yet. It will be retried.\n<hanako@example.jp>: 451 4.7.1 try later',
      ),
    ).toMatchObject({
      action: 'delayed',
      status: '4.7.1',
    })
  })

  it('is not seen in what a customer writes about one', () => {
    const source = textMail(
      'text/plain; charset=utf-8',
      'メールが届きませんでした。\nundeliverable: <hanako@example.jp>: 550 5.1.1 User unknown',
    )
    expect(readMail(source).deliveryReport).toBe(null)
  })

  it('does not take an IP address for a status', () => {
    expect(
      daemon(
        'mailer-daemon@mx.example.jp',
        'failure notice',
        'This is the qmail-send program.\n<hanako@example.jp>:\n5.1.1.9 and 192.5.1.1 said no',
      ),
    ).toMatchObject({ status: null })
  })
})
