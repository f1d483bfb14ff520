"""What can happen in the market: one plain function a use case, over an open transaction."""
