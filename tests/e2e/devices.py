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
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1"
)


def with_room_for(size_bytes):
    """Return arguments that let one site keep so much, and let it know how much."""
    pool = size_bytes * 4 // 3
    return [
        f"--enable-features=StorageQuotaSettings:PoolSizeBytes/{pool}",
        "--disable-features=StaticStorageQuota",
    ]
