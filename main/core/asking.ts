const ASKING = ['ticket', 'reply', 'inquiry']

/** Whether a person asks or answers in a mail of this kind: the word of a customer. Machine mail and our own are none. */
export const isAskingKind = (kind: string): boolean => ASKING.includes(kind)
