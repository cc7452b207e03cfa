"""The sample courses: a ContentURL that always works."""

from typing import Any

from fastapi import APIRouter, HTTPException, Request, Response

from emulator.control.answers.samples import Samples
from emulator.control.refusals import refusals
from emulator.courseware.samples import build_sample, sample_names

router = APIRouter(tags=["samples"])


@router.get("/_emulator/samples/", response_model=Samples)
async def list_samples(request: Request) -> dict[str, Any]:
    """List the sample courses, including those that are broken on purpose."""
    root = f"{request.url.scheme}://{request.url.netloc}{request.scope['sandbox_prefix']}/_emulator/samples"
    return {
        "samples": [
            {
                "name": sample.name,
                "url": f"{root}/{sample.name}",
                "title": sample.title,
                "standard": str(sample.standard),
                "valid": sample.valid,
                "description": sample.description,
            }
            for sample in sample_names()
        ]
    }


ZIP: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The zip file.",
        "content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}},
    }
}


@router.get(
    "/_emulator/samples/{name}",
    response_class=Response,
    responses={**ZIP, **refusals(_404="there is no sample none.zip; there are scorm12-quiz.zip, …")},
)
async def get_sample(name: str) -> Response:
    """One course as a zip file."""
    try:
        content = build_sample(name)
    except LookupError:
        known = ", ".join(sample.name for sample in sample_names())
        raise HTTPException(404, f"there is no sample {name}; there are {known}") from None
    disposition = f'attachment; filename="{name}"'
    return Response(content, media_type="application/zip", headers={"Content-Disposition": disposition})
