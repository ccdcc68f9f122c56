import pytest

from practice.providers.sealing import WrongKey, seal, unseal


def test_what_was_sealed_comes_out_again():
    assert unseal(seal("sk-secret")) == "sk-secret"


def test_the_sealed_key_does_not_show_the_key():
    assert "secret" not in seal("sk-secret")
    assert seal("sk-secret") != seal("sk-secret")


def test_a_new_secret_key_opens_what_its_predecessor_sealed(settings):
    sealed = seal("sk-secret")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-one"
    assert unseal(sealed) == "sk-secret"


def test_without_the_old_secret_key_it_stays_shut(settings):
    sealed = seal("sk-secret")
    settings.SECRET_KEY = "another-one"
    with pytest.raises(WrongKey):
        unseal(sealed)


def test_something_else_in_its_place_is_no_key():
    with pytest.raises(WrongKey):
        unseal("nonsense")
