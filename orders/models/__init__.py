from orders.models.forecast import Forecast, ForecastCommit, ForecastCommitEntry, ForecastLine
from orders.models.ledger import PromiseEntry
from orders.models.note import PrivateNote
from orders.models.notice import AdvanceShipNotice, AsnLine
from orders.models.number_series import NumberSeries
from orders.models.proposal import AnswerDraft, ChangeProposal
from orders.models.purchase_order import PurchaseOrder, PurchaseOrderLine
from orders.models.receipt import GoodsReceipt, GoodsReceiptLine
from orders.models.replenishment import BandMovement, BandStock, ReplenishmentBand
from orders.models.schedule_line import ScheduleLine

__all__ = [
    "AdvanceShipNotice",
    "AnswerDraft",
    "AsnLine",
    "BandMovement",
    "BandStock",
    "ChangeProposal",
    "Forecast",
    "ForecastCommit",
    "ForecastCommitEntry",
    "ForecastLine",
    "GoodsReceipt",
    "GoodsReceiptLine",
    "NumberSeries",
    "PrivateNote",
    "PromiseEntry",
    "PurchaseOrder",
    "PurchaseOrderLine",
    "ReplenishmentBand",
    "ScheduleLine",
]
