; What the program itself has written for this user goes with it: start at login, and madoguchi: links.
!macro customUnInstall
  ${ifNot} ${isUpdated}
    DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Run" "${APP_ID}"
    DeleteRegKey HKCU "Software\Classes\madoguchi"
  ${endIf}
!macroend
