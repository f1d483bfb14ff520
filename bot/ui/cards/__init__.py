"""The cards, one module each. A new module in this folder registers itself: nobody names it here."""

from importlib import import_module
from pkgutil import iter_modules

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")
