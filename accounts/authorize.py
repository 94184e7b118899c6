from django.core.exceptions import PermissionDenied


def authorize(user, permission, obj=None):
    """Refuse with 403 unless the user may do this. Predicates live in each app's `rules.py`."""
    if not user.has_perm(permission, obj):
        raise PermissionDenied(permission)
