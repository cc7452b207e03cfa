"""Which servers may be called."""

from ipaddress import ip_address
from pathlib import Path

import pytest

from emulator.outgoing.policy import Policy
from emulator.settings import SettingsError, load_settings

PRIVATE = [
    "127.0.0.1",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "0.0.0.0",
    "100.64.0.1",
    "224.0.0.1",
    "::1",
    "::",
    "fe80::1",
    "fd00:ec2::254",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::a00:1",
    "2002:7f00:1::",
    "2001:0:7f00:1::",
    "::127.0.0.1",
    "::ffff:0:127.0.0.1",
    "64:ff9b:1::7f00:1",
    "fec0::1",
    "5f00::1",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_that_is_not_public_is_refused_in_whatever_form_it_comes(address: str) -> None:
    assert not Policy("public").allows(ip_address(address))
    assert Policy("any").allows(ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_a_public_address_is_allowed_unless_nothing_is(address: str) -> None:
    assert Policy("public").allows(ip_address(address))
    assert not Policy("none").allows(ip_address(address))


def test_hosts_are_named_by_name_pattern_address_or_network() -> None:
    policy = Policy("none", ("lms.example", "*.corp.example", "10.1.0.0/16", "192.168.7.7"))
    assert [policy.trusts(name) for name in ("lms.example", "LMS.example", "a.corp.example")] == [True] * 3
    assert [policy.trusts(name) for name in ("corp.example", "lms.example.org", "xlms.example")] == [False] * 3
    assert [policy.allows(ip_address(text)) for text in ("10.1.2.3", "192.168.7.7", "::ffff:10.1.2.3")] == [True] * 3
    assert [policy.allows(ip_address(text)) for text in ("10.2.0.1", "192.168.7.8")] == [False] * 2


@pytest.mark.parametrize(
    ("host", "mode"),
    [("127.0.0.1", "any"), ("localhost", "any"), ("::1", "any"), ("0.0.0.0", "public"), ("192.168.1.2", "public")],
)
def test_without_a_setting_an_emulator_that_others_can_reach_calls_public_addresses_alone(
    tmp_path: Path, host: str, mode: str
) -> None:
    assert load_settings(data=tmp_path, host=host).policy().mode == mode
    assert load_settings(data=tmp_path, host=host, outgoing="none").policy().mode == "none"


@pytest.mark.parametrize("wrong", ["http://lms.example", "lms.example:80", "a b"])
def test_a_host_that_is_none_is_named_at_the_start(tmp_path: Path, wrong: str) -> None:
    assert load_settings(data=tmp_path, outgoing_hosts="a.example, *.b.example,10.0.0.0/8").policy().hosts == (
        "a.example",
        "*.b.example",
        "10.0.0.0/8",
    )
    with pytest.raises(SettingsError, match=r"EMULATOR_OUTGOING_HOSTS.*is no host name, address or network"):
        load_settings(data=tmp_path, outgoing_hosts=f"a.example,{wrong}")
