/** Endings that Windows or macOS runs, installs or mounts, and documents that carry macros. Microsoft's list of blocked
 * attachment types (support.microsoft.com, "Blocked attachments in Outlook", read 2026-11-21), what has been sent to deceive since, and the
 * Mac's and Linux's own kinds. */
const RISKY = new Set(
  (
    'ade adp apk app application appx appxbundle bas bat cer chm cmd cnt cpl crt csh der diagcab dmg exe fxp gadget grp hlp hpj hta htc htm html ' +
    'img inf ins iso isp jar jnlp js jse ksh lnk mad maf mag mam maq mar mas mat mau mav maw mcf mda mdb mde mdt mdw mdz mhtml msc msh msh1 msh2 ' +
    'mshxml msi msix msp mst msu ops osd pcd pif pkg pl plg prf prg ps1 ps1xml ps2 psc1 psc2 psd1 psdm1 py pyc pyo pyw reg scf scr sct settingcontent-ms ' +
    'sh shb shs svg terminal theme tmp udl url vb vbe vbp vbs vhd vhdx webloc website workflow ws wsc wsf wsh xbap xhtml xll xnk ' +
    'appcontent-ms appinstaller appref-ms bgi cdxml dqy iqy library-ms one oqy printerexport pssc rdp rqy search-ms searchconnector-ms slk ' +
    'vsmacros vsw webpnp wsb fileloc inetloc mobileconfig mpkg prefpane saver scpt scptd sparseimage tool ' +
    'appimage deb desktop flatpakref rpm run ' +
    'docm dotm xlsm xltm xlam xlsb pptm potm ppam ppsm sldm command action'
  ).split(' '),
)

/**
 * Whether opening the file may run a program or a macro. The name decides, because the system goes by it: the safe one, under
 * which it is written, and the one in the mail, from which it was made; the type adds to it.
 */
export function isRiskyFile({ name, safeName, type }: { name: string; safeName: string; type: string }): boolean {
  if ([name, safeName].some(hasRiskyEnding)) return true
  return /^(?:text\/html|image\/svg\+xml|application\/(?:x-msdownload|x-msdos-program|x-sh|java-archive|hta))/.test(
    type,
  )
}

function hasRiskyEnding(name: string): boolean {
  const ending = /\.([^.\s]+)[\s.]*$/.exec(name.toLowerCase())?.[1]
  return ending !== undefined && RISKY.has(ending)
}
