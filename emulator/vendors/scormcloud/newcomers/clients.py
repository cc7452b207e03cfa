"""The clients of SCORM Cloud's API: the vendor's own, which its generator writes for six languages."""

from emulator.vendors.clients.client import Client

NOT_RUN = "Written from its README and the conventions of its generator; our tests do not run it."

CLIENTS = (
    Client(
        name="scormcloud-python",
        language="Python",
        package="rustici-software-cloud-v2",
        official=True,
        tried=True,
        agent=r"Swagger-Codegen/([\d.]+)/python",
        version="5.0.0",
        lines=(
            "import rustici_software_cloud_v2 as scorm_cloud",
            "configuration = scorm_cloud.Configuration()",
            'configuration.host = "{url}"',
            'configuration.username, configuration.password = "EMULATOR01", "emulator-secret"',
            "client = scorm_cloud.ApiClient(configuration)",
        ),
    ),
    Client(
        name="scormcloud-javascript",
        language="JavaScript",
        package="@rusticisoftware/scormcloud-api-v2-client-javascript",
        official=True,
        tried=True,
        lines=(
            "const cloud = require('@rusticisoftware/scormcloud-api-v2-client-javascript');",
            "cloud.ApiClient.instance.basePath = '{url}';",
            "Object.assign(cloud.ApiClient.instance.authentications.APP_NORMAL,",
            "  {username: 'EMULATOR01', password: 'emulator-secret'});",
        ),
    ),
    Client(
        name="scormcloud-java",
        language="Java",
        package="com.rusticisoftware.cloud.v2.client:scormcloud-api-v2-client",
        official=True,
        tried=False,
        note=NOT_RUN,
        lines=(
            "ApiClient client = Configuration.getDefaultApiClient();",
            'client.setBasePath("{url}");',
            'HttpBasicAuth app = (HttpBasicAuth) client.getAuthentication("APP_NORMAL");',
            'app.setUsername("EMULATOR01");',
            'app.setPassword("emulator-secret");',
        ),
    ),
    Client(
        name="scormcloud-dotnet",
        language="C#",
        package="Com.RusticiSoftware.Cloud.V2",
        official=True,
        tried=False,
        note=NOT_RUN,
        lines=(
            'var configuration = new Configuration { BasePath = "{url}", Username = "EMULATOR01", Password = "emulator-secret" };',
            "var courses = new CourseApi(configuration);",
        ),
    ),
    Client(
        name="scormcloud-php",
        language="PHP",
        package="rusticisoftware/scormcloud-api-v2-client-php",
        official=True,
        tried=False,
        note=NOT_RUN,
        lines=(
            "$config = new RusticiSoftware\\Cloud\\V2\\Configuration();",
            "$config->setHost('{url}');",
            "$config->setUsername('EMULATOR01');",
            "$config->setPassword('emulator-secret');",
        ),
    ),
    Client(
        name="scormcloud-ruby",
        language="Ruby",
        package="rustici_software_cloud_v2",
        official=True,
        tried=False,
        note=NOT_RUN,
        lines=(
            "RusticiSoftwareCloudV2.configure do |config|",
            "  config.scheme, config.host, config.base_path = '{scheme}', '{host}', '{path}'",
            "  config.username, config.password = 'EMULATOR01', 'emulator-secret'",
            "end",
        ),
    ),
)
