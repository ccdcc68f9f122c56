"""A badge checked by a stranger's program: through public addresses only, with a library that did not sign it.

The models hold the rules of https://www.imsglobal.org/spec/ob/v3p0/ for what we say: B.1 data models, 8.2 VC-JWT.
"""

import json
from datetime import UTC, datetime
from typing import Annotated, Literal

import pytest
from jwcrypto.jwk import JWK
from jwcrypto.jws import InvalidJWSSignature
from jwcrypto.jwt import JWT
from pydantic import AfterValidator, AnyUrl, AwareDatetime, BaseModel, ConfigDict, Field

from credentials import keys, services

SITE = "http://testserver"


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


def has(word: str):
    def check(types: list[str]) -> list[str]:
        assert word in types
        return types

    return AfterValidator(check)


class Profile(Strict):
    id: AnyUrl
    type: Annotated[list[str], has("Profile")]
    name: str | None = None
    url: AnyUrl | None = None


class Criteria(Strict):
    narrative: str = Field(min_length=1)


class Achievement(Strict):
    id: AnyUrl
    type: Annotated[list[str], has("Achievement")]
    name: str = Field(min_length=1)
    description: str = Field(min_length=1)
    criteria: Criteria
    achievement_type: Literal["Certificate"] = Field(alias="achievementType")
    in_language: str = Field(alias="inLanguage", pattern=r"^[a-z]{2,4}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$")


class Identity(Strict):
    type: Literal["IdentityObject"]
    identity_hash: str = Field(alias="identityHash")
    identity_type: Literal["name"] = Field(alias="identityType")
    hashed: Literal[False]


class Subject(Strict):
    id: AnyUrl
    type: Annotated[list[str], has("AchievementSubject")]
    identifier: list[Identity] = Field(min_length=1)
    achievement: Achievement
    narrative: str
    activity_start: AwareDatetime = Field(alias="activityStartDate")
    activity_end: AwareDatetime = Field(alias="activityEndDate")


class Status(Strict):
    id: AnyUrl
    type: Literal["1EdTechRevocationList"]


class Badge(Strict):
    context: list[str] = Field(alias="@context", min_length=2)
    id: AnyUrl
    type: Annotated[list[str], has("VerifiableCredential"), has("OpenBadgeCredential")]
    name: str = Field(min_length=1)
    issuer: Profile
    valid_from: AwareDatetime = Field(alias="validFrom")
    awarded: AwareDatetime = Field(alias="awardedDate")
    subject: Subject = Field(alias="credentialSubject")
    status: Status = Field(alias="credentialStatus")


@pytest.fixture
def fetch(client):
    """What stands at a whole address of ours, as a program of another site gets it."""

    def get(address: str):
        assert address.startswith(SITE)
        response = client.get(address.removeprefix(SITE))
        assert response.status_code == 200 and response["Access-Control-Allow-Origin"] == "*"
        return response

    return get


@pytest.fixture
def token(fetch, credential) -> str:
    return fetch(f"{credential.address}badge.jwt").content.decode()


def checked(token: str, fetch) -> dict:
    """The claims, after the signature was checked with the key that the header names."""
    unchecked = JWT()
    unchecked.deserialize(token)
    header = json.loads(unchecked.token.objects["protected"])
    key = JWK.from_json(fetch(header["kid"]).content.decode())
    return json.loads(JWT(jwt=token, key=key, algs=["RS256"]).claims)


def badge_of(claims: dict) -> Badge:
    return Badge.model_validate(
        {name: value for name, value in claims.items() if name not in {"iss", "jti", "sub", "nbf"}}
    )


def test_its_signature_holds(token, fetch):
    assert checked(token, fetch)


def test_its_shape_is_that_of_the_specification(token, fetch, credential):
    badge = badge_of(checked(token, fetch))
    assert str(badge.id) == credential.address
    assert badge.context[:2] == [
        "https://www.w3.org/ns/credentials/v2",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    ]


def test_its_claims_agree_with_what_it_says(token, fetch):
    claims = checked(token, fetch)
    badge = badge_of(claims)
    assert (claims["iss"], claims["jti"], claims["sub"]) == (str(badge.issuer.id), str(badge.id), str(badge.subject.id))
    assert datetime.fromtimestamp(claims["nbf"], UTC) == badge.valid_from


def test_its_header_holds_nothing_but_what_is_allowed(token):
    unchecked = JWT()
    unchecked.deserialize(token)
    header = json.loads(unchecked.token.objects["protected"])
    assert set(header) == {"alg", "typ", "kid"} and (header["alg"], header["typ"]) == ("RS256", "JWT")


