import pytest
from django.urls import reverse

from practice.llm import addresses
from practice.providers.provider import Provider

LIST = "admin:practice_provider_changelist"
ADD = "admin:practice_provider_add"
CHANGE = "admin:practice_provider_change"
TEST = "practice_provider_test_connection"


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    """Names lead nowhere; numbers are themselves."""

    def nowhere(host, port):
        try:
            return [addresses.ipaddress.ip_address(host)]
        except ValueError:
            raise addresses.Unresolved(host) from None

    monkeypatch.setattr(addresses, "resolved", nowhere)
    monkeypatch.setattr("practice.providers.provider_form.resolved", nowhere)


def typed(**fields) -> dict[str, str]:
    return {
        "name": "DeepSeek",
        "address": "https://models.example/v1",
        "new_key": "sk-very-secret",
        "answer_model": "chat",
        "judge_model": "",
        "image_model": "",
        "price_input": "",
        "price_output": "",
        "is_enabled": "on",
        "position": "10",
    } | fields


def problems(response) -> dict:
    assert response.status_code == 200, "it was saved"
    return response.context["adminform"].form.errors


def change(row) -> str:
    return reverse(CHANGE, args=[row.pk])


def test_a_provider_is_set_up(desk):
    assert desk.post(reverse(ADD), typed(is_default="on")).status_code == 302
    row = Provider.objects.get()
    assert (row.name, row.is_default, row.as_source().key) == ("DeepSeek", True, "sk-very-secret")


def test_the_key_lies_sealed_in_the_database(desk):
    desk.post(reverse(ADD), typed())
    assert "very-secret" not in str(Provider.objects.values().get())


def test_the_key_is_never_shown_again(desk, provider_row):
    row = provider_row("一", key="sk-very-secret")
    for page in (change(row), reverse(LIST), f"{change(row)[:-7]}history/"):
        assert "very-secret" not in desk.get(page, follow=True).content.decode()


def test_not_even_when_the_form_comes_back_with_an_error(desk):
    response = desk.post(reverse(ADD), typed(answer_model=""))
    assert "answer_model" in problems(response)
    assert "very-secret" not in response.content.decode()


def test_an_empty_field_keeps_the_key(desk, provider_row):
    row = provider_row("一", key="sk-old")
    desk.post(change(row), typed(name="一", new_key="", answer_model="other"))
    row.refresh_from_db()
    assert (row.answer_model, row.as_source().key) == ("other", "sk-old")


def test_the_key_can_be_dropped(desk, provider_row):
    row = provider_row("一")
    desk.post(change(row), typed(name="一", new_key="", drops_key="on"))
    row.refresh_from_db()
    assert row.sealed_key == ""


def test_a_saved_key_does_not_follow_to_another_host(desk, provider_row):
    row = provider_row("一", key="sk-old")
    response = desk.post(change(row), typed(name="一", new_key="", address="https://thief.example/v1"))
    assert "new_key" in problems(response)
    row.refresh_from_db()
    assert row.address == "https://models.example/v1"


@pytest.mark.parametrize("address", ["http://models.example/v1", "https://models.example:8443/v1"])
def test_nor_to_another_port_or_out_of_encryption(desk, provider_row, address):
    row = provider_row("一")
    assert "new_key" in problems(desk.post(change(row), typed(name="一", new_key="", address=address)))


def test_another_path_at_the_same_host_keeps_it(desk, provider_row):
    row = provider_row("一", key="sk-old")
    desk.post(change(row), typed(name="一", new_key="", address="https://models.example/v2/"))
    row.refresh_from_db()
    assert (row.address, row.as_source().key) == ("https://models.example/v2", "sk-old")


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:11434/v1", "https://10.0.0.8/v1", "https://[::1]/v1", "http://169.254.169.254/latest"],
)
def test_an_address_of_a_private_network_is_refused(desk, address):
    response = desk.post(reverse(ADD), typed(address=address))
    assert "AIGC_ALLOW_PRIVATE_LLM" in str(problems(response)["address"])


def test_with_the_operators_leave_it_is_taken(desk, settings):
    settings.ALLOW_PRIVATE_LLM = True
    assert desk.post(reverse(ADD), typed(address="http://127.0.0.1:11434/v1")).status_code == 302


@pytest.mark.parametrize(
    "address",
    [
        "models.example/v1", "ftp://models.example", "file:///etc/passwd", "https://", "https://a b/v1",
        "https://user:pass@models.example/v1", "https://models.example/v1?key=1", "https://models.example:99999/v1",
        "http://8.8.8.8/v1", "https://[::1/v1",
    ],
)  # fmt: skip
def test_what_is_no_plain_address_is_refused(desk, address):
    assert "address" in problems(desk.post(reverse(ADD), typed(address=address)))


