import asyncio

import pytest

from practice.llm import Clocks, Drawing, LLMError, NotReached, Usage, images
from practice.llm.images import OpenAIImages
from tests.provider import picture

STOVE = Drawing("一把蓝色搪瓷水壶，放在灶台边，水彩", "64x64", 2)
QUICK = Clocks(first_token=0.3, gap=0.3, total=20)


def artist(provider, **options) -> OpenAIImages:
    return OpenAIImages(**{"address": provider.url, "key": "sk-secret", "model": "brush"} | options)


async def draw(provider, drawing=STOVE, **options):
    return await artist(provider, **options).draw(drawing)


async def reason_of(provider, drawing=STOVE, **options) -> str:
    with pytest.raises(LLMError) as ended:
        await draw(provider, drawing, **options)
    return ended.value.reason


async def test_pictures_come_with_their_count(provider):
    drawn = await draw(provider)
    assert drawn.pictures == (picture("64x64", 0), picture("64x64", 1))
    assert (drawn.usage, drawn.reason) == (Usage(20, 2000), "")


async def test_the_prompt_is_sent_once_with_our_key_model_size_and_count(provider):
    await draw(provider)
    [request] = provider.requests
    assert (request.path, request.key) == ("/v1/images/generations", "sk-secret")
    assert request.body == {"model": "brush", "prompt": STOVE.prompt, "size": "64x64", "n": 2}


async def test_a_picture_behind_an_address_is_fetched_without_our_key(provider):
    provider.follow(kind="url")
    drawn = await draw(provider)
    assert drawn.pictures == (picture("64x64", 0), picture("64x64", 1))
    assert [request.key for request in provider.requests] == ["sk-secret", "", ""]


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ({"kind": "status", "status": 400}, "refused"),
        ({"kind": "status", "status": 401}, "bad_key"),
        ({"kind": "status", "status": 402}, "no_credit"),
        ({"kind": "status", "status": 403}, "bad_key"),
        ({"kind": "status", "status": 404}, "no_model"),
        ({"kind": "status", "status": 413}, "too_big"),
        ({"kind": "status", "status": 422}, "refused"),
        ({"kind": "status", "status": 429}, "rate_limited"),
        ({"kind": "status", "status": 500}, "unreachable"),
        ({"kind": "status", "status": 503}, "unreachable"),
        ({"kind": "status", "status": 400, "message": "moderation_blocked"}, "filtered"),
        ({"kind": "status", "status": 400, "message": "InputTextSensitiveContentDetected"}, "filtered"),
        ({"kind": "redirect"}, "moved"),
        ({"kind": "html"}, "unreadable"),
        ({"kind": "bad_json"}, "unreadable"),
        ({"kind": "not_base64"}, "cut_off"),
        ({"kind": "empty"}, "empty"),
    ],
)
async def test_an_end_without_a_picture_has_a_reason_and_one_request(provider, script, reason):
    provider.follow(**script)
    assert await reason_of(provider) == reason
    assert len(provider.requests) == 1


async def test_fewer_pictures_than_asked_for_are_kept_and_named(provider):
    provider.follow(kind="fewer")
    drawn = await draw(provider)
    assert (len(drawn.pictures), drawn.reason) == (1, "fewer")


async def test_a_picture_that_was_kept_back_leaves_the_others(provider):
    provider.follow(kind="kept_back")
    drawn = await draw(provider)
    assert (drawn.pictures, drawn.reason) == ((picture("64x64", 1),), "filtered")


async def test_the_only_picture_kept_back_is_a_filter(provider):
    provider.follow(kind="kept_back")
    assert await reason_of(provider, Drawing("水壶", "64x64", 1)) == "filtered"


async def test_more_pictures_than_asked_for_are_left(provider):
    provider.follow(kind="url", pieces=tuple(f"{provider.url[:-3]}/pictures/64x64/{n}.png" for n in range(4)))
    assert len((await draw(provider)).pictures) == 2


@pytest.mark.parametrize("usage", [None, "many", {"output_tokens": None}, {"input_tokens": 3}, {"output_tokens": -5}])
async def test_a_count_that_is_none_does_not_cost_the_pictures(provider, usage):
    provider.follow(usage=usage)
    drawn = await draw(provider)
    assert (len(drawn.pictures), drawn.usage) == (2, None)


async def test_an_answer_without_end_is_not_read_to_its_end(provider, monkeypatch):
    monkeypatch.setattr(images, "LARGEST_ANSWER", 4 * 1024 * 1024)
    provider.follow(kind="endless")
    assert await reason_of(provider) == "too_long"
    assert await asyncio.to_thread(provider.hung_up.wait, 10)


async def test_a_picture_that_is_too_large_is_left_out(provider, monkeypatch):
    monkeypatch.setattr(images, "LARGEST_PICTURE", 10)
    provider.follow(kind="url")
    assert await reason_of(provider) == "cut_off"


async def test_silence_runs_out_of_time(provider):
    provider.follow(kind="hang")
    assert await reason_of(provider, clocks=QUICK) == "no_first_token"
    assert await asyncio.to_thread(provider.hung_up.wait, 10)


async def test_who_stops_waiting_hangs_up(provider):
    provider.follow(kind="hang")
    waiting = asyncio.create_task(draw(provider))
    while not provider.requests:
        await asyncio.sleep(0.01)
    waiting.cancel()
    assert await asyncio.to_thread(provider.hung_up.wait, 10)


async def test_a_closed_port_was_not_reached(provider):
    with pytest.raises(NotReached):
        await draw(provider, address="http://127.0.0.1:9/v1")


# --- addresses that an answer names --------------------------------------------------------
async def test_an_answer_cannot_send_us_to_a_machine_inside(provider, settings):
    """The operator's provider may live at home; what it points to may not."""
    with type(provider)() as inside:
        provider.follow(kind="url", pieces=(f"{inside.url[:-3]}/pictures/64x64/0.png",))
        assert await reason_of(provider) == "cut_off"
        assert inside.requests == []


async def test_a_picture_that_moved_is_not_followed(provider):
    home = provider.url.removesuffix("/v1")
    provider.follow(kind="url", pieces=(f"{home}/pictures/elsewhere/0.png",))
    assert await reason_of(provider) == "cut_off"
    assert [request.path for request in provider.requests] == ["/v1/images/generations", "/pictures/elsewhere/0.png"]


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://files.example/a.png", "//half", "http://[", "no address"])
async def test_an_address_that_is_none_is_left_out(provider, url):
    provider.follow(kind="url", pieces=(url if "://" in url else f"x://{url}",))
    assert await reason_of(provider) == "cut_off"


async def test_an_address_from_the_admin_is_checked_before_the_prompt_leaves(provider):
    with pytest.raises(NotReached):
        await draw(provider, is_trusted=False)
    assert provider.requests == []


async def test_one_lost_picture_does_not_cost_the_others(provider):
    home = provider.url.removesuffix("/v1")
    provider.follow(kind="url", pieces=(f"{home}/pictures/elsewhere/0.png", f"{home}/pictures/64x64/1.png"))
    drawn = await draw(provider)
    assert (drawn.pictures, drawn.reason) == ((picture("64x64", 1),), "fewer")
