"""The closing of the CATD by keys: figures compared, each difference with its reason, two people, a late sobre."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from catd.empaque.pantalla import PUERTA, PantallaEmpaque
from prep.domain.catalogo.catalogo import Acta
from prep.domain.catalogo.etiqueta import texto_etiqueta
from prep.domain.hechos.hechos import Fase, Fuente, MotivoSinActa, NombreFase
from prep.domain.reglas.empaque import DiferenciaDeEmpaque, EstadoDeEmpaque
from prep.services.acopio.acopio import Acopiar
from prep.services.captura.captura import Capturar
from prep.services.estacion.empaque import Empacar, VistaDeEmpaque
from prep.services.estacion.errores import DatoInvalido, NoProcede
from prep.services.estacion.estacion import Estacion
from prep.ui.marco import Marco
from tests.catd.conftest import Contestador, abrir_marco, compiladas, contestador, fallos, palabras, taller, tema
from tests.conftest import Nodo
from tests.documents.leer_pdf import leer_pdf
from tests.gui.conftest import AbrirMarco
from tests.gui.test_captura import OTRA, UNA, imagen
from tests.gui.test_marco import entrar
from tests.services.arbitro import arbitro
from tests.services.conftest import abrir, con_gente, en_linea, poblada, sesion
from tests.services.trabajos import CIFRAS, con_imagen
from tests.store import ejemplos
from tests.store.entregas import verificar
from tests.store.test_acuerdos import entregar

__all__ = [
    "abrir", "abrir_marco", "compiladas", "con_gente", "contestador", "en_linea", "fallos", "palabras", "poblada",
    "taller", "tema",
]  # fmt: skip

EnLinea = Callable[[str], Estacion]
ACTOS = (
    "SELECT operador, cuerpo::json ->> 'codigo' FROM prep.hecho WHERE tipo = 'INCIDENCIA'"
    " AND cuerpo::json ->> 'codigo' LIKE 'CATD%%' ORDER BY recibido"
)
SUYAS: list[Acta] = [a for a in ejemplos.catalogo().actas.values() if a.centro == "01"]


@pytest.fixture
def en_marcha(poblada: Nodo) -> Iterator[Nodo]:
    with arbitro(poblada):
        yield poblada


def verificar_acta(qtbot: QtBot, puestos: dict[str, Estacion], clave: str) -> None:
    """Received, scanned and captured alike by two people of the CATD, each at a post."""
    con_imagen(puestos["ana"], clave, imagen(clave))
    for quien, estacion in puestos.items():
        capturar = Capturar(estacion, sesion(quien, estacion))
        tomado: list[object] = []

        def suyo(capturar: Capturar = capturar, tomado: list[object] = tomado) -> bool:
            trabajo = capturar.tomar()
            if trabajo is not None:
                tomado.append(trabajo)
                capturar.terminar(trabajo, CIFRAS, "ACTA PREP", clave)
            return bool(tomado)

        qtbot.waitUntil(suyo, timeout=30_000)


def sentada(qtbot: QtBot, marco: Marco, quien: str) -> PantallaEmpaque:
    entrar(qtbot, quien)
    qtbot.waitUntil(lambda: isinstance(marco.pantalla, PantallaEmpaque) and not marco.bloqueada, timeout=30_000)
    pantalla = marco.pantalla
    assert isinstance(pantalla, PantallaEmpaque)
    qtbot.waitUntil(lambda: pantalla.piezas.cuentas.rowCount() > 0, timeout=30_000)
    return pantalla


def tecla(qtbot: QtBot, cual: Qt.Key, con: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    quien = QApplication.focusWidget()
    assert quien is not None
    qtbot.keyClick(quien, cual, con)


def dice(qtbot: QtBot, marco: Marco, texto: str) -> None:
    def ya() -> bool:
        return isinstance(marco.pantalla, PantallaEmpaque) and texto in marco.pantalla.piezas.estado

    qtbot.waitUntil(ya, timeout=30_000)


def otro(qtbot: QtBot, marco: Marco, quien: str) -> PantallaEmpaque:
    tecla(qtbot, Qt.Key.Key_F10)
    return sentada(qtbot, marco, quien)


def total(pantalla: PantallaEmpaque) -> list[int]:
    tabla = pantalla.piezas.cuentas
    ultima = tabla.rowCount() - 1
    return [int(tabla.item(ultima, n).text()) for n in range(1, tabla.columnCount())]  # type: ignore[union-attr]


def test_se_cierra_entre_dos_se_reabre_por_un_sobre_tardio_y_se_cierra_otra_vez(
    en_marcha: Nodo, en_linea: EnLinea, abrir_marco: AbrirMarco, qtbot: QtBot, contestador: Contestador
) -> None:
    puesto = en_linea("est-01-1")
    puestos = {"ana": puesto, "caro": en_linea("est-01-3")}
    verificar_acta(qtbot, puestos, UNA)
    sobran = [a.clave for a in SUYAS if a.clave not in (UNA, OTRA)]
    Acopiar(puesto, sesion("ana", puesto)).declarar(sobran, MotivoSinActa.NO_ENTREGADO)
    assert puesto.entrega.vaciar().nodo

    estacion = en_linea("est-01-2")
    estacion.entregar_aparte()
    marco = abrir_marco(estacion, (PUERTA,))
    qtbot.waitUntil(lambda: "Conectada" in marco.barra.texto("nodo"), timeout=30_000)
    pantalla = sentada(qtbot, marco, "eva")
    qtbot.waitUntil(lambda: total(pantalla) == [len(SUYAS), 1, len(sobran), 1, 1, 1], timeout=30_000)
    assert pantalla.piezas.faltan.rowCount() == 1
    assert pantalla.piezas.faltan.item(0, 2).text() == "Su sobre no llegó, y no se declaró SIN ACTA"  # type: ignore[union-attr]

    # the first signature says why the difference is there; alone it closes nothing
    contestador.respuestas += ["100", "El paquete no se entregó", "", True]
    tecla(qtbot, Qt.Key.Key_F2)
    dice(qtbot, marco, "FALTA LA SEGUNDA FIRMA")
    assert "Su sobre no llegó, y no se declaró SIN ACTA: 1. El paquete no se entregó." in pantalla.piezas.firmado
    contestador.respuestas.append(True)
    tecla(qtbot, Qt.Key.Key_F2, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "la segunda es de otra persona" in pantalla.piezas.aviso, timeout=30_000)

    # another person signs the same figures
    pantalla = otro(qtbot, marco, "beto")
    contestador.respuestas.append(True)
    dice(qtbot, marco, "FALTA LA SEGUNDA FIRMA")
    tecla(qtbot, Qt.Key.Key_F2, Qt.KeyboardModifier.ControlModifier)
    dice(qtbot, marco, "CATD CERRADO")
    assert en_marcha.dueno(ACTOS) == [("eva", "CATD_EMPACADO"), ("beto", "CATD_EMPAQUE_CONFORME")]

    # a sobre comes late: nothing stops it, and the closing says that it is of before
    verificar_acta(qtbot, puestos, OTRA)
    dice(qtbot, marco, "CERRADO, Y CAMBIÓ DESPUÉS")
    registrada = "SELECT registrada FROM prep.acta_estado WHERE acta = %s"
    qtbot.waitUntil(lambda: en_marcha.dueno(registrada, OTRA) == [(True,)], timeout=30_000)

    # it is reopened with its reason, and closed again by two
    pantalla = otro(qtbot, marco, "eva")
    dice(qtbot, marco, "CAMBIÓ DESPUÉS")
    contestador.respuestas.append("Llegó un sobre después.")
    tecla(qtbot, Qt.Key.Key_F11)
    dice(qtbot, marco, "REABIERTO")
    qtbot.waitUntil(lambda: total(pantalla) == [len(SUYAS), 2, len(sobran), 2, 2, 2], timeout=30_000)
    contestador.respuestas += ["1", True]
    tecla(qtbot, Qt.Key.Key_F2)
    dice(qtbot, marco, "FALTA LA SEGUNDA FIRMA")
    assert "Sin diferencias." in pantalla.piezas.firmado
    pantalla = otro(qtbot, marco, "beto")
    dice(qtbot, marco, "FALTA LA SEGUNDA FIRMA")
    contestador.respuestas.append(True)
    tecla(qtbot, Qt.Key.Key_F2, Qt.KeyboardModifier.ControlModifier)
    dice(qtbot, marco, "CATD CERRADO")

    # and on paper: figures, boxes, who signed
    tecla(qtbot, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "Acta lista" in pantalla.piezas.aviso, timeout=30_000)
    (pdf,) = (estacion.spool.ruta.parent / "papeles").glob("cierre-01-*.pdf")
    texto = " ".join(leer_pdf(pdf.read_bytes()).texto.split())
    cajas = ("Caja 1 de 2: 1 sobres", "Caja 2 de 2: 1 sobres")
    for parte in (*cajas, "Primera firma", "Eva (eva)", "Beto (beto)", "Reapertura", "Cerrado por dos personas."):
        assert parte in texto, parte


def leer(marco: Marco, clave: str, proceso: str = ejemplos.PROCESO) -> None:
    """As the reader does: a burst that no field sees."""
    marco.presencia.leida.emit(texto_etiqueta(proceso, clave))


def test_cada_sobre_se_lee_a_su_caja_y_el_que_no_va_se_rehusa_con_su_razon(
    en_marcha: Nodo, en_linea: EnLinea, abrir_marco: AbrirMarco, qtbot: QtBot
) -> None:
    acopio, estacion = en_linea("est-01-1"), en_linea("est-01-2")
    primera, segunda, falta = sorted(a.clave for a in SUYAS if a.eleccion == "GUB")[:3]
    for clave in (primera, segunda):
        Acopiar(acopio, sesion("ana", acopio)).registrar(clave, "D")
    assert acopio.entrega.vaciar().nodo
    estacion.entregar_aparte()
    marco = abrir_marco(estacion, (PUERTA,))
    qtbot.waitUntil(lambda: "Conectada" in marco.barra.texto("nodo"), timeout=30_000)
    pantalla = sentada(qtbot, marco, "beto")
    qtbot.waitUntil(lambda: total(pantalla)[1] == 2, timeout=30_000)

    def responde(*partes: str) -> None:
        qtbot.waitUntil(lambda: all(parte in pantalla.piezas.aviso for parte in partes), timeout=30_000)

    leer(marco, primera)
    responde("CAJA 1", "Van 1 de 2.")
    leer(marco, segunda)
    responde("CAJA 1", "Van 2 de 2.")
    leer(marco, primera)
    responde("Ya se había leído.", "Van 2 de 2.")
    leer(marco, falta)
    responde("No va en ninguna caja", "no consta que se haya recibido")
    leer(marco, next(a.clave for a in ejemplos.catalogo().actas.values() if a.centro == "02"))
    responde("es de otro CATD")
    leer(marco, primera, "SIMULACRO-9")
    responde("la etiqueta es del proceso SIMULACRO-9")
    assert estacion.spool.copia("empacados") == f'{{"{primera}": 1, "{segunda}": 1}}'
    pantalla._por_caja = 1  # as who signs says: another box for the second
    leer(marco, segunda)
    responde("CAJA 2", "CAMBIÓ: antes iba en la 1")


def test_se_reabre_mientras_el_centro_no_cierre_y_despues_se_rehusa(poblada: Nodo, en_linea: EnLinea) -> None:
    estacion = en_linea("est-01-2")
    eva, beto = (Empacar(estacion, sesion(quien, estacion)) for quien in ("eva", "beto"))

    def firmado(que: Callable[[VistaDeEmpaque], object]) -> VistaDeEmpaque:
        que(eva.ver())
        assert estacion.entrega.vaciar().nodo
        verificar(poblada)
        return eva.ver()

    razones = dict.fromkeys(DiferenciaDeEmpaque, ("Se sigue trabajando en ella", ""))
    firmado(lambda vista: eva.cerrar(vista, 100, razones))
    assert firmado(beto.conformar).como.estado is EstadoDeEmpaque.CERRADO
    assert firmado(lambda vista: eva.reabrir(vista, "llegó un sobre")).como.estado is EstadoDeEmpaque.REABIERTO
    firmado(lambda vista: eva.cerrar(vista, 100, razones))
    cerrado = firmado(beto.conformar)
    assert (cerrado.como.estado, cerrado.fin) == (EstadoDeEmpaque.CERRADO, False)
    assert entregar(poblada, "", Fase(NombreFase.CERRAR), Fuente.CENTRO, del_centro=True) == "nuevo"
    verificar(poblada)
    assert eva.ver().fin
    with pytest.raises(NoProcede, match="El centro ya cerró: este cierre no se reabre"):
        eva.reabrir(eva.ver(), "llegó otro")
    tarde = firmado(lambda _: eva.reabrir(cerrado, "llegó otro"))  # by who had not seen that it closed
    assert tarde.como.estado is EstadoDeEmpaque.CERRADO, "no cuenta"


@pytest.mark.parametrize(
    ("razon", "dicho", "falta"),
    [("", "", "Falta decir por qué"), ("El sobre no traía el acta", "", "Falta decir por qué"),
     ("Otra causa", " ", "motivo")],
    ids=["ninguna", "de otra diferencia", "sin decir cuál"],
)  # fmt: skip
def test_sin_una_razon_de_la_lista_no_se_firma(
    poblada: Nodo, en_linea: EnLinea, razon: str, dicho: str, falta: str
) -> None:
    estacion = en_linea("est-01-2")
    eva = Empacar(estacion, sesion("eva", estacion))
    razones = {} if razon is None else {DiferenciaDeEmpaque.SIN_SOBRE: (razon, dicho)}
    with pytest.raises(DatoInvalido, match=f"(?i){falta}"):
        eva.cerrar(eva.ver(), 100, razones)
    assert estacion.spool.cuentas().total == 0


def test_quien_recibe_no_entra_y_quien_es_de_la_mesa_no_da_la_primera_firma(
    en_linea: EnLinea, abrir_marco: AbrirMarco, qtbot: QtBot
) -> None:
    estacion = en_linea("est-01-2")
    estacion.entregar_aparte()
    marco = abrir_marco(estacion, (PUERTA,))
    qtbot.waitUntil(lambda: "Conectada" in marco.barra.texto("nodo"), timeout=30_000)
    pantalla = sentada(qtbot, marco, "beto")
    encendidas = {nombre for nombre, hecha in pantalla._hechas.items() if hecha.isEnabled()}
    assert encendidas == {"papel"}
