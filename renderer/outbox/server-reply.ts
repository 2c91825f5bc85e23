/** What the server answered, in its own words; null for the program's own notes, which the group and the state say better. */
export const serverReply = (explanation: string | null): string | null =>
  explanation !== null && /^\d{3}[ -]/.test(explanation) ? explanation : null
