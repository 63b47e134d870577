"""What a coordinator orders from the control room, each with their own key: what needs two people is only proposed.

What one may do alone, the centre signs; their own signature goes in the order's transaction, as an incident (R-34):
neither is there without the other.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

from sqlalchemy import Connection, text

from central.mando import apertura, dos_personas, fase, incidentes, liberar, mensajes, retenidas
from central.mando.cumplir import Avisa, DatosDeOrden
from central.mando.dos_personas import OrdenPropuesta
from central.mando.fase import Declarada
from central.mando.retenidas import Retenida
from central.marco.conexion import MalUso, NodoAbierto, Testigo, en_palabras
from central.tablero.busqueda import LoBuscado, buscar
from central.tablero.consulta import Alarma, Tomado, fases, por_atender
from central.tablero.ficha.lectura import FichaDeActa, leer_ficha
from central.tablero.incidentes import IncidenteDeCentro
from prep.domain.catalogo.catalogo import CCV
from prep.domain.hechos.cotas import legible
from prep.domain.hechos.hechos import Fuente, Incidencia, NombreFase, PasoDeIncidente
from prep.domain.reglas.incidentes import ClaseDeIncidente, Incidente
from prep.domain.reglas.mensajes import Mensaje
from prep.domain.reglas.ordenes import NombreDeOrden, OrdenDelCentro
from prep.services.estacion.errores import NoProcede
from prep.services.estacion.incidentes import VOY
from prep.services.estacion.sesion import Sesion, accion
from prep.store.del_centro import insertar_centro

CODIGO = "ORDEN_DE_SALA"
NOTA_MAX = 500
ANOTAR = (
    "INSERT INTO prep.alarma (codigo, acta, texto, atendida) VALUES ('ALARMA_ATENDIDA', '', :texto, clock_timestamp())"
)
R = TypeVar("R")


class Ordenes:
    """The orders of one session. Each raises NoProcede, with what to do, when it was not done."""

    def __init__(self, puesto: NodoAbierto, sesion: Sesion) -> None:
        self._puesto, self._sesion = puesto, sesion

    @property
    def sesion(self) -> Sesion:
        return self._sesion

    @property
    def puesto(self) -> NodoAbierto:
        return self._puesto

    @accion("sala.fase")
    def fase(self, nombre: NombreFase, forzar: str = "") -> Declarada | OrdenPropuesta:
        """Proposes the phase; the counting of zeros, which comes before all facts, is done at once."""
        if nombre is NombreFase.CEROS:
            testigo = self._testigo("", f"Fase «{nombre}».")
            return _hacer(lambda: fase.declarar(self._puesto, nombre, testigo=testigo))
        datos = {"fase": str(nombre), "forzar": forzar, "salida": ""}
        return self._proponer(NombreDeOrden.FASE, datos, forzar or "Es la fase que sigue.")

    @accion("sala.liberar")
    def liberar(self, tomado: Tomado, motivo: str) -> list[str]:
        """Takes that work from its holder and nobody else; in words, who had it. Empty: they no longer had it."""
        testigo = self._testigo(tomado.acta, f"Liberar el acta, que tiene {tomado.operador}: {motivo}.")
        return _hacer(lambda: liberar.liberar(self._puesto, tomado.acta, motivo, testigo, solo=tomado))

    @accion("sala.contingencia")
    def contingencia(self, centro: str, motivo: str) -> OrdenPropuesta:
        """Proposes that the CCV take over the CATD's work."""
        return self._proponer(NombreDeOrden.CONTINGENCIA, {"catd": centro, "a": CCV}, motivo)

    @accion("sala.regreso")
    def regreso(self, centro: str) -> OrdenPropuesta:
        """Proposes that the CATD take its work back."""
        return self._proponer(NombreDeOrden.REGRESO, {"catd": centro}, "El CATD ya puede seguir.")

    @accion("sala.apertura")
    def apertura(self, hora: str, motivo: str) -> OrdenPropuesta:
        """Proposes the hour from which the period counts, as a person writes it."""
        return self._proponer_de(lambda conn: apertura.orden_de(conn, hora), motivo)

    @accion("sala.retenidas")
    def retenidas(self, claves: Sequence[str], motivo: str) -> OrdenPropuesta:
        """Proposes that these go out with the hours that they have."""
        return self._proponer_de(lambda conn: retenidas.orden_de(conn, claves), motivo)

    @accion("sala.conforme")
    def conforme(self, vista: OrdenPropuesta, avisa: Avisa) -> list[str]:
        """Agrees to what another person proposed, and carries it out; what was done."""
        return _hacer(lambda: dos_personas.conformar(self._puesto, self._sesion, vista, avisa))

    @accion("sala.rechazo")
    def rechazo(self, vista: OrdenPropuesta, motivo: str) -> None:
        """Refuses what another person proposed."""
        _hacer(lambda: dos_personas.rechazar(self._puesto, self._sesion, vista, motivo))

    def _proponer(self, nombre: NombreDeOrden, datos: DatosDeOrden, motivo: str) -> OrdenPropuesta:
        orden = OrdenDelCentro(nombre, datos)
        return _hacer(lambda: dos_personas.proponer(self._puesto, self._sesion, orden, motivo))

    def _proponer_de(self, de: Callable[[Connection], OrdenDelCentro], motivo: str) -> OrdenPropuesta:
        def leer() -> OrdenDelCentro:
            with self._puesto.mirar() as conn:
                return de(conn)

        orden = _hacer(leer)
        return self._proponer(orden.nombre, orden.datos, motivo)

    @accion("sala.atender")
    def atender(self, alarma: int, nota: str) -> bool:
        """Marks the alarm as attended, saying what was done; False when somebody had attended it before."""
        return _hacer(lambda: self._atender(alarma, nota.strip()))

    def _atender(self, alarma: int, nota: str) -> bool:
        if not nota or len(nota) > NOTA_MAX:
            raise MalUso(f"Diga qué se hizo, en 1 a {NOTA_MAX} caracteres.")
        with self._puesto.ordenar() as conn:
            fila = conn.execute(
                text(
                    "UPDATE prep.alarma SET atendida = clock_timestamp() WHERE n = :n AND atendida IS NULL"
                    " RETURNING codigo, acta, texto"
                ),
                {"n": alarma},
            ).first()
            if fila is None:
                return False
            codigo, acta, dicho = fila
            atendida = f"Alarma {alarma} atendida ({codigo}: {dicho}) {nota}"
            if not fases(conn):  # there may be no fact before the counting of zeros
                quien = self._sesion.operador
                conn.execute(text(ANOTAR), {"texto": legible(f"{atendida} — {quien}")})
                return True
            conocida = bool(acta) and _conocida(conn, acta)
            self._testigo(acta if conocida else "", atendida)(conn)
        return True

    @accion("sala.tomar_incidente")
    def tomar_incidente(self, cual: Incidente) -> None:
        """From now on it is this person that sees to it."""
        _hacer(lambda: incidentes.seguir(self._puesto, self._sesion, cual, PasoDeIncidente.TOMA, VOY))

    @accion("sala.cerrar_incidente")
    def cerrar_incidente(self, cual: Incidente, hecho: str) -> None:
        """It ended, and what was done."""
        _hacer(lambda: incidentes.seguir(self._puesto, self._sesion, cual, PasoDeIncidente.CIERRA, hecho))

    @accion("sala.anotar_incidente")
    def anotar_incidente(self, clase: ClaseDeIncidente, dicho: str) -> None:
        """Written down at the control room."""
        cuerpo = Incidencia(clase.codigo, legible(dicho))
        _hacer(lambda: incidentes.anotar(self._puesto, self._sesion, cuerpo, Fuente.CATD))

    @accion("sala.escribir")
    def escribir(self, para: str, dicho: str) -> None:
        """A message to everybody, a site or a station."""
        _hacer(lambda: mensajes.escribir(self._puesto, self._sesion, para, dicho))

    @accion("sala.contestar")
    def contestar(self, mensaje: Mensaje, dicho: str) -> None:
        """The room knows it."""
        _hacer(lambda: mensajes.contestar(self._puesto, self._sesion, mensaje, dicho))

    def _testigo(self, acta: str, texto: str) -> Testigo:
        """Writes in the order's transaction who gave it, signed with their own key."""

        def anotar(conn: Connection) -> None:
            firmado = self._sesion.firma.hecho(acta, Fuente.CATD, Incidencia(CODIGO, legible(texto)))
            insertar_centro(conn, firmado)

        return anotar


