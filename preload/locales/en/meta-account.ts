import type { FieldWords } from '../network-words.ts'
import type { ErrorWords, MetaReasonKey } from '../words.ts'

/** A step a line. What is asked to connect Instagram, where each thing stands in Meta's app dashboard (developers.facebook.com/apps). */
export const instagramFields: Record<string, FieldWords> = {
  token: {
    label: 'Access token',
    help:
      '1. Make the Instagram account a professional one (business or creator), and in its settings, under “Messages and story replies” → “Connected tools”, allow access to messages.\n' +
      '2. At developers.facebook.com, under “My Apps”, make an app of your own (type “Business”). No review is needed.\n' +
      '3. In the app, open “Instagram” → “API setup with Instagram login” and add the permissions instagram_business_basic, instagram_business_manage_messages and instagram_business_manage_comments.\n' +
      '4. Choose “Add account” for the shop’s Instagram, press “Generate token”, and paste what is shown.\n' +
      'It ends after 60 days; Madoguchi renews it in time.',
  },
  dm: {
    label: 'Receive direct messages',
    help: 'They can be answered within 24 hours of the customer’s last message. That is Meta’s rule.',
  },
  comments: { label: 'Receive comments', help: 'Comments on your posts, and replies to them.' },
  humanAgent: {
    label: 'Meta lets us answer within 7 days',
    help: 'Only an app that was granted “Human Agent” in Meta’s review may answer after 24 hours, for up to 7 days. Leave this off otherwise.',
  },
}

/** What is asked to connect a page of Facebook. */
export const facebookFields: Record<string, FieldWords> = {
  token: {
    label: 'Page access token',
    help:
      '1. An administrator of the Facebook page makes an app of your own (type “Business”) at developers.facebook.com, under “My Apps”. For comments alone no review is needed.\n' +
      '2. Under “Tools” → “Graph API Explorer”, choose that app, add the permissions pages_show_list, pages_read_engagement, pages_read_user_content and pages_manage_engagement, and press “Generate Access Token”.\n' +
      '3. Paste it under “Tools” → “Access Token Debugger” and press “Extend Access Token”.\n' +
      '4. Put the extended token back into the Explorer and submit me/accounts. What stands under access_token of your page belongs here.',
  },
  messenger: {
    label: 'Receive Messenger messages too',
    help:
      'Meta demands the permissions pages_messaging and pages_manage_metadata in the token. An app without a review (Standard Access) gets only the messages of people who have a role in the app: your own staff. ' +
      'For customers it needs Advanced Access, which means Meta’s App Review and business verification. A message can be answered within 24 hours of the customer’s last one, or within 7 days where a review of its own granted “Human Agent”.',
  },
  humanAgent: {
    label: 'Meta lets us answer within 7 days',
    help: 'Only an app that was granted “Human Agent” in Meta’s review may answer after 24 hours, for up to 7 days. It is granted apart from Advanced Access. Leave this off otherwise.',
  },
}

export const metaReasons: Record<MetaReasonKey, ErrorWords> = {
  'meta-token-ended': {
    what: 'The access token has ended, or is no longer valid.',
    means: 'This account neither receives nor sends. Replies waiting to go are kept.',
    next: 'A changed password ends it too. Make a new token at Meta’s site for developers and put it into the settings.',
  },
  'meta-no-permission': {
    what: 'This token lacks a permission.',
    means: 'Something could not be received or sent. What you wrote is still there.',
    next: 'Add the permissions at Meta’s site for developers and make a new token. Instagram: instagram_business_basic, instagram_business_manage_messages, instagram_business_manage_comments. Facebook: pages_read_engagement, pages_read_user_content, pages_manage_engagement (for Messenger also pages_messaging, pages_manage_metadata).',
  },
  'meta-no-messenger': {
    what: 'This token does not open Messenger.',
    means: 'Nothing was saved. The comments of the page can be received without this switch.',
    next: 'Add the permissions pages_messaging and pages_manage_metadata, make a new token, and check whether the app has passed Meta’s review. For comments alone, turn this switch off.',
  },
  'meta-not-page': {
    what: 'This is not the token of a Facebook page.',
    means: 'Nothing was saved. The token of a person cannot read the comments of a page.',
    next: 'In the Graph API Explorer, submit me/accounts and paste the access_token of your page.',
  },
  'meta-short-token': {
    what: 'This token ends within a day.',
    means: 'Nothing was saved.',
    next: 'Press “Extend Access Token” in the Access Token Debugger, then fetch the page’s token by me/accounts again.',
  },
}
