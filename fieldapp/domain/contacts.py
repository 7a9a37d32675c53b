"""Ways to reach a customer, and what is asked of or agreed with them."""

CONTACT_CHANNELS: dict[str, str] = {
    "phone": "Phone",
    "whatsapp": "WhatsApp",
    "doorbell": "Doorbell",
    "intercom": "Intercom",
}

CONTACT_OUTCOMES: dict[str, str] = {
    "answered": "Answered",
    "no_answer": "No answer",
    "message_left": "Message left",
}

SIGN_OFF_OUTCOMES: dict[str, str] = {
    "signed": "Signed",
    "signed_by_other": "Signed by another person",
    "refused": "Refused to sign",
    "absent": "Nobody to sign",
    "minor_only": "Only a minor to sign",
}

SIGNED_OUTCOMES = ["signed", "signed_by_other"]

SIGNER_ROLES: dict[str, str] = {
    "holder": "Account holder",
    "spouse": "Spouse",
    "resident": "Resident",
    "doorman": "Doorman",
    "employee": "Employee",
    "other": "Other person",
}

# What a technician may ask the office to change, and the part of the order it is about.
CHANGE_REQUEST_PARTS: dict[str, str | None] = {
    "window": "window",
    "address": "site",
    "contact": "customer",
    "new_work_order": None,
}

CHANGE_REQUEST_FIELDS: dict[str, str] = {
    "window": "Another window",
    "address": "Wrong address",
    "contact": "Wrong contact",
    "new_work_order": "A new order",
}