def alarmas_de(puesto: NodoAbierto) -> list[Alarma]:
    """Those that nobody attended, the newest first. Raises NoProcede without the base."""

    def leer() -> list[Alarma]:
        with puesto.mirar() as conn:
            return por_atender(conn)

    return _hacer(leer)


def incidentes_abiertos(puesto: NodoAbierto) -> list[IncidenteDeCentro]:
    """Those that nobody closed, what nobody sees to first. Raises NoProcede without the base."""
    return _hacer(lambda: [i for i in incidentes.incidentes_de(puesto) if i.abierto])


def mensajes_de(puesto: NodoAbierto) -> tuple[Mensaje, ...]:
    """Those of the room, the newest first. Raises NoProcede without the base."""
    return _hacer(lambda: mensajes.mensajes_de(puesto))


def destino_de(puesto: NodoAbierto, dicho: str) -> str:
    """Whom a message is for, of what a person wrote. Raises NoProcede for what is nobody's name."""
    return _hacer(lambda: mensajes.destino_de(puesto, dicho))


def propuestas_de(puesto: NodoAbierto) -> list[OrdenPropuesta]:
    """The orders that were proposed. Raises NoProcede without the base."""
    return _hacer(lambda: dos_personas.ver(puesto))


def cambios_de(puesto: NodoAbierto, propuesta: OrdenPropuesta) -> list[str]:
    """What carrying it out would change. Raises NoProcede when it cannot be done now."""
    return _hacer(lambda: dos_personas.revisar(puesto, propuesta.acuerdo.orden))


