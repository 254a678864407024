"""Structured logs: one JSON object a line, with the acting enterprise and the request."""

import json
import logging
from datetime import UTC, datetime

from common.request import request_id
from tenancy.context import current_acting


class LineFormatter(logging.Formatter):
    """time, level, logger, message, request id, acting enterprise, and a traceback if any."""

    def format(self, record: logging.LogRecord) -> str:
        acting = current_acting()
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "from": record.name,
            "says": record.getMessage(),
        }
        if request_id.get():
            line["request"] = request_id.get()
        if acting is not None:
            line["enterprise"] = str(acting.enterprise_id)
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)
