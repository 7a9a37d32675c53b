"""Every screen of a technician, with work on it."""

from completion import Completion
from database import documents
from pictures import a_photo
from waiting import wait_until

STEPS = [("travel", "Cheguei no local"), ("arrive", "Iniciar"), ("start", "Próximo")]


def with_work(phone, network):
    """Begin an order, take a photo and lose the signal; return all paths."""
    phone.sign_in().get_ready()
    fresh, begun = phone.numbers_to_do()[:2]
    phone.open_order(begun)
    for step, words in STEPS:
        phone.take(step).sees(words)
    visit = Completion(phone, begun).open_photos().pick(a_photo(1))
    wait_until(lambda: visit.photos() == 1, message="no photo on the page")
    network.down()
    at_order = f"/visits/{phone.visit_id(begun)}"
    issues = documents(phone.page, "issue")
    late = next(issue for issue in issues if issue["reason"] == "late_work")
    return [
        "/queue",
        f"/visits/{phone.visit_id(fresh)}",
        at_order,
        *(f"{at_order}/checklist", f"{at_order}/evidence"),
        *(f"{at_order}/sign_off", f"{at_order}/sign_off?without_signature=1"),
        f"{at_order}/cannot_complete",
        f"{at_order}/cannot_complete?reason_code=customer_absent",
        *(f"/issues/{issue['id']}" for issue in issues),
        f"/visits/{late['visit_id']}",  # passed to somebody else
        *("/scan", "/outbox", "/profile"),
    ]
