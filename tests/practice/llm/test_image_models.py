import pytest

from practice.llm.image_models import image_model, known, sides


@pytest.mark.parametrize(
    ("model", "host", "most"),
    [
        ("gpt-image-2.5-flare", "api.openai.com", 4),
        ("gpt-image-1.5", "api.openai.com", 4),
        ("glm-image", "open.bigmodel.cn", 1),
        ("CogView-4-250304", "open.bigmodel.cn", 1),
        ("doubao-seedream-4-5-251128", "ark.cn-beijing.volces.com", 1),
        ("ep-20261122-abcd", "ark.cn-beijing.volces.com", 1),
        ("x/z-image-turbo", "localhost", 1),
        ("a-model-of-tomorrow", "models.example", 4),
    ],
)
def test_a_model_is_offered_no_more_pictures_than_one_request_may_ask_for(model, host, most):
    assert image_model(model, host=host).most == most


def test_a_name_says_more_than_a_host():
    assert image_model("doubao-seedream-3-0-t2i", host="ark.cn-beijing.volces.com").takes_seed


@pytest.mark.parametrize(
    ("wanted", "taken"),
    [
        ("1024x1024", "1024x1024"),
        ("1536x1024", "1536x1024"),
        ("1536x2176", "1024x1536"),
        ("1024x1792", "864x1536"),
        ("1536x864", "1536x864"),
        ("1152x1536", "1152x1536"),
    ],
)
def test_a_size_the_model_does_not_take_becomes_the_one_that_is_most_like_it(wanted, taken):
    assert image_model("gpt-image-2.5-flare").nearest(wanted) == taken


def test_every_model_has_a_lying_and_a_standing_size():
    for kind in known():
        shapes = {width > height for width, height in map(sides, kind.sizes) if width != height}
        assert shapes == {True, False}, kind.names


def test_only_what_a_model_takes_is_sent():
    assert image_model("gpt-image-2").body(count=2, size="1024x1024", seed=7) == {"size": "1024x1024", "n": 2}
    body = image_model("doubao-seedream-3-0-t2i").body(count=1, size="1024x1024", seed=7)
    assert (body["seed"], body["response_format"], "n" in body) == (7, "b64_json", False)
