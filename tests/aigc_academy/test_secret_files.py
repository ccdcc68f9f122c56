from aigc_academy import secret_files
from credentials import keys


def test_a_second_start_keeps_every_secret(tmp_path):
    secret_files.write(tmp_path)
    first = {path.name: path.read_text() for path in tmp_path.iterdir()}
    secret_files.write(tmp_path)
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == first


def test_the_database_address_carries_the_password_the_database_reads(tmp_path):
    secret_files.write(tmp_path)
    assert (tmp_path / "database_password").read_text() in (tmp_path / "database_url").read_text()


def test_two_installations_share_no_secret(tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        secret_files.write(tmp_path / name)
    assert (tmp_path / "a/secret_key").read_text() != (tmp_path / "b/secret_key").read_text()


def test_the_key_that_signs_credentials_is_made_too(tmp_path):
    secret_files.write(tmp_path)
    assert keys.read((tmp_path / "badge_key").read_text()).signing
