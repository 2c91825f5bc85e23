/** What bounds the work on one mail. Whatever a limit cuts off is named in `defects`; the raw source always stays whole. */

/** Bytes of one header block that are read; real ones stay under 100 KB, but the subject may stand behind a monstrous field. */
export const MAX_HEADER_BYTES = 16 * 1024 * 1024
/** Fields of one header block. */
export const MAX_HEADER_FIELDS = 2_000
/** Characters of one field that are decoded. Long enough for 10,000 recipients. */
export const MAX_FIELD_LENGTH = 512 * 1024
/** Characters kept of each value in `headers`. */
export const MAX_HEADER_VALUE_LENGTH = 4_000
export const MAX_SUBJECT_LENGTH = 4_000
/** Addresses kept of one kind (to, cc, …). */
export const MAX_ADDRESSES = 5_000
export const MAX_REFERENCES = 500
/** Parts of one mail, multiparts counted. */
export const MAX_PARTS = 1_000
/** Multiparts inside multiparts. */
export const MAX_DEPTH = 50
export const MAX_ATTACHMENTS = 1_000
/** Characters of the joined text; the HTML may be twice as long. */
export const MAX_TEXT_LENGTH = 2 * 1024 * 1024
/** Characters of HTML that are turned into text when a mail has no plain part. */
export const MAX_HTML_TO_TEXT_LENGTH = 1024 * 1024
/** Bytes that one winmail.dat may unpack to, and properties and attachments it may name. */
export const MAX_TNEF_UNPACKED_BYTES = 64 * 1024 * 1024
export const MAX_TNEF_ITEMS = 2_000
/** Characters of a file name on disk, the extension counted. */
export const MAX_SAFE_NAME_LENGTH = 120
