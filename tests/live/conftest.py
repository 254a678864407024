"""Every test of sockets has a channel layer of its own: the layer serves one event loop at a time."""

import pytest
from channels.layers import channel_layers


@pytest.fixture(autouse=True)
def _own_channel_layer() -> None:
    channel_layers.backends.clear()
