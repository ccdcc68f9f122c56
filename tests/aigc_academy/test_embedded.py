from aigc_academy import embedded


def test_the_secret_key_is_made_once_and_kept(tmp_path):
    assert embedded.secret_key(tmp_path) == embedded.secret_key(tmp_path)


def test_the_secret_key_can_be_read_by_its_owner_only(tmp_path):
    embedded.secret_key(tmp_path)
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


def test_nobody_else_on_the_machine_looks_into_the_data_folder(tmp_path):
    assert embedded.make(tmp_path / "var").stat().st_mode & 0o077 == 0


def test_two_folders_have_two_keys(tmp_path):
    assert embedded.secret_key(tmp_path / "a") != embedded.secret_key(tmp_path / "b")


def test_without_a_running_broker_the_address_answers_to_nobody(tmp_path):
    assert embedded.broker_url(tmp_path) == embedded.NO_BROKER


def test_the_site_is_a_name_because_passkeys_refuse_an_address(monkeypatch):
    monkeypatch.setenv("PORT", "8123")
    assert embedded.site_url() == "http://localhost:8123"