def apertura_de(puesto: NodoAbierto) -> str:
    """From when the period counts, in words, and what day it is there. Raises NoProcede without the base."""

    def leer() -> str:
        with puesto.mirar() as conn:
            return apertura.como_esta(conn)

    return _hacer(leer)


def retenidas_de(puesto: NodoAbierto) -> list[Retenida]:
    """The rows that the last cut held back. Raises NoProcede without the base."""

    def leer() -> list[Retenida]:
        with puesto.mirar() as conn:
            return retenidas.leer(conn)

    return _hacer(leer)


def ficha_de(puesto: NodoAbierto, dicha: str) -> FichaDeActa:
    """All that is known of the acta that people call `dicha`. Raises NoProcede, with those that it may be."""

    def leer() -> FichaDeActa:
        with puesto.mirar() as conn:
            return leer_ficha(conn, dicha)

    return _hacer(leer)


def buscado(puesto: NodoAbierto, dicho: str) -> LoBuscado:
    """What is called `dicho`: an acta, people, stations, alarms or a CATD. Raises NoProcede: nothing is."""

    def leer() -> LoBuscado:
        with puesto.mirar() as conn:
            return buscar(conn, dicho)

    return _hacer(leer)


def _conocida(conn: Connection, acta: str) -> bool:
    """An alarm may be of something that is no acta."""
    return bool(conn.execute(text("SELECT EXISTS (SELECT FROM prep.acta WHERE clave = :c)"), {"c": acta}).scalar_one())


def _hacer(orden: Callable[[], R]) -> R:
    try:
        return orden()
    except Exception as error:
        dicho = en_palabras(error)
        if not dicho:
            raise
        raise NoProcede(dicho) from error
