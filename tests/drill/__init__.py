"""Drills: a robot does for an hour what people do, while everything goes wrong; see docs/running.md."""
