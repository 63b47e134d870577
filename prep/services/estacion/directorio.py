"""Which centre receives each section: a station's catalogue has only its own actas, and a stray sobre must go on."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

DE = ("secciones", "sueltas")


@dataclass(frozen=True, slots=True)
class Directorio:
    """As the node told it; empty while the station has never asked."""

    secciones: Mapping[str, str] = field(default_factory=dict)
    sueltas: Mapping[str, str] = field(default_factory=dict)  # acta without a section -> centre

    @property
    def vacio(self) -> bool:
        return not self.secciones

    def centro(self, seccion: str, clave: str = "") -> str:
        """The centre of a section, or of the acta `clave` that hangs from none; "" when there is no such one."""
        return self.sueltas.get(clave) or self.secciones.get(seccion, "")


def directorio_de_texto(texto: str | None) -> Directorio:
    """The directory in the answer of `estacion_v1.directorio()`, or in its copy; an unreadable copy is as none."""
    try:
        datos = json.loads(texto or "{}")
        return Directorio(*({str(que): str(centro) for que, centro in datos[de].items()} for de in DE))
    except (ValueError, KeyError, TypeError, AttributeError):
        return Directorio()
