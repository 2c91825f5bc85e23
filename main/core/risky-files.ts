/** Endings that Windows or macOS runs, installs or mounts, and documents that carry macros. Microsoft's list of blocked
 * attachment types (support.microsoft.com, "Blocked attachments in Outlook", read 2026-11-21), and the Mac's own kinds. */
const RISKY = new Set(
  (
    'ade adp apk app application appx appxbundle bas bat cer chm cmd cnt cpl crt csh der diagcab dmg exe fxp gadget grp hlp hpj hta htc htm html ' +
    'img inf ins iso isp jar jnlp js jse ksh lnk mad maf mag mam maq mar mas mat mau mav maw mcf mda mdb mde mdt mdw mdz mhtml msc msh msh1 msh2 ' +
    'mshxml msi msix msp mst msu ops osd pcd pif pkg pl plg prf prg ps1 ps1xml ps2 psc1 psc2 psd1 psdm1 py pyc pyo pyw reg scf scr sct settingcontent-ms ' +
    'sh shb shs svg terminal theme tmp udl url vb vbe vbp vbs vhd vhdx webloc website workflow ws wsc wsf wsh xbap xhtml xll xnk ' +
    'docm dotm xlsm xltm xlam xlsb pptm potm ppam ppsm sldm command action'
  ).split(' '),
)

/** Whether opening the file may run a program or a macro. The name decides, because the system goes by it; the type adds to it. */
export function isRiskyFile(name: string, type: string): boolean {
  const ending = /\.([^.\s]+)[\s.]*$/.exec(name.toLowerCase())?.[1]
  if (ending !== undefined && RISKY.has(ending)) return true
  return /^(?:text\/html|image\/svg\+xml|application\/(?:x-msdownload|x-msdos-program|x-sh|java-archive|hta))/.test(
    type,
  )
}
