"""What a coordinator orders from the control room: the centre signs what is done, and they, that they ordered it.

Their own signature goes in the order's transaction, as an incident (R-34): neither is there without the other.
"""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection, text

from central.mando import contingencia, fase, liberar
from central.mando.contingencia import Avisa
from central.mando.fase import Declarada
from central.marco.conexion import MalUso, NodoAbierto, Testigo, en_palabras
from central.tablero.consulta import Alarma, Tomado, por_atender
from central.tablero.ficha.lectura import FichaDeActa, leer_ficha
from prep.domain.hechos.cotas import legible
from prep.domain.hechos.hechos import Fuente, Incidencia, NombreFase
from prep.services.estacion.errores import NoProcede
from prep.services.estacion.sesion import Sesion, accion
from prep.store.del_centro import insertar_centro

CODIGO = "ORDEN_DE_SALA"
NOTA_MAX = 500
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
    def fase(self, nombre: NombreFase, forzar: str = "") -> Declarada:
        """Enters the phase; see `fase.declarar`."""
        testigo = self._testigo("", f"Fase «{nombre}»{f', aunque quedaba trabajo: {forzar}' if forzar else ''}.")
        return _hacer(lambda: fase.declarar(self._puesto, nombre, forzar, testigo=testigo))

    @accion("sala.liberar")
    def liberar(self, tomado: Tomado, motivo: str) -> list[str]:
        """Takes that work from its holder and nobody else; in words, who had it. Empty: they no longer had it."""
        testigo = self._testigo(tomado.acta, f"Liberar el acta, que tiene {tomado.operador}: {motivo}.")
        return _hacer(lambda: liberar.liberar(self._puesto, tomado.acta, motivo, testigo, solo=tomado))

    @accion("sala.contingencia")
    def contingencia(self, centro: str, motivo: str, avisa: Avisa) -> int:
        """The CCV takes over the CATD's work; how many actas."""
        testigo = self._testigo("", f"Contingencia del CATD {centro}: {motivo}.")
        return _hacer(lambda: contingencia.declarar(self._puesto, centro, motivo, avisa, testigo))

    @accion("sala.regreso")
    def regreso(self, centro: str, avisa: Avisa) -> int:
        """The CATD takes its work back; how many actas."""
        testigo = self._testigo("", f"Termina la contingencia del CATD {centro}.")
        return _hacer(lambda: contingencia.terminar(self._puesto, centro, avisa, testigo))

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
            conocida = bool(acta) and _conocida(conn, acta)
            self._testigo(acta if conocida else "", f"Alarma {alarma} atendida ({codigo}: {dicho}) {nota}")(conn)
        return True

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


def ficha_de(puesto: NodoAbierto, dicha: str) -> FichaDeActa:
    """All that is known of the acta that people call `dicha`. Raises NoProcede, with those that it may be."""

    def leer() -> FichaDeActa:
        with puesto.mirar() as conn:
            return leer_ficha(conn, dicha)

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
