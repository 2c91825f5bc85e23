/** A mail that the shop begins. */
export const newMail = {
  title: 'New mail',
  from: 'From (shop)',
  choose: 'Choose the shop it leaves from',
  account: (shop: string, address: string) => (shop ? `${shop} (${address})` : address),
  hint: 'You write the text next, where answers are written, with templates and signature. Until it is sent it stays in the list of things to do.',
  hintOfLink: 'This text came with the link. You can change it next, where answers are written.',
  begin: 'Write the text',
  closeFirst: 'Close the form that is open, then click the mail link again',
  noAccount: 'There is no mail account yet. Add one in the settings before you write mail.',
}
