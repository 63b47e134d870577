"""The orders of the control room, written down instead of being given to a centre."""

from collections.abc import Callable, Sequence
from typing import Any

from central.mando.cumplir import Avisa, DatosDeOrden
from central.mando.dos_personas import OrdenPropuesta
from central.mando.fase import Declarada
from central.mando.ordenes import Ordenes
from central.marco.conexion import NodoAbierto
from central.tablero.consulta import Tomado
from prep.domain.hechos.hechos import NombreFase
from prep.domain.reglas.incidentes import ClaseDeIncidente, Incidente
from prep.domain.reglas.ordenes import NombreDeOrden, OrdenDelCentro
from prep.services.estacion.sesion import Sesion
from tests.faults.desliz.firmas.puesto import Firmado


class OrdenesApuntadas(Ordenes):
    """Of one session."""

    def __init__(
        self, puesto: NodoAbierto, sesion: Sesion, donde: list[Firmado],
        propuesta: Callable[[OrdenDelCentro, str], OrdenPropuesta],
    ) -> None:  # fmt: skip
        super().__init__(puesto, sesion)
        self._donde, self._como = donde, propuesta

    def _apuntar(self, orden: str, **con: Any) -> None:
        self._donde.append(Firmado(orden, "", con))

    def _proponer(self, nombre: NombreDeOrden, datos: DatosDeOrden, motivo: str) -> OrdenPropuesta:
        return self._como(OrdenDelCentro(nombre, datos), motivo)

    def fase(self, nombre: NombreFase, forzar: str = "") -> Declarada | OrdenPropuesta:
        self._apuntar("fase", fase=str(nombre), forzar=forzar)
        return self._proponer(NombreDeOrden.FASE, {"fase": str(nombre), "forzar": forzar, "salida": ""}, "Sigue.")

    def liberar(self, tomado: Tomado, motivo: str) -> list[str]:
        self._apuntar("liberar", tomado=tomado, motivo=motivo)
        return ["la tenía"]

    def contingencia(self, centro: str, motivo: str) -> OrdenPropuesta:
        self._apuntar("contingencia", centro=centro, motivo=motivo)
        return super().contingencia(centro, motivo)

    def regreso(self, centro: str) -> OrdenPropuesta:
        self._apuntar("regreso", centro=centro)
        return super().regreso(centro)

    def apertura(self, hora: str, motivo: str) -> OrdenPropuesta:
        self._apuntar("apertura", hora=hora, motivo=motivo)
        return self._proponer(NombreDeOrden.REGRESO, {"catd": "01"}, motivo)

    def retenidas(self, claves: Sequence[str], motivo: str) -> OrdenPropuesta:
        self._apuntar("retenidas", claves=list(claves), motivo=motivo)
        return self._proponer(NombreDeOrden.REGRESO, {"catd": "01"}, motivo)

    def conforme(self, vista: OrdenPropuesta, avisa: Avisa) -> list[str]:
        self._apuntar("conforme", vista=vista)
        return ["Se hizo."]

    def rechazo(self, vista: OrdenPropuesta, motivo: str) -> None:
        self._apuntar("rechazo", vista=vista, motivo=motivo)

    def atender(self, alarma: int, nota: str) -> bool:
        self._apuntar("atender", alarma=alarma, nota=nota)
        return True

    def tomar_incidente(self, cual: Incidente) -> None:
        self._apuntar("tomar", cual=cual)

    def cerrar_incidente(self, cual: Incidente, hecho: str) -> None:
        self._apuntar("cerrar", cual=cual, hecho=hecho)

    def anotar_incidente(self, clase: ClaseDeIncidente, dicho: str) -> None:
        self._apuntar("anotar", clase=clase, dicho=dicho)
