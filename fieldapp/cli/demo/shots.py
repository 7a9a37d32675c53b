"""The photos of a visit: what each item shows, and a few that nobody asked for."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from fieldapp import clock
from fieldapp.cli.demo.pictures.pool import SCENES, Photo
from fieldapp.cli.demo.plans import VisitPlan
from fieldapp.cli.demo.positions import position
from fieldapp.cli.demo.steps import Step
from fieldapp.domain.documents import Document

SCENE_OF = {
    "photo_facade": "facade",
    "photo_cto": "pole",
    "photo_cto_before": "pole",
    "photo_cto_after": "pole",
    "photo_drop": "drop",
    "photo_route": "drop",
    "photo_inner": "ont",
    "photo_old": "ont",
    "photo_state": "ont",
    "photo_ont_label": "label",
    "photo_stb_label": "label",
    "photo_old_label": "label",
    "photo_new_label": "label",
    "photo_serial": "label",
    "photo_tv": "television",
    "photo_after": "television",
    "photo_channel": "television",
    "photo_defect": "connector",
    "photo_connector": "connector",
    "photo_dish": "dish",
    "photo_grounding": "grounding",
    "photo_speed": "speed_test",
}
ELSE = "meter"
WANTED = {  # domain.md section 4
    "installation": 10,
    "repair": 4,
    "stb_setup": 4,
    "antenna_pointing": 5,
    "relocation": 9,
    "upgrade": 4,
    "pick_up": 3,
    "extra_point": 6,
}
FREE = (
    ("ont", "Como ficou"),
    ("drop", "Cabo preso na parede"),
    ("ont", None),
    ("facade", "Entrada da casa"),
    ("label", None),
)
MEDIA_TYPE = "image/jpeg"


@dataclass(frozen=True, slots=True)
class Camera:
    """Takes photos out of the pool; `keep` stores one, returns its digest and size."""

    rng: Random
    keep: Callable[[Photo], tuple[str, int]]
    shown: dict[str, set[Photo]] = field(default_factory=dict)

    def of_item(
        self, plan: VisitPlan, order: Document, item: Document, at: datetime
    ) -> Step:
        """Return the photo that an item asks for."""
        scene = SCENE_OF.get(item["base_id"], ELSE)
        return self.shoot(plan, order, scene, at, item_id=item["id"])

    def of_free(
        self, plan: VisitPlan, order: Document, taken: int, at: datetime
    ) -> list[Step]:
        """Return as many more photos as the trade expects, give or take one."""
        wanted = WANTED[order["service_type"]] - taken - self.rng.choice((0, 0, 1))
        chosen = self.rng.sample(FREE, max(0, min(wanted, len(FREE))))
        return [
            self.shoot(plan, order, scene, at, caption=caption)
            for scene, caption in chosen
        ]

    def shoot(  # noqa: PLR0913 # the names say what each is
        self,
        plan: VisitPlan,
        order: Document,
        scene: str,
        at: datetime,
        *,
        item_id: str | None = None,
        caption: str | None = None,
    ) -> Step:
        """Return a photo of a scene that this visit has not shown yet, if there is."""
        digest, size = self.keep(self._other_than_before(plan.id, scene))
        photo = {
            "visit_id": plan.id,
            "sha256": digest,
            "size_bytes": size,
            "media_type": MEDIA_TYPE,
            "taken_at": clock.to_text(at),
            "position": position(self.rng, order["site"], at),
            "item_id": item_id,
            "caption": caption,
            "repeats": None,
        }
        return Step("attach_evidence", photo, at)

    def _other_than_before(self, visit_id: str, scene: str) -> Photo:
        photos = [(scene, number) for number in range(SCENES[scene][1])]
        shown = self.shown.setdefault(visit_id, set())
        chosen = self.rng.choice([one for one in photos if one not in shown] or photos)
        shown.add(chosen)
        return chosen
