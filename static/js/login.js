// Says why signing in cannot work right now.

const note = document.querySelector("[data-offline]")

function show() {
  note?.toggleAttribute("hidden", navigator.onLine)
}

show()
addEventListener("online", show)
addEventListener("offline", show)
