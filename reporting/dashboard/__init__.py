"""The 4 Ps by key crime area as at any day, as plain data: see `facts`."""

from .reading import read_dashboard

__all__ = ["read_dashboard"]
