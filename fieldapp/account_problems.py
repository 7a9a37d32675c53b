"""Refusals about accounts; only the office and a password's link meet them."""

ACCOUNT_REFUSALS = {
    "user_email_invalid": (
        422,
        "This is no e-mail address. It looks like ana@company.com.",
    ),
    "user_email_taken": (
        409,
        (
            "Somebody has the address %(email)s already. Look for it in the team, "
            "blocked accounts included."
        ),
    ),
    "user_own_role": (
        409,
        (
            "Nobody changes the own role or blocks the own account. Ask another "
            "administrator to do it."
        ),
    ),
    "user_last_administrator": (
        409,
        (
            "This is the last administrator. Make somebody else administrator first, "
            "or nobody could manage the company any more."
        ),
    ),
    "user_suspended": (
        409,
        "This account is blocked. Let it in again before you make a link.",
    ),
    "password_too_short": (
        422,
        "The password needs %(least)s characters or more.",
    ),
    "password_differs": (
        422,
        "The two passwords are not the same. Type both again.",
    ),
    "password_link_invalid": (
        410,
        (
            "This link was used already, or it is older than two days. Ask whoever "
            "gave it to you for a new one."
        ),
    ),
}
