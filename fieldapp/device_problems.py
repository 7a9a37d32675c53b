"""Refusals about devices and their labels; the office meets them, no phone does."""

DEVICE_REFUSALS = {
    "device_model_unknown": (
        422,
        "The catalogue has no such model. Choose one of the list.",
    ),
    "device_serial_invalid": (
        422,
        (
            "A serial has 4 to 64 letters and numbers. Copy it from the maker's label, "
            "without accents."
        ),
    ),
    "device_serial_taken": (
        409,
        (
            "The serial %(serial)s is registered already. Look for it in the list of "
            "equipment instead of registering it again."
        ),
    ),
    "device_mac_invalid": (
        422,
        "A MAC has 12 characters, 0 to 9 and A to F, such as A0:B1:C2:D3:E4:F5.",
    ),
    "device_mac_taken": (
        409,
        (
            "Another device has the MAC %(mac)s. Compare both labels; one of them was "
            "copied wrongly."
        ),
    ),
    "device_label_invalid": (
        422,
        (
            "This is no code of a label of ours: 8 characters, the last one checks the "
            "others. Copy it again."
        ),
    ),
    "device_label_taken": (
        409,
        (
            "The label %(label)s is on another device. Put a new label on this one and "
            "use its code."
        ),
    ),
    "device_label_unknown": (
        422,
        (
            "The label %(label)s was never printed by this company. Compare it with "
            "the device; print a new one if it cannot be read."
        ),
    ),
    "device_label_retired": (
        409,
        (
            "The label %(label)s was taken out of use. Put another one on the device "
            "and use its code."
        ),
    ),
    "label_address_too_long": (
        409,
        (
            "The address of this server is too long for a label. Ask the administrator "
            "for a shorter one (FIELDAPP_PUBLIC_URL)."
        ),
    ),
    "device_place_unknown": (
        422,
        "There is no such order, so nobody knows the address. Check its number.",
    ),
}
