"""Which browser, how it is kept quiet, and the screens it plays."""

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream",
]
NAMES = ["chromium", "chromium-browser", "google-chrome"]
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
    "locale": "pt-BR",
    "timezone_id": "America/Sao_Paulo",
    "geolocation": {"latitude": -18.9113, "longitude": -48.2622},
    "permissions": ["geolocation"],
}
DESKTOP = {
    "viewport": {"width": 1440, "height": 900},
    "locale": "pt-BR",
    "timezone_id": "America/Sao_Paulo",
}
