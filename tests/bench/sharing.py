"""`manage.py bench sharing`: what sharing figures costs: a large stock import and a large commit sheet."""

import argparse

from tests.bench import _commit_sheet, _stock_sheet
from tests.bench._reporting import finish


def main(arguments: list[str]) -> int:
    """Run it; 0 when the figures are reached."""
    parser = argparse.ArgumentParser(prog="manage.py bench sharing")
    parser.add_argument("--rows", type=int, default=100_000, help="rows of stock")
    parser.add_argument("--items", type=int, default=2_000, help="items of the commit sheet")
    options = parser.parse_args(arguments)
    figures = _commit_sheet.figures(options.items) + _stock_sheet.figures(options.rows)
    data = {"stock_rows": options.rows, "commit_items": options.items}
    return finish("sharing", data, figures, ("django", "psycopg"))
