"""Where the checks write what they find: one finding per rule and sentence, counted, with its first example."""

from central.verificar.modelo import HallazgoDeArchivo
from central.verificar.renglon import RenglonPublicado
from central.verificar.texto import CITA_MAX
from prep.domain.catalogo.imprimible import imprimible


class Bitacora:
    """The findings of one file, in the order in which they first appeared."""

    def __init__(self) -> None:
        self._cuentas: dict[tuple[str, str], int] = {}
        self._ejemplos: dict[tuple[str, str], str] = {}
        self._graves: set[tuple[str, str]] = set()

    def anotar(self, regla: str, descripcion: str, ejemplo: str, filas: int = 1, *, grave: bool = False) -> None:
        """Counts `filas` more rows against `regla`; keeps the first `ejemplo`. `grave`: it cannot agree."""
        asunto = (regla, descripcion)
        if grave:
            self._graves.add(asunto)
        self._cuentas[asunto] = self._cuentas.get(asunto, 0) + filas
        self._ejemplos.setdefault(asunto, ejemplo)

    def anotar_renglon(self, regla: str, descripcion: str, renglon: RenglonPublicado, detalle: str = "") -> None:
        """The same, the example being that acta's row number and key, and what was seen."""
        ejemplo = donde(renglon.numero, renglon.clave)
        self.anotar(regla, descripcion, f"{ejemplo}: {detalle}" if detalle else ejemplo)

    def hallazgos(self) -> tuple[HallazgoDeArchivo, ...]:
        """What was found."""
        return tuple(
            HallazgoDeArchivo(*asunto, filas, self._ejemplos[asunto], asunto in self._graves)
            for asunto, filas in self._cuentas.items()
        )


def donde(numero: int, clave: str) -> str:
    """`renglón 12, clave 090001B0100`."""
    return f"renglón {numero}, clave {imprimible(clave[:CITA_MAX]) or '(sin clave)'}"
