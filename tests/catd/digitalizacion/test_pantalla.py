"""The scanning screen with real keys and images: accept, ask, retake, assign, a scanner that jams; without node."""

from collections.abc import Iterator
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from prep.devices.carpeta import CarpetaVigilada
from prep.devices.eleccion import COPIA
from prep.devices.escaner import Pagina
from prep.services.digitalizacion.hojas import EstadoHoja
from prep.ui.acciones import de_pantalla
from tests.catd.digitalizacion.conftest import Escena
from tests.devices.actas import archivo, cortar, desenfocar, en_blanco, oscurecer
from tests.devices.emulador import Percance, emulado
from tests.gui import recorrido


def _imagen_lista(escena: Escena) -> None:
    escena.qtbot.waitUntil(lambda: escena.pantalla.ficha.visor.accessibleName() == "Imagen del acta", timeout=20_000)


def test_lo_que_cae_en_la_carpeta_se_acepta_solo_y_se_ve(escena: Escena) -> None:
    n = escena.suyas[0]
    escena.recibir(n)
    escena.caer("a.jpg", escena.actas.jpeg(n))
    escena.esperar(ACEPTADA=1)
    assert escena.imagenes() == [escena.actas.claves[n]]
    assert "Aceptada" in escena.dice("juicio-pagina") and "Aceptadas 1 · Por decidir 0" in escena.dice("cuentas")
    assert escena.dice("titulo-pagina").startswith("Sección ")
    _imagen_lista(escena)
    assert not any(escena.enciende(f"digitalizacion.{que}") for que in ("aceptar", "asignar", "repetir"))
    indice = escena.pantalla.hojas.index(0)
    assert indice.data().startswith("✓ Aceptada\nSección") and not indice.data(Qt.ItemDataRole.DecorationRole).isNull()


def _resaltados(escena: Escena) -> list[str]:
    return [b.text() for b in escena.pantalla.findChildren(QPushButton) if b.property("principal")]


def test_el_boton_que_resalta_es_lo_que_sigue_y_lo_que_no_se_puede_esta_apagado(escena: Escena) -> None:
    assert _resaltados(escena) == ["Escanear  Ctrl+Enter"]
    apagados = [b.text() for b in escena.pantalla.findChildren(QPushButton) if not b.isEnabled()]
    assert apagados == ["Aceptar  F2", "Decir de qué acta es  F3", "Escanear de nuevo  F11"]
    n, otra = escena.suyas[:2]
    escena.recibir(n, otra)
    escena.caer("a.jpg", archivo(cortar(escena.actas.gris(n), 1)))
    escena.esperar(PREGUNTA=1)
    assert _resaltados(escena) == ["Aceptar  F2"]
    escena.tecla(Qt.Key.Key_F2)
    escena.esperar(ACEPTADA=1)
    escena.caer("b.jpg", archivo(desenfocar(escena.actas.gris(otra), 6)))
    escena.esperar(REPETIR=1)
    assert _resaltados(escena) == ["Escanear de nuevo  F11"]


def test_la_que_se_pregunta_queda_a_la_vista_con_su_razon_y_f2_la_acepta(escena: Escena) -> None:
    n, otra = escena.suyas[:2]
    escena.recibir(n, otra)
    escena.caer("a.jpg", archivo(cortar(escena.actas.gris(n), 1)))
    escena.caer("b.jpg", escena.actas.jpeg(otra))
    escena.esperar(PREGUNTA=1, ACEPTADA=1)
    assert "esquina superior derecha" in escena.dice("juicio-pagina"), "la que pide una decisión tiene el foco"
    assert all(escena.enciende(f"digitalizacion.{que}") for que in ("aceptar", "asignar", "repetir"))
    escena.tecla(Qt.Key.Key_F2)
    escena.esperar(ACEPTADA=2)
    assert sorted(escena.imagenes()) == sorted(escena.actas.claves[i] for i in (n, otra))


