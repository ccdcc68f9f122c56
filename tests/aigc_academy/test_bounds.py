import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

pytestmark = pytest.mark.django_db

JSON = {"headers": {"accept": "application/json"}}


@pytest.fixture
def file() -> SimpleUploadedFile:
    return SimpleUploadedFile("film.mp4", b"x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1))


def test_a_file_larger_than_any_form_is_refused_before_it_is_read(client, file):
    answer = client.post("/accounts/login/", {"file": file}, **JSON)
    assert (answer.status_code, answer.json()["error"]) == (413, "too_large")


def test_somebody_who_sends_too_much_reads_what_to_do(client, file):
    answer = client.post("/accounts/login/", {"file": file})
    assert answer.status_code == 413 and "请分成几次" in answer.content.decode()


@pytest.mark.parametrize("length", ["", "many", "-1"])
def test_a_length_that_is_no_number_is_no_length(client, length):
    assert client.get("/", CONTENT_LENGTH=length).status_code == 200


@pytest.mark.services
@pytest.mark.parametrize(
    "address", ["/practice/history/?lesson=%00", "/courses/aigc/1/lesson-1-1/figures/a%00.svg", "/search/?q=%00"]
)
def test_an_address_with_a_nul_is_not_understood(client, amy, address):
    client.force_login(amy)
    assert client.get(address).status_code == 400
