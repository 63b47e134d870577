"""The coordinators' board: a night in full swing, without its centre, an order, and a wall."""

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from central.mando.ordenes import Ordenes
from central.marco.conexion import ROL, NodoAbierto
from central.sala.acceso import LugarSala, MemoriaEnArchivo
from central.sala.acta import hoja_de
from central.sala.flujos.mensaje import Mensajear
from central.sala.pantalla import Sala
from central.tablero.busqueda import CosaHallada, LoBuscado
from central.tablero.ficha.lectura import HechoDeFicha, leer_ficha
from central.tablero.noche.peores import peores
from prep.domain.reglas.senalado import Senalado, en_orden
from prep.store.conexion import motor
from tests.central.sala import muestra
from tests.central.sala.conftest import conocidos, entrar, ordenar
from tests.dos_personas import CARMEN, sesion_de
from tests.gui.conftest import PC
from tests.gui.escenas.registro import Estudio, Quieto, escena
from tests.store import ejemplos

MURO = (1920, 1080)


def tablero(e: Estudio, *, solo_lectura: bool = False) -> Sala:
    """With the figures of `muestra`, which stay: nobody listens to a centre."""
    puesto = NodoAbierto(e.carpeta, motor(e.nodo.dsn(ROL)))
    lugar = LugarSala(MemoriaEnArchivo(e.carpeta / "sala.json"), conocidos, ejemplos.PROCESO)
    encabezado = ejemplos.catalogo(0, "Segundo simulacro")
    sala = Sala(puesto, lugar, encabezado, e.taller, e.tema, e.fallos, solo_lectura=solo_lectura)
    e.cuidar(sala)
    sala.resize(*(MURO if solo_lectura else PC))
    sala.show()
    noche = muestra.tablero(Quieto.now())
    sala.obra.llega(noche)
    sala.obra.dicen(muestra.nodos(noche))
    sala._ver_publicacion.sabida.emit(muestra.publicacion(Quieto.now()))
    return sala


@escena("sala")
def normal(e: Estudio) -> QWidget:
    return tablero(e)


@escena("sala", "sin-centro")
def sin_centro(e: Estudio) -> QWidget:
    sala = tablero(e)
    sala.obra.se_pierde("connection refused")
    return sala


@escena("sala", "destino")
def que_se_hace(e: Estudio) -> QWidget:
    """F11: what can be ordered now, with what each does."""
    sala = tablero(e)
    e.hasta(lambda: QApplication.activeWindow() is sala)
    e.qtbot.keyClick(QApplication.focusWidget() or sala, Qt.Key.Key_F11)
    return e.delante()


@escena("sala", "busqueda")
def hallado(e: Estudio) -> QWidget:
    """Ctrl+K: a person and a station that share the beginning of their names."""
    sala = tablero(e)
    lo_ultimo = "Lo último: captura, de 3990 E1C3 ALC, de maria.de.los.angeles.hernandez en est-07-11, hace 3 min."
    suyos = (
        CosaHallada("María de los Ángeles Hernández y Rodríguez · maria.de.los.angeles.hernandez",
                ("captura, mesa, en el CATD 07.", lo_ultimo, "En la última hora: 28.")),
        CosaHallada("Estación maria-1", ("En el CCV, para captura.", "De baja.", "Nada suyo ha llegado hace poco.")),
        CosaHallada("Alarma MARIA_X", ("Un texto (3 veces)", "Desde el 02/06/2024 20:05:09.", "Nadie la ha atendido.")),
    )  # fmt: skip
    sala._buscar._hallo("maria", LoBuscado(None, "", suyos))
    return e.delante()


@escena("sala", "dos-centros")
def dos_centros(e: Estudio) -> QWidget:
    """Ctrl+F6: one whose node is silent beside one that is well."""
    sala = tablero(e)
    sala._visto = "04"
    sala.mosaico.apuntar("07")
    sala._juntos()
    return e.delante()


@escena("sala", "orden")
def orden(e: Estudio) -> QWidget:
    """Freeing a work: who has it, the longest first."""
    sala = tablero(e)
    ordenar(e.qtbot, sala, "Liberar")
    entrar(e.qtbot)
    e.hasta(lambda: sala.mandos is not None and sala.mandos.sesion is not None)
    e.hasta(
        lambda: isinstance(dialogo := QApplication.activeModalWidget(), QDialog) and "Liberar" in dialogo.windowTitle()
    )
    return e.delante()


@escena("sala", "mensajes")
def los_mensajes(e: Estudio) -> QWidget:
    """Ctrl+M: what was written, by whom it is known, and who waits for an answer."""
    sala = tablero(e)
    assert sala.mandos is not None
    sesion = sesion_de(CARMEN, ejemplos.PROCESO)
    sala.mandos._entro(sesion)
    sala.mosaico.apuntar("07")
    flujo = Mensajear(sala.mandos, Ordenes(sala.mandos._puesto, sesion), sala)
    flujo.titulo = "Mensajes"
    flujo._leidos(muestra.mensajes(Quieto.now()))
    return e.delante()


@escena("sala", "acta")
def acta(e: Estudio) -> QWidget:
    """The card of one acta with five findings, some of people with long names."""
    sala = tablero(e)
    with sala._ver_acta._puesto.mirar() as conn:
        leida = leer_ficha(conn, "1 B1")
    sala._ver_acta._puesto.motor.dispose()
    ahora = Quieto.now()
    de_ella = ("CATD", "ACOPIO", ahora - timedelta(minutes=9), muestra.LARGO, "est-01-2")
    de_otro = ("CATD", "IMAGEN", ahora - timedelta(minutes=7), "beto.perez", "est-01-1")
    hallados = (
        Senalado("H-12", *de_ella), Senalado("H-07", *de_otro), Senalado("H-13", *de_otro), Senalado("H-14", "CATD"),
        Senalado("H-38", "CENTRO", "INCIDENCIA", ahora, "centro", "centro", "R26-ORDEN"),
    )  # fmt: skip
    hechos = (
        HechoDeFicha(ahora - timedelta(minutes=9), "ACOPIO", "CATD", *de_ella[3:], "en 01, mecanismo D"),
        HechoDeFicha(ahora - timedelta(minutes=7), "IMAGEN", "CATD", *de_otro[3:], "escaner, 01"),
    )
    hoja = hoja_de(sala, replace(leida, momento=ahora, hechos=hechos, senalados=en_orden(hallados)))
    hoja.open()
    return hoja


@escena("sala", "segunda-mirada")
def segunda_mirada(e: Estudio) -> QWidget:
    """Two hours of looks, and what waits."""
    sala = tablero(e)
    sala._ver_miradas._leidas(muestra.miradas(Quieto.now()))
    return e.delante()


@escena("sala", "noche")
def la_noche(e: Estudio) -> QWidget:
    """Seven hours after the opening: its curves, and when it will be done."""
    sala = tablero(e)
    hoy = Quieto.now()
    noche = muestra.noche(hoy)
    sala._ver_noche._leida((noche, peores(noche, muestra.tablero(hoy))))
    return e.delante()


@escena("sala", "publicacion")
def publicacion(e: Estudio) -> QWidget:
    """A target behind, and two turns that did not go well."""
    sala = tablero(e)
    sala._ver_publicacion._leida(muestra.publicacion(Quieto.now()))
    return e.delante()


@escena("sala", "muro")
def muro(e: Estudio) -> QWidget:
    return tablero(e, solo_lectura=True)
