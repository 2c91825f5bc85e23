import type { Catalog } from '../ja.ts'

export const about: Catalog['about'] = {
  title: 'About Madoguchi',
  intro: 'Madoguchi (窓口, “the counter”) is a help desk for small online shops. It is free.',
  version: 'Version',
  system: 'Computer',
  runtime: 'Runs on',
  licences: 'Software in it',
  licencesIntro: (n) =>
    `Madoguchi is under the MIT licence. It uses these ${n} parts; press a name to read the words of its licence.`,
  noText: (licence) => `This part brought no file with its licence. Its terms are ${licence}.`,
  chromium: 'The notices of the parts of Chromium are in LICENSES.chromium.html in the folder of the program.',
}

export const feedback: Catalog['feedback'] = {
  title: 'Send an opinion',
  intro:
    'Write what troubled you or what you miss. Madoguchi sends nothing by itself: copy the text below and send it to where you got the program from.',
  label: 'Your opinion',
  withFacts: 'Add the versions of program and computer',
  facts: (version, system, electron) => `Madoguchi ${version}\nComputer ${system}\nElectron ${electron}`,
  leaves: 'What is copied',
  empty: '(nothing written yet)',
  stays: 'No customer, no words of a mail and no password is in it.',
  copy: 'Copy this text',
  copied: 'Copied. Paste it into a mail and send it.',
}

export const print: Catalog['print'] = {
  at: (when) => `printed ${when}`,
  files: 'Attachments:',
}
