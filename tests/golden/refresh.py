"""Write the golden SQL and the golden needs anew: python -m tests.golden.refresh; read the difference before you keep it."""

from analytics.query import build
from tests.golden.requests import FOLDER, NEEDS, REQUESTS, needs, path


def main() -> None:
    for stale in set(FOLDER.glob("*.sql")) - {path(name) for name in REQUESTS}:
        stale.unlink()
    for name, request in REQUESTS.items():
        path(name).write_text(build(request) + "\n", "utf-8")
    NEEDS.write_text(needs(), "utf-8")


if __name__ == "__main__":
    main()
