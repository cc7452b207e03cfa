"""Where programs and systems are told to trust the authority."""

from shlex import quote

from emulator.light.records import dataclass
from emulator.tls.authority import Authority


@dataclass(frozen=True, slots=True)
class TrustSetup:
    """A program or a system, and the lines that let it trust the authority."""

    name: str
    lines: tuple[str, ...]


def environment(authority: Authority) -> dict[str, str]:
    """The variables that programs read. What takes one file in place of its own gets the bundle, so that it still trusts all else."""
    bundle = str(authority.bundle.resolve())
    return {
        "SSL_CERT_FILE": bundle,
        "REQUESTS_CA_BUNDLE": bundle,
        "CURL_CA_BUNDLE": bundle,
        "NODE_EXTRA_CA_CERTS": str(authority.certificate.resolve()),
    }


def places(authority: Authority) -> list[TrustSetup]:
    """Each place with its lines, most wanted first."""
    ca, bundle = (quote(str(file.resolve())) for file in (authority.certificate, authority.bundle))
    return [
        TrustSetup("Python (httpx, urllib, aiohttp), Ruby, Go and .NET on Linux", (f"export SSL_CERT_FILE={bundle}",)),
        TrustSetup("Python (requests)", (f"export REQUESTS_CA_BUNDLE={bundle}",)),
        TrustSetup("Node.js", (f"export NODE_EXTRA_CA_CERTS={ca}",)),
        TrustSetup(
            "curl and PHP's curl",
            (f"curl --cacert {ca} …", f"php -d curl.cainfo={bundle} -d openssl.cafile={bundle} …"),
        ),
        TrustSetup(
            "Java",
            (
                f"keytool -importcert -noprompt -alias lms-emulator -file {ca} -keystore lms-emulator.p12 -storepass changeit",
                "java -Djavax.net.ssl.trustStore=lms-emulator.p12 -Djavax.net.ssl.trustStorePassword=changeit …",
            ),
        ),
        TrustSetup(
            "Debian, Ubuntu",
            (f"sudo cp {ca} /usr/local/share/ca-certificates/lms-emulator.crt && sudo update-ca-certificates",),
        ),
        TrustSetup(
            "Fedora, RHEL",
            (f"sudo cp {ca} /etc/pki/ca-trust/source/anchors/lms-emulator.crt && sudo update-ca-trust",),
        ),
        TrustSetup(
            "macOS",
            (f"sudo security add-trusted-cert -d -r trustRoot -k /Library/Keychains/System.keychain {ca}",),
        ),
        TrustSetup("Windows (.NET, Edge, Chrome)", (f"certutil -addstore -user Root {ca}",)),
        TrustSetup("Firefox", (f"Settings, Certificates, Authorities, Import: {ca}",)),
    ]
