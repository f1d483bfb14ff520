"""What somebody is called at the desk, where everybody has a number as well."""

from sqlalchemy import Connection

from db import people, technicians


def person_or_id(connection: Connection, person: int) -> str:
    """The person's name; the number of one who is gone."""
    found = people.find(connection, person)
    return found.name if found else str(person)


def technician_or_id(connection: Connection, technician: int) -> str:
    """The name that the technician applied under; the number of one who is gone."""
    found = technicians.find(connection, technician)
    return found.name if found else str(technician)
