"""Where the sample reports lie: in the wheel beside this package, in a checkout beside it."""

from pathlib import Path


def samples_folder() -> Path | None:
    """The folder of the sample reports; None where the installation has none."""
    package = Path(__file__).parents[2]
    folders = (package / "samples", package.parent / "samples" / "reports")
    return next((folder for folder in folders if folder.is_dir()), None)
