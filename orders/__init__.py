"""Order collaboration: purchase orders, answers, promises, despatch advice and receipts."""
