/** For a folder with what customers wrote: several people may have a login on one PC. Windows goes by the folder above. */
export const OWN_FOLDER = 0o700
