"""Published clients of Litmos's API. The vendor has none of its own; these were read, and are not run by our tests."""

from emulator.vendors.clients.client import Client

READ = "Written from its code; our tests do not run it."

CLIENTS = (
    Client(
        name="litmos-node",
        language="JavaScript",
        package="Trifoia/litmos-sdk",
        official=False,
        tried=False,
        note=READ,
        lines=("const litmos = new Litmos({apiKey: 'litmos-account-owner', source: 'my-app', baseUrl: '{url}/'});",),
    ),
    Client(
        name="litmos-python",
        language="Python",
        package="charliequinn/python-litmos-api",
        official=False,
        tried=False,
        note=f"{READ} After a 503 of the rate limit it waits a minute: set litmos_rate_limit to null.",
        lines=(
            "from litmos import Litmos",
            "from litmos.api import API",
            'API.ROOT_URL = "{url}"',
            'litmos = Litmos("litmos-account-owner", "my-app")',
        ),
    ),
    Client(
        name="litmos-ruby",
        language="Ruby",
        package="litmos-client",
        official=False,
        tried=False,
        note=f"{READ} Its address is fixed, so a variable of the object is set; it reads dates of the setting litmos_json_dates=wcf.",
        lines=(
            "litmos = LitmosClient::API.new('litmos-account-owner', 'my-app')",
            "litmos.instance_variable_set(:@litmosURL, '{url}')",
        ),
    ),
    Client(
        name="litmos-php",
        language="PHP",
        package="tldev/litmos-php",
        official=False,
        tried=False,
        note=READ,
        lines=("$litmos = new Litmos\\Service('litmos-account-owner', 'my-app', '{url}');",),
    ),
)
