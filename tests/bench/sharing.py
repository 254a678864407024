"""`manage.py bench sharing`: what sharing figures costs: a large stock import, a large commit sheet, a question."""

import argparse

from tests.bench import _commit_sheet, _questions, _stock_sheet
from tests.bench._reporting import finish


def main(arguments: list[str]) -> int:
    """Run it; 0 when the figures are reached."""
    parser = argparse.ArgumentParser(prog="manage.py bench sharing")
    parser.add_argument("--rows", type=int, default=100_000, help="rows of stock")
    parser.add_argument("--items", type=int, default=2_000, help="items of the commit sheet")
    parser.add_argument("--members", type=int, default=200, help="members a question reaches")
    options = parser.parse_args(arguments)
    figures = _questions.figures(options.members)
    figures += _commit_sheet.figures(options.items) + _stock_sheet.figures(options.rows)
    data = {
        "stock_rows": options.rows, "commit_items": options.items, "members": options.members,
    }  # fmt: skip
    return finish("sharing", data, figures, ("django", "psycopg"))
