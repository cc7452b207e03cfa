"""`emulator.testing.app()`: the emulator in the process of a test, where nothing listens."""

import asyncio
import gc
from pathlib import Path

import httpx
import pytest
from fastapi.testclient import TestClient

from emulator import testing

OWNER = {"apikey": "litmos-account-owner"}
CLOUD = httpx.BasicAuth("EMULATOR01", "emulator-secret")


@pytest.mark.parametrize("base_url", ["http://emulator", "https://cloud.example.com:8443"])
def test_a_sample_is_fetched_and_a_postback_is_posted_although_nothing_listens(base_url: str) -> None:
    async def use() -> tuple[str, int]:
        app = testing.app(job_mode="instant", allowed_hosts="*")
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=f"{base_url}/~mine") as client:
            content = f"{base_url}/~mine/_emulator/samples/scorm12-quiz.zip"
            module = {"Name": "Tides", "ModuleType": "9", "Active": "true", "ContentURL": content}
            made = await client.post("/v1.svc/modules?source=t&format=json", json=module, headers=OWNER)
            read = await client.get(f"/v1.svc/modules/{made.json()['Id']}?source=t&format=json", headers=OWNER)
            sink = {"url": f"{base_url}/~mine/_emulator/sink/hooks"}
            await client.post("/api/v2/registrations/postBackTest", json=sink, auth=CLOUD)
            await client.post("/_emulator/clock/advance", json={"seconds": 5})
            came = (await client.get("/_emulator/sink")).json()["count"]
        await app.close()
        return read.json()["Status"], came

    assert asyncio.run(use()) == ("Ready", 1)


def test_its_data_goes_with_it() -> None:
    app = testing.app()
    folder = Path(app.settings.data)
    with TestClient(app) as client:
        assert client.get("/_emulator/ready").is_success
        assert (folder / "emulator.db").exists()
    del app, client
    gc.collect()
    assert not folder.exists()