def test_it_says_who_what_and_when(token, fetch):
    badge = badge_of(checked(token, fetch))
    assert badge.subject.identifier[0].identity_hash == "陆晚晴"
    assert badge.subject.achievement.name == "入门合格"
    assert "38 课里的 20 课" in badge.subject.narrative
    assert badge.subject.activity_start < badge.subject.activity_end


def test_one_changed_letter_breaks_the_signature(token, fetch):
    head, payload, signature = token.split(".")
    forged = f"{head}.{payload[:-2]}{'AA' if payload[-2:] != 'AA' else 'BB'}.{signature}"
    with pytest.raises(InvalidJWSSignature):
        checked(forged, fetch)


def test_another_key_does_not_fit(token):
    stranger = JWK.generate(kty="RSA", size=2048)
    with pytest.raises(InvalidJWSSignature):
        JWT(jwt=token, key=stranger, algs=["RS256"])


def test_the_key_is_in_the_set_too(token, fetch):
    unchecked = JWT()
    unchecked.deserialize(token)
    kid = json.loads(unchecked.token.objects["protected"])["kid"]
    assert kid.rsplit("/", 1)[1] == f"{fetch(f'{SITE}/credentials/keys.json').json()['keys'][0]['kid']}.json"


def test_no_private_number_is_given_out(fetch):
    for key in fetch(f"{SITE}/credentials/keys.json").json()["keys"]:
        assert not set(key) & {"d", "p", "q", "dp", "dq", "qi"}


def test_an_unknown_key_is_not_there(client, db):
    assert client.get("/credentials/keys/nobodys.json").status_code == 404


def test_the_issuer_stands_at_its_address(token, fetch):
    badge = badge_of(checked(token, fetch))
    found = fetch(str(badge.issuer.id)).json()
    assert found.pop("@context") and Profile.model_validate(found) == badge.issuer


def test_the_achievement_stands_at_its_address(token, fetch):
    badge = badge_of(checked(token, fetch))
    found = fetch(str(badge.subject.achievement.id)).json()
    assert found.pop("@context") and Achievement.model_validate(found) == badge.subject.achievement


@pytest.mark.parametrize("rung", ["starter", "qualified", "ai-kid", "prodigy", "graduate"])
def test_every_status_says_what_it_asks_for(fetch, course, rung):
    found = fetch(f"{SITE}/credentials/achievements/aigc/{rung}.json").json()
    found.pop("@context")
    assert Achievement.model_validate(found).criteria.narrative


@pytest.mark.parametrize("address", ["aigc/emperor", "other/starter"])
def test_no_other_status_is_there(client, course, address):
    assert client.get(f"/credentials/achievements/{address}.json").status_code == 404


def test_a_valid_one_is_on_no_list(token, fetch, credential):
    badge = badge_of(checked(token, fetch))
    status = fetch(str(badge.status.id)).json()
    assert status == {"id": str(badge.status.id), "issuer": str(badge.issuer.id), "revokedCredential": []}


def test_a_revoked_one_is_listed_with_its_reason(token, fetch, credential):
    services.revoke(credential=credential, because="练习是别人代做的。")
    (entry,) = fetch(f"{credential.address}status.json").json()["revokedCredential"]
    assert entry == {"id": credential.address, "revoked": True, "revocationReason": "练习是别人代做的。"}


def test_one_taken_back_is_listed_until_it_is_brought_back(fetch, credential, award):
    services.withdraw(credential=credential)
    assert fetch(f"{credential.address}status.json").json()["revokedCredential"]
    services.issue(award=award, name="陆晚晴")
    assert not fetch(f"{credential.address}status.json").json()["revokedCredential"]


def test_what_an_older_key_signed_still_holds(token, fetch, settings):
    older = (settings.DATA_DIR / keys.FILE).read_text()
    settings.BADGE_KEY = keys.new() + older
    assert checked(token, fetch)


def test_after_a_change_of_keys_the_new_one_signs(token, fetch, settings, credential):
    older = (settings.DATA_DIR / keys.FILE).read_text()
    settings.BADGE_KEY = keys.new() + older
    renewed = fetch(f"{credential.address}badge.jwt").content.decode()
    assert renewed != token and checked(renewed, fetch)


def test_the_same_badge_is_signed_the_same(token, fetch, credential):
    assert fetch(f"{credential.address}badge.jwt").content.decode() == token


def test_it_is_given_out_as_plain_text(client, credential):
    assert client.get(f"{credential.get_absolute_url()}badge.jwt")["Content-Type"].startswith("text/plain")


def test_the_picture_carries_the_same_badge(client, credential, token):
    assert token.encode() in client.get(f"{credential.get_absolute_url()}certificate.png").content
