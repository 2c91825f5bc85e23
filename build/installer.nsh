; The program offers itself for mailto: links among the default apps of Windows, where it takes none of them unasked.
!macro customInstall
  WriteRegStr HKCU "Software\Classes\Madoguchi.mailto" "" "URL:MailTo"
  WriteRegStr HKCU "Software\Classes\Madoguchi.mailto" "URL Protocol" ""
  WriteRegStr HKCU "Software\Classes\Madoguchi.mailto\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"'
  WriteRegStr HKCU "Software\Madoguchi\Capabilities" "ApplicationName" "${SHORTCUT_NAME}"
  WriteRegStr HKCU "Software\Madoguchi\Capabilities" "ApplicationDescription" "${SHORTCUT_NAME}"
  WriteRegStr HKCU "Software\Madoguchi\Capabilities\URLAssociations" "mailto" "Madoguchi.mailto"
  WriteRegStr HKCU "Software\RegisteredApplications" "Madoguchi" "Software\Madoguchi\Capabilities"
!macroend

; What the program itself has written for this user goes with it: start at login, and madoguchi: and mailto: links.
!macro customUnInstall
  ${ifNot} ${isUpdated}
    DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Run" "${APP_ID}"
    DeleteRegKey HKCU "Software\Classes\madoguchi"
    ReadRegStr $0 HKCU "Software\Classes\mailto\shell\open\command" ""
    ${if} $0 == '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"'
      DeleteRegKey HKCU "Software\Classes\mailto"
    ${endIf}
    DeleteRegKey HKCU "Software\Classes\Madoguchi.mailto"
    DeleteRegKey HKCU "Software\Madoguchi"
    DeleteRegValue HKCU "Software\RegisteredApplications" "Madoguchi"
  ${endIf}
!macroend
