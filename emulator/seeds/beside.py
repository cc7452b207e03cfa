"""Files beside a seed file, such as users in CSV."""

from pathlib import Path

from emulator.seeds.expanding import ReadFile
from emulator.seeds.refused import SeedError
from emulator.seeds.regular_files import regular

LARGEST = 64 * 1024 * 1024


def read_beside(folder: Path | None) -> ReadFile:
    """What reads texts from the folder of the seed file on. None for a document that came over HTTP: nobody may read the server's files."""

    def read(path: str, where: str) -> str:
        if folder is None:
            raise SeedError(
                f"{where} can be in a seed file alone (serve --seed FILE), since it is a path beside that file"
            )
        try:
            file = regular(folder / path)
            if file.stat().st_size > LARGEST:
                raise SeedError(f"{where}: {path} is larger than {LARGEST} bytes")
            return file.read_text("utf-8-sig")
        except UnicodeDecodeError:
            raise SeedError(f"{where}: {path} is not text in UTF-8") from None
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or error
            raise SeedError(f"{where}: {path} cannot be read, from the folder of the seed file on: {why}") from None

    return read
