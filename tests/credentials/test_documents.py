"""Certificates and pictures as a browser gets them."""

from io import BytesIO

import pytest
from PIL import Image

from credentials import services

PICTURES = {"certificate.png": (2000, 1414), "share.png": (1200, 630), "poster.png": (1080, 1440)}
FILES = [*PICTURES, "certificate.pdf"]


@pytest.mark.parametrize(("file", "size"), PICTURES.items())
def test_a_picture_has_its_size(client, credential, file, size):
    response = client.get(f"{credential.get_absolute_url()}{file}")
    assert response["Content-Type"] == "image/png" and Image.open(BytesIO(response.content)).size == size


def test_the_certificate_for_the_printer_is_a_pdf(client, credential):
    response = client.get(f"{credential.get_absolute_url()}certificate.pdf")
    assert response["Content-Type"] == "application/pdf" and response.content.startswith(b"%PDF")


@pytest.mark.parametrize("file", FILES)
def test_whoever_has_a_copy_is_told_that_it_holds(client, credential, file):
    address = f"{credential.get_absolute_url()}{file}"
    first = client.get(address)
    again = client.get(address, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])


@pytest.mark.parametrize("file", FILES)
def test_another_name_makes_another_document(client, credential, award, file):
    address = f"{credential.get_absolute_url()}{file}"
    before = client.get(address)["ETag"]
    services.issue(award=award, name="陆小晴")
    assert client.get(address, headers={"if-none-match": before}).status_code == 200


@pytest.mark.parametrize("file", [*FILES, "badge.jwt"])
def test_taken_back_nothing_is_given_out_even_to_who_has_a_copy(client, credential, file):
    address = f"{credential.get_absolute_url()}{file}"
    etag = client.get(address).headers.get("ETag", "")
    services.withdraw(credential=credential)
    assert client.get(address, headers={"if-none-match": etag}).status_code == 410


@pytest.mark.parametrize("file", [*FILES, "badge.jwt"])
def test_revoked_nothing_is_given_out(client, revoked, file):
    assert client.get(f"{revoked.get_absolute_url()}{file}").status_code == 410


@pytest.mark.parametrize("file", [*FILES, "badge.jwt", "status.json"])
def test_nothing_stands_under_a_guessed_code(client, credential, file):
    assert client.get(f"/credentials/2222-2222-2222/{file}").status_code == 404


@pytest.mark.parametrize("file", FILES)
def test_documents_are_not_listed_and_asked_for_again(client, credential, file):
    response = client.get(f"{credential.get_absolute_url()}{file}")
    assert (response["X-Robots-Tag"], response["Cache-Control"]) == ("noindex", "no-cache")


def test_a_document_costs_one_query(client, credential, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get(f"{credential.get_absolute_url()}share.png")
