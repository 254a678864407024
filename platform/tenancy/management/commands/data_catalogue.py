"""`manage.py data_catalogue [--json]`: every column of the database with its category and level."""

import json
from collections import Counter
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from tenancy.catalogue import catalogue


class Command(BaseCommand):
    help = "Print the catalogue of data by category and level (GB/T 43697-2024), made from the models"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print [{table, column, category, level, …}]")

    def handle(self, *args: Any, **options: Any) -> None:
        rows = list(catalogue())
        if options["json"]:
            self.stdout.write(json.dumps([asdict(row) for row in rows], ensure_ascii=False))
            return
        for row in rows:
            self.stdout.write(f"{row.table}.{row.column:<32}{row.category:<12}{row.level}")
        levels = Counter(row.level for row in rows)
        self.stdout.write(
            ", ".join(f"{level} {levels[level]}" for level in sorted(levels, key=lambda v: v.rank))
        )
