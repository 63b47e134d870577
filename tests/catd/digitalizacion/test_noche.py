"""The pages of the whole night and the casillas one by one, whatever was in front, with real keys and images."""

from PySide6.QtCore import Qt

from tests.catd.digitalizacion.conftest import Escena
from tests.devices.actas import archivo, desenfocar
from tests.devices.emulador import Percance, emulado
from tests.gui import recorrido


def imagen_lista(escena: Escena) -> None:
    escena.qtbot.waitUntil(lambda: escena.pantalla.ficha.visor.accessibleName() == "Imagen del acta", timeout=20_000)


def test_lo_que_esperaba_y_lo_aceptado_siguen_ahi_al_volver_a_entrar(escena: Escena) -> None:
    n, otra, buena = escena.suyas[:3]
    escena.recibir(buena)
    escena.caer("a.jpg", escena.actas.jpeg(n, etiqueta=False))
    escena.caer("b.jpg", escena.actas.jpeg(buena))
    escena.caer("c.jpg", archivo(desenfocar(escena.actas.gris(otra), 6)))
    escena.esperar(SIN_IDENTIFICAR=1, ACEPTADA=1, REPETIR=1)
    escena.tecla(Qt.Key.Key_F10)
    escena.entrar()
    escena.esperar(SIN_IDENTIFICAR=1, ACEPTADA=1, REPETIR=1)
    assert "Aceptadas 1 · Por decidir 2" in escena.dice("cuentas")
    hojas = escena.pantalla.hojas
    escena.qtbot.waitUntil(lambda: any(hojas.index(i).data().startswith("✓ Aceptada\nSección") for i in range(3)))
    fila = next(i for i in range(3) if hojas.index(i).data().startswith("✓ Aceptada"))
    assert not hojas.index(fila).data(Qt.ItemDataRole.DecorationRole).isNull(), "con su miniatura"
    escena.pantalla.tira.setCurrentIndex(hojas.index(fila))
    imagen_lista(escena)


def test_por_casilla_se_ve_lo_recibido_lo_digitalizado_y_lo_que_falta(escena: Escena) -> None:
    una, otra = escena.suyas[:2]
    escena.recibir(una, otra)
    escena.caer("a.jpg", escena.actas.jpeg(una))
    escena.esperar(ACEPTADA=1)
    escena.tecla(Qt.Key.Key_F5)
    tabla = escena.pantalla._piezas.rejilla.tabla
    escena.qtbot.waitUntil(lambda: tabla.rowCount() > 2, timeout=20_000)
    total = sum(a.centro == escena.estacion.sitio for a in escena.actas.catalogo.actas.values())
    dice = f"Recibidas 2 · Digitalizadas 1 · Faltan por digitalizar 1 · No han llegado {total - 2}"
    assert escena.dice("cuentas-rejilla") == dice
    celdas = [
        i.text() for n in range(tabla.rowCount()) for m in range(1, tabla.columnCount()) if (i := tabla.item(n, m))
    ]
    assert (celdas.count("● Digitalizada"), celdas.count("◐ Falta digitalizar")) == (1, 1)
    assert not escena.enciende("digitalizacion.aceptar") and escena.foco() is tabla
    escena.tecla(Qt.Key.Key_F5, Qt.KeyboardModifier.ControlModifier)
    assert tabla.rowCount() == 1, "sólo la casilla de la que falta algo"
    suya = escena.actas.catalogo.actas[escena.actas.claves[otra]]
    columna = escena.pantalla._piezas.rejilla._elecciones.index(suya.eleccion) + 1
    for _ in range(columna - tabla.currentColumn()):
        escena.tecla(Qt.Key.Key_Right)
    assert "◐ Falta digitalizar; la recibió Ana" in escena.dice("detalle-rejilla")
    escena.tecla(Qt.Key.Key_F5, Qt.KeyboardModifier.ControlModifier)
    recorrido.exigir(escena.marco)
    escena.tecla(Qt.Key.Key_Escape)
    assert escena.foco() is escena.pantalla.tira and not escena.pantalla._piezas.por_casilla


def test_en_la_puerta_se_toma_lo_que_cae_y_nadie_lo_firma(escena: Escena) -> None:
    n = escena.suyas[0]
    escena.recibir(n)
    escena.tecla(Qt.Key.Key_F10)
    escena.caer("a.jpg", escena.actas.jpeg(n))
    espera = escena.estacion.spool.ruta.parent / "digitalizacion" / "espera"
    escena.qtbot.waitUntil(lambda: len(list(espera.glob("2*"))) == 1, timeout=20_000)
    escena.qtbot.wait(300)
    assert escena.imagenes() == [], "lo que se acepta lo firma alguien"
    escena.entrar()
    escena.esperar(ACEPTADA=1)
    assert escena.imagenes() == [escena.actas.claves[n]]


def test_una_falla_nuestra_no_se_lleva_las_paginas_ni_deja_de_leer(escena: Escena) -> None:
    n, otra = escena.suyas[:2]
    escena.recibir(n, otra)
    escena.caer("a.jpg", escena.actas.jpeg(n))
    escena.esperar(ACEPTADA=1)
    antes = escena.pantalla
    escena.marco._fallo("ABCDEF")
    escena.qtbot.waitUntil(lambda: escena.marco.pantalla is not antes and escena.pantalla.obra.mesa is not None)
    escena.esperar(ACEPTADA=1)
    escena.caer("b.jpg", escena.actas.jpeg(otra))
    escena.esperar(ACEPTADA=2)


def test_al_cambiar_de_operador_en_pleno_escaneo_no_se_pierde_la_hoja_que_pasaba(escena: Escena) -> None:
    cuales = escena.suyas[:3]
    escena.recibir(*cuales)
    hojas = [escena.actas.jpeg(n) for n in cuales]
    with emulado(Percance.AUN_NO, *hojas) as emulador:
        escena.escaner(emulador.direccion)
        escena.qtbot.waitUntil(lambda: "Ctrl+Enter escanea" in escena.dice("fuente"))
        escena.tecla(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        escena.qtbot.waitUntil(lambda: emulador.pedidas > 0)
        escena.tecla(Qt.Key.Key_F10)
        escena.entrar()
        escena.esperar(ACEPTADA=3)
        assert emulador.guion == [] and emulador.cancelados == 0, "lo que estaba en el alimentador pasó entero"
