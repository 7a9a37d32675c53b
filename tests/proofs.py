"""An order with everything that proves it: photos, a manifest, a signature."""

import io
import json

import builders
from PIL import Image

DRAWING = json.dumps(
    {"format": 1, "box": [0, 0, 1000, 750], "strokes": [[10, 10, 0, 490, 390, 80]]}
)


def picture(shade=90, size=(64, 48)):
    written = io.BytesIO()
    Image.new("RGB", size, (shade, 120, 200)).save(written, "JPEG")
    return written.getvalue()


def proved(company, *, photos=(60, 200), size=(64, 48), **facts):
    """Return an order that was worked on, photographed and signed, all of it here."""
    order = company.order(company.marcos, **facts)
    phone = company.phone(company.marcos)
    phone.sync()
    work(phone, order["id"], [picture(shade, size) for shade in photos])
    return company.document(order["id"])


def work(phone, order_id, pictures):
    """Do the whole visit on the phone and send all of it."""
    visit = {"visit_id": phone.order(order_id)["visits"][-1]["id"]}
    phone.write("start_work", visit, order_id)
    for item_id, value in (("drop_ok", True), ("cn", "12.5"), ("remark", "Tudo bem")):
        answer = {**visit, "item_id": item_id, "value": value}
        phone.write("answer_checklist_item", answer, order_id)
    for number, content in enumerate(pictures, start=1):
        photo = builders.photo(visit["visit_id"], phone.keep(content))
        photo |= {"size_bytes": len(content), "caption": f"Porta {number}"}
        phone.write("attach_evidence", photo, order_id)
    phone.sync()
    phone.write("sign_off", signed(phone, visit["visit_id"]), order_id)
    phone.write("finish_visit", visit, order_id)
    phone.sync()
    phone.upload_all()


def signed(phone, visit_id):
    """Return a sign-off of the customer, its drawing and manifest kept on the phone."""
    return builders.absence(
        visit_id,
        phone.keep(json.dumps({"shown": visit_id}).encode()),
        outcome="signed",
        signature_sha256=phone.keep(DRAWING.encode()),
        signer_name="Joana Prado",
        signer_role="holder",
        signer_document="11144477735",
        reason=None,
    )