def test_the_end_of_the_address_may_be_too_long_or_have_a_slash(desk):
    desk.post(reverse(ADD), typed(address="https://models.example/v1/chat/completions"))
    assert Provider.objects.get().address == "https://models.example/v1"


def test_a_name_nobody_knows_is_kept_and_said(desk):
    response = desk.post(reverse(ADD), typed(), follow=True)
    assert "找不到这个域名" in response.content.decode()


@pytest.mark.parametrize("key", ["sk 1", "密钥", "sk-1\tx"])
def test_a_key_with_something_else_in_it_is_refused(desk, key):
    assert "new_key" in problems(desk.post(reverse(ADD), typed(new_key=key)))


def test_a_new_default_takes_over(desk, provider_row):
    old = provider_row("一", is_default=True)
    assert desk.post(reverse(ADD), typed(is_default="on")).status_code == 302
    old.refresh_from_db()
    assert (old.is_default, Provider.objects.get(is_default=True).name) == (False, "DeepSeek")


def test_a_default_that_is_switched_off_is_refused(desk):
    response = desk.post(reverse(ADD), typed(is_default="on") | {"is_enabled": ""})
    assert "is_enabled" in problems(response)


def test_one_price_alone_is_refused(desk):
    assert "price_output" in problems(desk.post(reverse(ADD), typed(price_input="2")))


def test_a_preset_fills_in_all_but_the_key(desk):
    html = desk.get(reverse(ADD), {"preset": "deepseek"}).content.decode()
    assert "https://api.deepseek.com" in html
    assert 'value="deepseek-flash"' in html


def test_a_preset_nobody_knows_fills_in_nothing(desk):
    assert desk.get(reverse(ADD), {"preset": "nobody"}).status_code == 200


def test_the_environment_is_shown_and_its_key_is_not(desk, configured):
    html = desk.get(reverse(LIST)).content.decode()
    assert f"127.0.0.1:{configured.server_address[1]}" in html
    assert "sk-secret" not in html
    assert "现在先问它" in html


def test_it_is_said_when_the_environment_is_not_asked(desk, configured, provider_row):
    provider_row("一", is_default=True)
    assert "现在不问它" in desk.get(reverse(LIST)).content.decode()


def test_a_key_that_cannot_be_opened_is_said_and_breaks_no_page(desk, provider_row, monkeypatch):
    from practice.providers import sealing

    row = provider_row("一")
    monkeypatch.setattr(sealing, "PURPOSE", b"another secret")
    sealing._fernet.cache_clear()
    assert "打不开" in desk.get(reverse(LIST)).content.decode()
    assert "SECRET_KEY_FALLBACKS" in desk.get(change(row)).content.decode()
    sealing._fernet.cache_clear()


def test_the_connection_is_tested_after_saving(desk, provider_row, provider, settings):
    settings.ALLOW_PRIVATE_LLM = True
    row = provider_row("一", address=provider.url, key="sk-old")
    html = desk.post(change(row), typed(name="一", address=provider.url, new_key="", **{TEST: ""}), follow=True)
    assert "连上了，它回答了" in html.content.decode()
    assert [request.key for request in provider.requests] == ["sk-old"]


def test_whoever_tests_stays_on_the_page(desk, provider_row, provider, settings):
    settings.ALLOW_PRIVATE_LLM = True
    row = provider_row("一", address=provider.url)
    response = desk.post(change(row), typed(name="一", address=provider.url, new_key="", **{TEST: ""}))
    assert response.headers["Location"] == change(row)


def test_what_is_wrong_is_said(desk, provider_row, provider, settings):
    settings.ALLOW_PRIVATE_LLM = True
    provider.follow(kind="status", status=401, message="no")
    row = provider_row("一", address=provider.url)
    html = desk.post(change(row), typed(name="一", address=provider.url, new_key="", **{TEST: ""}), follow=True)
    assert "对方不认这个密钥（401）" in html.content.decode()


def test_looking_at_the_page_sends_nothing(desk, provider_row, provider, settings):
    settings.ALLOW_PRIVATE_LLM = True
    desk.get(change(provider_row("一", address=provider.url)))
    assert provider.requests == []


def test_only_instructors_may_set_an_address(client, amy, provider_row):
    row = provider_row("一")
    client.force_login(amy)
    assert client.post(change(row), typed()).status_code == 302
    amy.is_staff = True
    amy.save()
    assert client.post(change(row), typed()).status_code == 403
    row.refresh_from_db()
    assert row.name == "一"


def test_the_list_needs_as_many_queries_for_many_as_for_one(desk, provider_row, django_assert_max_num_queries):
    for name in "一二三四":
        provider_row(name)
    with django_assert_max_num_queries(16):
        desk.get(reverse(LIST))
