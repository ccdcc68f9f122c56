"""A credential as Open Badges 3.0 say it, signed as a VC-JWT: https://www.imsglobal.org/spec/ob/v3p0/ (8.2).

Its addresses are those of this site (SITE_URL) and stay as they are: what was signed points at them for good.
"""

from typing import Any

import jwt
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from courses.models import Course
from progress import ladder
from progress.models import Award

from . import keys, snapshots
from .drawing.words import SITE, sentence
from .models import Credential

CONTEXT = ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]


def signed(credential: Credential) -> str:
    """The compact JWS: the same for the same credential and key."""
    ring = keys.ring()
    document = of(credential)
    claims = {
        **document,
        "iss": document["issuer"]["id"],
        "jti": document["id"],
        "sub": document["credentialSubject"]["id"],
        "nbf": int(credential.issued_at.timestamp()),
    }
    header = {"kid": _url("key", ring.thumbprint)}
    return jwt.encode(claims, ring.signing, algorithm=keys.ALGORITHM, headers=header)


def of(credential: Credential) -> dict[str, Any]:
    snapshot = credential.snapshot
    return {
        "@context": CONTEXT,
        "id": credential.address,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": f"{snapshot['course']['title']} · {credential.chinese_rung}",
        "issuer": issuer(),
        "validFrom": _moment(credential),
        "awardedDate": _moment(credential),
        "credentialSubject": {
            "id": f"{credential.address}#holder",
            "type": ["AchievementSubject"],
            "activityStartDate": f"{snapshots.day(snapshot, 'began_on')}T00:00:00Z",
            "activityEndDate": f"{snapshots.day(snapshot, 'reached_on')}T00:00:00Z",
            "identifier": [
                {
                    "type": "IdentityObject",
                    "identityType": "name",
                    "hashed": False,
                    "identityHash": credential.name,
                }
            ],
            "achievement": achievement(snapshot["course"]["slug"], snapshot["course"]["title"], snapshot["rung"]),
            "narrative": sentence(snapshot),
        },
        "credentialStatus": {"id": _url("status", credential.code), "type": "1EdTechRevocationList"},
    }


def issuer() -> dict[str, Any]:
    return {"id": _url("issuer"), "type": ["Profile"], "name": SITE, "url": settings.SITE_URL}


def achievement(course: str, title: str, rung: str) -> dict[str, Any]:
    with translation.override("zh-hans"):
        name = str(Award.Rung(rung).label)
        narrative = _criteria(Award.Rung(rung))
    return {
        "id": _url("achievement", course, rung),
        "type": ["Achievement"],
        "name": name,
        "description": f"{title}：{name}",
        "achievementType": "Certificate",
        "inLanguage": "zh-Hans",
        "criteria": {"narrative": narrative},
    }


def achievement_of(course: Course, rung: str) -> dict[str, Any]:
    return {"@context": CONTEXT, **achievement(course.slug, course.title, rung)}


def status(credential: Credential) -> dict[str, Any]:
    """1EdTech Revocation List 1.0, of this one credential: a list of all would tell who else has one."""
    revoked: list[dict[str, Any]] = []
    if not credential.is_valid:
        reason = credential.revoked_because or "withdrawn by its holder"
        revoked = [{"id": credential.address, "revoked": True, "revocationReason": reason}]
    return {"id": _url("status", credential.code), "issuer": _url("issuer"), "revokedCredential": revoked}


def _criteria(rung: Award.Rung) -> str:
    share = ladder.SHARES.get(ladder.Rung(rung.value))
    if share:
        return _("做完全部课的 %(share)d%%。") % {"share": share}
    return {
        Award.Rung.AI_KID: _("做完前两个阶段的每一课。"),
        Award.Rung.PRODIGY: _("在 %(days)d 天之内做完每一课。") % {"days": ladder.PRODIGY_DAYS},
        Award.Rung.GRADUATE: _("做完五个阶段的每一课，包括一个项目；最后一个阶段至少 45 天。"),
    }[rung]


def _moment(credential: Credential) -> str:
    return credential.issued_at.strftime("%Y-%m-%dT%H:%M:%SZ")


def _url(name: str, *arguments: str) -> str:
    return f"{settings.SITE_URL}{reverse(f'credentials:{name}', args=arguments)}"
