/** A person with the honorific; an address, where no name is known, without: nobody is called that. */
export const sama = (name: string): string => (name.includes('@') ? name : `${name}さま`)
