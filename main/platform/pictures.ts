/// <reference types="electron-vite/node" />
import badge from '../../build/icons/badge.png?asset'
import icon from '../../build/icons/icon.png?asset'
import trayLarge from '../../build/icons/tray@2x.png?asset'
import tray from '../../build/icons/tray.png?asset'
import templateLarge from '../../build/icons/trayTemplate@2x.png?asset'
import template from '../../build/icons/trayTemplate.png?asset'

/** Where the bundler put the pictures of the program. Programs outside cannot read inside an archive. */
export const pictures = { badge, icon, tray, trayLarge, template, templateLarge }
