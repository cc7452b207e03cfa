"""The course package of an assignment in a seed document: one of the samples, unpacked and stored."""

from typing import Any

from emulator.contract.reading import InputProblem
from emulator.courseware.importing import import_package
from emulator.courseware.packages import store_package
from emulator.courseware.refused import PackageRefused
from emulator.courseware.samples import build_sample
from emulator.vendors.call import Call


def store_sample(call: Call, sample: str, where: str) -> dict[str, Any]:
    """Store the package; answers the columns of the assignment that it decides. A sample is small, so this is done here and now."""
    root = call.files.sandbox(call.sandbox.name, call.sandbox.generation)
    folder = root / "seeded" / f"nexport-{call.ids.number('nexport.seeded')}"
    folder.parent.mkdir(exist_ok=True)
    archive = folder.with_suffix(".zip")
    archive.write_bytes(build_sample(sample))
    try:
        package = import_package(archive, folder)
    except PackageRefused as refused:
        raise InputProblem(where, refused.reason) from None
    finally:
        archive.unlink()
    return {
        "package_id": store_package(call.store, call.sandbox, call.files, package, folder),
        "standard": str(package.standard),
        "scos": [
            {"id": activity.identifier, "title": activity.title}
            for activity in package.activities()
            if activity.launchable
        ],
    }
