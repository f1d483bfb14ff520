"""An import-linter contract that reads like a row of the room table in docs/architecture.md."""

import sys
from typing import Any, cast

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class RoomContract(Contract):
    """Forbid a room everything it is not allowed by name, so that a new room or library is forbidden too.

    Only direct imports count: handlers may use the interface, which may read the database, without the
    handlers reading it themselves. The standard library is always allowed; other libraries are unless
    `libraries` lists the few that are.
    """

    type_name = "room"

    room = fields.ModuleField()
    may_import = fields.SetField(subfield=fields.ModuleField())
    libraries = fields.SetField(subfield=fields.StringField(), required=False)

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        room = self.contract_options["room"]
        if room not in graph.modules:
            return ContractCheck(kept=False, metadata={"broken": [f"there is no {room}"]})
        broken = [
            f"{importer} (l. {_line(graph, importer, imported)}) imports {imported}"
            for importer in sorted({room} | graph.find_descendants(room))
            for imported in sorted(graph.find_modules_directly_imported_by(importer))
            if not self._is_allowed(imported)
        ]
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def _is_allowed(self, imported: str) -> bool:
        options = self.contract_options
        if any(_is_in(imported, room) for room in [options["room"], *options["may_import"]]):
            return True
        top = imported.partition(".")[0]
        if top in self.session_options["root_packages"]:
            return False
        return top in sys.stdlib_module_names or top in options.get("libraries", [top])

    def render_broken_contract(self, check: ContractCheck) -> None:
        for sentence in check.metadata["broken"]:
            output.print_error(f"- {sentence}", bold=False)


def _is_in(module: str, room: str) -> bool:
    return module == room or module.startswith(f"{room}.")


def _line(graph: ImportGraph, importer: str, imported: str) -> int:
    details = cast(list[dict[str, Any]], graph.get_import_details(importer=importer, imported=imported))
    return int(details[0]["line_number"])
