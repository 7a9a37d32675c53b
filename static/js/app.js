// Every technician page: joins it to the worker, and fills what differs between phones.

import { followChanges } from "./changes.js"
import { followChecklist } from "./checklist.js"
import { followFirstRun } from "./first_run.js"
import { keepFocus } from "./focus.js"
import { offerInstall } from "./install.js"
import { rememberNavigator } from "./navigator_choice.js"
import { showNetwork } from "./network.js"
import { openPagesHere } from "./opening.js"
import "./scan_door.js"
import { fillPositions } from "./position.js"
import { offerRescue } from "./rescue_offer.js"
import { showStorage } from "./storage.js"
import { offerThemes } from "./theme_choice.js"
import { followToasts, showSentence } from "./toast.js"
import { offerUpdate } from "./update.js"
import { hear, joinWorker } from "./worker.js"

hear("status", showNetwork)
hear("problem", ({ sentence }) => showSentence(sentence))
hear("revoked", () => location.assign("/login"))
hear("user_changed", () => location.reload())

followChanges()
followChecklist()
followToasts()
fillPositions()
followFirstRun()
offerInstall()
offerRescue()
rememberNavigator()
showStorage()
offerThemes()
offerUpdate()
keepFocus()
openPagesHere()
joinWorker()
