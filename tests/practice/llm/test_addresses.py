import ipaddress

import pytest

from practice.llm.addresses import PrivateAddress, Unresolved, check, is_public, public_addresses


@pytest.mark.parametrize("ip", ["8.8.8.8", "223.5.5.5", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_addresses_of_the_internet_are_public(ip):
    assert is_public(ipaddress.ip_address(ip))


@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.0.8", "192.88.99.1", "203.0.113.5",
        "::1", "::", "fc00::1", "fe80::1", "fec0::1", "ff02::1", "100::1", "2001:db8::1", "3fff::1", "5f00::1",
    ],
)  # fmt: skip
def test_addresses_of_a_network_of_ones_own_are_not(ip):
    assert not is_public(ipaddress.ip_address(ip))


@pytest.mark.parametrize(
    "ip",
    [
        "::ffff:127.0.0.1", "::ffff:169.254.169.254", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::",
        "::127.0.0.1", "::ffff:0:127.0.0.1", "64:ff9b:1::7f00:1", "2001:0:4136:e378:8000:63bf:f7f7:f7f7",
    ],
)  # fmt: skip
def test_an_inner_address_in_outer_clothes_is_not_public(ip):
    assert not is_public(ipaddress.ip_address(ip))


@pytest.mark.parametrize("host", ["127.1", "0x7f000001", "2130706433", "0177.0.0.1", "0", "0x0a.1", "::1", "localhost"])
def test_numbers_written_in_odd_ways_are_what_the_socket_makes_of_them(host):
    with pytest.raises(PrivateAddress):
        public_addresses(host, 80)


def test_a_public_name_that_points_home_is_refused(names):
    names["models.example"] = ["192.168.1.5"]
    with pytest.raises(PrivateAddress) as refused:
        check("https://models.example/v1")
    assert str(refused.value.ip) == "192.168.1.5"


def test_one_private_answer_among_public_ones_spoils_all(names):
    names["models.example"] = ["8.8.8.8", "127.0.0.1"]
    with pytest.raises(PrivateAddress):
        check("https://models.example/v1")


def test_a_name_that_leads_nowhere_is_said(names):
    with pytest.raises(Unresolved):
        check("https://models.example/v1")


def test_a_name_that_cannot_be_one_leads_nowhere():
    with pytest.raises(Unresolved):
        check(f"https://{'a' * 70}..example/v1")


def test_the_operator_may_allow_private_networks(settings):
    settings.ALLOW_PRIVATE_LLM = True
    check("http://127.0.0.1:11434/v1")