def test_la_que_no_se_lee_se_descarta_con_f4_y_se_conserva(escena: Escena) -> None:
    escena.recibir(escena.suyas[0])
    escena.caer("a.jpg", archivo(desenfocar(escena.actas.gris(escena.suyas[0]), 6)))
    escena.esperar(REPETIR=1)
    assert "borrosa" in escena.dice("juicio-pagina")
    escena.tecla(Qt.Key.Key_F11)
    escena.esperar(DESCARTADA=1)
    assert escena.imagenes() == []
    bandeja = escena.estacion.spool.ruta.parent / "digitalizacion"
    assert len(list((bandeja / "descartadas").iterdir())) == 1


def test_la_descartada_por_error_vuelve_con_ctrl_z_y_queda_a_la_vista(escena: Escena) -> None:
    n = escena.suyas[0]
    escena.recibir(n)
    escena.caer("a.jpg", archivo(cortar(escena.actas.gris(n), 1)))
    escena.esperar(PREGUNTA=1)
    escena.tecla(Qt.Key.Key_F11)
    escena.esperar(DESCARTADA=1)
    escena.qtbot.waitUntil(lambda: "Ctrl+Z la recupera" in escena.dice("aviso-escaneo"))  # the window hears after it is
    escena.tecla(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    escena.esperar(PREGUNTA=1)
    escena.qtbot.waitUntil(lambda: "otra vez en la bandeja" in escena.dice("aviso-escaneo"))
    assert "esquina superior derecha" in escena.dice("juicio-pagina")
    escena.tecla(Qt.Key.Key_F2)
    escena.esperar(ACEPTADA=1)
    assert escena.imagenes() == [escena.actas.claves[n]]
    escena.tecla(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    escena.qtbot.waitUntil(lambda: "No hay páginas descartadas" in escena.dice("aviso-escaneo"))


@pytest.mark.parametrize("acepta", [True, False])
def test_aceptar_la_que_no_se_lee_se_pregunta_antes(escena: Escena, acepta: bool) -> None:
    escena.recibir(escena.suyas[0])
    escena.caer("a.jpg", archivo(oscurecer(escena.actas.gris(escena.suyas[0]), 0.3)))
    escena.esperar(REPETIR=1)
    escena.contestador.respuestas = [acepta]
    escena.tecla(Qt.Key.Key_F2)
    assert "no se lee bien" in escena.contestador.dichos[0]
    if acepta:
        escena.esperar(ACEPTADA=1)
    assert len(escena.imagenes()) == acepta


def test_la_sin_etiqueta_se_asigna_escribiendo_seccion_tipo_numero_y_eleccion(escena: Escena) -> None:
    n = escena.suyas[3]
    acta = escena.actas.catalogo.actas[escena.actas.claves[n]]
    escena.recibir(n)
    escena.caer("a.jpg", escena.actas.jpeg(n, etiqueta=False))
    escena.esperar(SIN_IDENTIFICAR=1)
    assert escena.dice("titulo-pagina") == "Página sin identificar"
    escena.tecla(Qt.Key.Key_F3)
    assert escena.foco() is escena.pantalla.ficha.campo
    escena.escribir(f"{int(acta.seccion)} {acta.tipo}{acta.numero} {acta.eleccion}")
    escena.qtbot.waitUntil(lambda: escena.pantalla.ficha.opciones.count() == 1)
    escena.tecla(Qt.Key.Key_Return)
    escena.esperar(ACEPTADA=1)
    assert escena.imagenes() == [acta.clave]
    escena.qtbot.waitUntil(lambda: escena.foco() is escena.pantalla.tira)


def test_entre_varias_actas_se_elige_con_las_flechas(escena: Escena) -> None:
    n = escena.suyas[3]
    acta = escena.actas.catalogo.actas[escena.actas.claves[n]]
    escena.caer("a.jpg", escena.actas.jpeg(n, etiqueta=False))
    escena.esperar(SIN_IDENTIFICAR=1)
    escena.tecla(Qt.Key.Key_Return)  # on the list: to the field
    escena.escribir(f"{acta.seccion} {acta.tipo}{acta.numero}")
    opciones = escena.pantalla.ficha.opciones
    escena.qtbot.waitUntil(lambda: opciones.count() >= 2)
    escena.tecla(Qt.Key.Key_Down)
    assert opciones.currentRow() == 1
    escena.tecla(Qt.Key.Key_Up)
    escena.tecla(Qt.Key.Key_Up)
    assert opciones.currentRow() == opciones.count() - 1, "da la vuelta"
    escena.tecla(Qt.Key.Key_Escape)
    assert escena.foco() is escena.pantalla.tira and escena.pantalla.ficha.campo.text() == ""


def test_asignadas_una_tras_otra_sin_dejar_el_campo(escena: Escena) -> None:
    cuales = escena.suyas[2:4]
    escena.recibir(*cuales)
    for n in cuales:
        escena.caer(f"{n}.jpg", escena.actas.jpeg(n, etiqueta=False))
    escena.esperar(SIN_IDENTIFICAR=2)
    escena.tecla(Qt.Key.Key_F3)
    for hechas in (1, 2):
        escena.qtbot.waitUntil(lambda: escena.actual().estado is EstadoHoja.SIN_IDENTIFICAR)
        assert escena.foco() is escena.pantalla.ficha.campo
        hoja = escena.actual()
        clave = escena.actas.claves[int(hoja.origen.removesuffix(".jpg"))]
        acta = escena.actas.catalogo.actas[clave]
        escena.escribir(f"{acta.seccion} {acta.tipo}{acta.numero} {acta.eleccion}")
        escena.qtbot.waitUntil(lambda: escena.pantalla.ficha.opciones.count() == 1)
        escena.tecla(Qt.Key.Key_Return)
        escena.esperar(ACEPTADA=hechas)
    assert sorted(escena.imagenes()) == sorted(escena.actas.claves[n] for n in cuales)


def test_del_escaner_pasan_las_hojas_y_un_atasco_se_dice_con_palabras(escena: Escena) -> None:
    cuales = escena.suyas[:3]
    escena.recibir(*cuales)
    hojas = [escena.actas.jpeg(n) for n in cuales]
    with emulado(*hojas[:2], Percance.ATASCO) as emulador:
        escena.escaner(emulador.direccion)
        escena.qtbot.waitUntil(lambda: "Ctrl+Enter escanea" in escena.dice("fuente"))
        escena.tecla(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        escena.qtbot.waitUntil(lambda: "atascó" in escena.dice("aviso-escaneo"), timeout=20_000)
        assert "Las 2 hojas que ya pasaron están guardadas" in escena.dice("aviso-escaneo")
        escena.esperar(ACEPTADA=2)
        emulador.poner(hojas[2])
        escena.tecla(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        escena.qtbot.waitUntil(lambda: "Pasaron todas las hojas: 1" in escena.dice("aviso-escaneo"), timeout=20_000)
        escena.esperar(ACEPTADA=3)
    assert escena.estacion.spool.copia(COPIA) == f'["esc\\u00e1ner", "{emulador.direccion}", "", ""]'


def test_f5_mientras_aun_se_lee_la_carpeta_que_se_dejo_escanea_en_cuanto_acaba(
    escena: Escena, monkeypatch: pytest.MonkeyPatch
) -> None:
    leyendo, seguir = Event(), Event()

    def lenta(_: CarpetaVigilada) -> Iterator[Pagina]:
        leyendo.set()
        assert seguir.wait(20)
        yield from ()

    n = escena.suyas[0]
    escena.recibir(n)
    monkeypatch.setattr(CarpetaVigilada, "paginas", lenta)
    escena.qtbot.waitUntil(leyendo.is_set, timeout=20_000)
    with emulado(escena.actas.jpeg(n)) as emulador:
        escena.escaner(emulador.direccion)
        escena.qtbot.waitUntil(lambda: "Ctrl+Enter escanea" in escena.dice("fuente"))
        escena.tecla(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert escena.dice("aviso-escaneo") == ""
        seguir.set()
        escena.qtbot.waitUntil(lambda: "Pasaron todas las hojas: 1" in escena.dice("aviso-escaneo"), timeout=20_000)
        escena.esperar(ACEPTADA=1)


def test_una_direccion_que_no_sirve_se_dice_y_queda_la_fuente_anterior(escena: Escena) -> None:
    escena.escaner("ftp://x")
    escena.qtbot.waitUntil(lambda: "Escriba, por ejemplo" in escena.dice("aviso-escaneo"))
    assert "Carpeta vigilada" in escena.dice("fuente") and escena.estacion.spool.copia(COPIA) is None


def test_sin_acopio_la_pagina_espera_y_se_acepta_sola_cuando_se_recibe(escena: Escena) -> None:
    n = escena.suyas[0]
    escena.caer("a.jpg", escena.actas.jpeg(n))
    escena.esperar(EN_ESPERA=1)
    assert "Sin nodo no se sabe" in escena.dice("juicio-pagina")
    escena.recibir(n)
    escena.esperar(ACEPTADA=1)


def test_lo_que_no_es_una_pagina_se_aparta_y_se_dice(escena: Escena, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("prep.devices.carpeta.PACIENCIA_S", 0.2)
    escena.caer("nota.jpg", b"esto no es una imagen")
    escena.qtbot.waitUntil(lambda: "nota.jpg se apartó" in escena.dice("aviso-escaneo"))


def test_una_carpeta_que_desaparece_se_dice_y_al_volver_se_sigue(escena: Escena) -> None:
    n = escena.suyas[0]
    escena.recibir(n)
    guardada = escena.entrada.with_name("otra")
    escena.entrada.rename(guardada)
    escena.qtbot.waitUntil(lambda: "No se puede usar la carpeta" in escena.dice("aviso-escaneo"))
    guardada.rename(escena.entrada)
    escena.caer("a.jpg", escena.actas.jpeg(n))
    escena.esperar(ACEPTADA=1)
    escena.qtbot.waitUntil(lambda: escena.dice("aviso-escaneo") == "")


def test_f8_deja_a_la_vista_solo_lo_que_pide_una_decision(escena: Escena) -> None:
    n = escena.suyas[0]
    escena.recibir(n)
    escena.caer("a.jpg", escena.actas.jpeg(n))
    escena.caer("b.png", archivo(en_blanco(escena.actas.gris(n)), "PNG"))
    escena.esperar(ACEPTADA=1, REPETIR=1)
    assert escena.pantalla.hojas.rowCount() == 2
    escena.tecla(Qt.Key.Key_F5, Qt.KeyboardModifier.ControlModifier)
    assert escena.pantalla.hojas.rowCount() == 1
    hoja = escena.pantalla.hojas.hoja(0)
    assert hoja is not None and hoja.estado is EstadoHoja.REPETIR
    escena.tecla(Qt.Key.Key_F11)
    escena.qtbot.waitUntil(lambda: escena.pantalla.hojas.rowCount() == 0)
    escena.tecla(Qt.Key.Key_F5, Qt.KeyboardModifier.ControlModifier)
    assert escena.pantalla.hojas.rowCount() == 2


@pytest.mark.parametrize("escala", [1.0, 2.0])
def test_todo_tiene_nombre_se_alcanza_con_el_teclado_y_cabe(escena: Escena, escala: float) -> None:
    n = escena.suyas[3]
    escena.caer("a.jpg", escena.actas.jpeg(n, etiqueta=False))
    escena.caer("b.jpg", archivo(desenfocar(escena.actas.gris(n), 6)))
    escena.esperar(SIN_IDENTIFICAR=1, REPETIR=1)
    escena.marco._tema.escalar(escala)
    escena.pantalla.obra.aviso.emit("El papel se atascó. Abra el alimentador y retire la hoja sin jalarla.", "mal")
    escena.tecla(Qt.Key.Key_F3)
    escena.escribir("1")
    escena.qtbot.waitUntil(lambda: escena.pantalla.ficha.opciones.count() > 3)
    recorrido.exigir(escena.marco)


def test_la_ayuda_tiene_cada_tecla_con_permiso() -> None:
    acciones = de_pantalla("digitalizacion")
    assert len(acciones) == 14
    assert all(a.permiso == "digitalizacion.digitalizar" and a.tecla and a.nombre and a.ayuda for a in acciones)
