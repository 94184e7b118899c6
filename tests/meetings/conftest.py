from tests.actions.conftest import many_connections

__all__ = ["many_connections"]
