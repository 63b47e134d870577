"""SIN ACTA with its review, anulación with its reason, and the papers, all from the keyboard of the acopio window."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from catd.acopio.obra import AcuseDe
from prep.documents.etiquetas import PLANILLAS
from prep.domain.hechos.hechos import MotivoSinActa, Tipo
from prep.services.acopio.llegadas import Situacion
from prep.ui.fallos import Fallos
from prep.ui.impresion.imprenta import Imprenta
from prep.ui.tema import Tema
from tests.catd.conftest import AbrirEstacion, AbrirPuesto, Contestador, Puesto
from tests.documents.leer_pdf import leer_pdf
from tests.services import tres

GUB1, DIP1, ALC1 = tres.casilla(1)
Tecla = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def puesto(estacion: AbrirEstacion, sentar: AbrirPuesto, palabras: None) -> Puesto:
    sentada = sentar(estacion())
    sentada.alt(Tecla.Key_D)
    return sentada


@pytest.fixture
def abiertos(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What would be offered to be printed."""
    vistos: list[Path] = []
    monkeypatch.setattr(Imprenta, "ofrecer", lambda _, ruta: vistos.append(ruta))
    return vistos


def situacion(puesto: Puesto, clave: str) -> Situacion:
    return puesto.pantalla.obra.mostrador.acopios.estado(clave).situacion


def causa(puesto: Puesto, cual: MotivoSinActa) -> None:
    """Chosen with the arrows, as a person."""
    campo = puesto.pantalla._revision.motivo
    campo.setFocus()
    while campo.currentData() != cual.value:
        puesto.tecla(Tecla.Key_Down)


def test_una_sola_sin_acta_desde_la_lista_de_lo_que_falta(puesto: Puesto, contestador: Contestador) -> None:
    puesto.tecla(Tecla.Key_F5)
    puesto.escribir("0005")
    puesto.tecla(Tecla.Key_Return)
    elegida = puesto.pantalla.frente.listas.acta()
    assert elegida == tres.acta("GUB", 5)
    puesto.destino("Sin acta")
    causa(puesto, MotivoSinActa.SIN_BOLSA)
    contestador.respuestas = [True]
    puesto.tecla(Tecla.Key_Return, CONTROL)
    puesto.esperar("DECLARADA SIN ACTA")
    assert (
        "¿Declararlas SIN ACTA?: 1 acta (" in contestador.dichos[-1]
        and MotivoSinActa.SIN_BOLSA in contestador.dichos[-1]
    )
    assert situacion(puesto, elegida.clave) is Situacion.SIN_ACTA
    assert QApplication.focusWidget() is puesto.campo


def test_en_bloque_con_lista_de_revision_y_se_revierte(puesto: Puesto, contestador: Contestador) -> None:
    puesto.leer("1b", "RECIBIDA")
    puesto.destino("Sin acta")
    puesto.tecla(Tecla.Key_A, CONTROL)
    puesto.tecla(Tecla.Key_Space)  # not the first one
    revision = puesto.pantalla._revision
    assert "52 marcadas de 53 que faltan" in revision._cuenta.text()
    puesto.tecla(Tecla.Key_Return, CONTROL)
    assert "Falta la causa" in revision._cuenta.text() and contestador.dichos == []
    causa(puesto, MotivoSinActa.NO_ENTREGADO)
    contestador.respuestas = [False, True]
    puesto.tecla(Tecla.Key_Return, CONTROL)
    assert puesto.marco.estacion.spool.de_tipos(Tipo.SIN_ACTA) == []
    puesto.tecla(Tecla.Key_Return, CONTROL)
    puesto.esperar("DECLARADA SIN ACTA")
    assert "52 actas" in puesto.texto
    assert "GUB: 16, DIP_LOC: 18, ALC: 18" in contestador.dichos[-1]
    assert puesto.cuenta("GUB") == "18 1 16 1" and puesto.cuenta("ALC") == "19 1 18 0"
    puesto.leer("5b", "RECIBIDA")  # the packet arrives after all
    assert puesto.actas[0].endswith("Recibida ahora. Ya no está SIN ACTA.")
    puesto.tecla(Tecla.Key_F6)
    for _ in range(3):
        puesto.tecla(Tecla.Key_Down)
    elegida = puesto.pantalla.frente.listas.movimiento()
    assert elegida is not None and elegida.tipo is Tipo.SIN_ACTA
    contestador.respuestas = ["apareció el paquete"]
    puesto.destino("Anular")
    puesto.esperar("ANULADA")
    assert situacion(puesto, elegida.acta) is Situacion.ESPERADA


def test_lo_que_llega_durante_la_revision_deja_de_estar_marcado(puesto: Puesto, contestador: Contestador) -> None:
    puesto.destino("Sin acta")
    puesto.tecla(Tecla.Key_A, CONTROL)
    obra = puesto.pantalla.obra
    puesto.pantalla._respondio(obra.leer("1b", "D", True))
    assert GUB1.clave not in puesto.pantalla._revision._modelo.marcados
    assert "53 marcadas de 53" in puesto.pantalla._revision._cuenta.text()


def a_la_vista(pieza: QWidget) -> bool:
    """Whole, without anybody scrolling."""
    return pieza.visibleRegion().boundingRect() == pieza.rect()


def test_con_la_letra_al_doble_sus_teclas_y_el_renglon_en_turno_siguen_a_la_vista(puesto: Puesto, tema: Tema) -> None:
    puesto.leer("1b", "RECIBIDA")
    puesto.destino("Sin acta")
    for _ in range(6):
        puesto.tecla(Tecla.Key_Space)
    puesto.tecla(Tecla.Key_Return, CONTROL)  # what is told of the missing reason takes room too
    revision = puesto.pantalla._revision
    revision.lista.setFocus()
    tema.escalar(2.0)
    lista = revision.lista
    assert lista.currentIndex().row() == 6
    puesto.qtbot.waitUntil(lambda: all(a_la_vista(boton) for boton in revision.findChildren(QPushButton)))
    puesto.qtbot.waitUntil(lambda: lista.viewport().rect().contains(lista.visualRect(lista.currentIndex())))
    puesto.tecla(Tecla.Key_Escape)
    assert QApplication.focusWidget() is puesto.campo


def test_las_marcadas_que_no_se_ven_se_dicen(puesto: Puesto) -> None:
    puesto.destino("Sin acta")
    revision = puesto.pantalla._revision
    puesto.tecla(Tecla.Key_Return, CONTROL)
    assert "No ha marcado ninguna" in revision._cuenta.text()
    puesto.tecla(Tecla.Key_A, CONTROL)
    revision.seccion.setFocus()
    puesto.escribir("5")
    assert "50 no se ven con este filtro" in revision._cuenta.text()
    revision.lista.setFocus()
    puesto.tecla(Tecla.Key_D, CONTROL)
    assert "0 marcadas de 56" in revision._cuenta.text()


def test_un_acopio_se_anula_con_motivo_y_solo_el_propio(puesto: Puesto, contestador: Contestador, qtbot: QtBot) -> None:
    puesto.destino("Anular")
    puesto.esperar("¿QUÉ SE ANULA?")
    puesto.leer("1b", "RECIBIDA")
    puesto.tecla(Tecla.Key_F6)
    elegida = puesto.pantalla.frente.listas.movimiento()
    assert elegida is not None and elegida.acta == ALC1.clave
    assert [i.row() for i in puesto.pantalla.frente.listas.ultimos.selectionModel().selectedRows()] == [0], "y se ve"
    contestador.respuestas = [None, "  ", "sobre equivocado"]
    puesto.destino("Anular")
    assert situacion(puesto, ALC1.clave) is Situacion.RECIBIDA
    puesto.tecla(Tecla.Key_F6)
    puesto.destino("Anular")
    puesto.esperar("NO SE REGISTRÓ")
    assert "Escriba el motivo" in puesto.texto
    puesto.tecla(Tecla.Key_F6)
    puesto.destino("Anular")
    puesto.esperar("ANULADA")
    assert "la recepción del acta 1 B1 ALC, de Ana a las" in contestador.dichos[-1]
    assert puesto.cuenta("ALC") == "19 0 0 19"
    puesto.tecla(Tecla.Key_F10)
    puesto.entrar("beto")
    puesto.tecla(Tecla.Key_F6)
    contestador.respuestas = ["no es mía"]
    puesto.destino("Anular")
    puesto.esperar("NO SE REGISTRÓ")
    assert "Pídalo a la coordinación" in puesto.texto


def test_el_acuse_es_de_lo_recibido_desde_el_anterior(
    puesto: Puesto, contestador: Contestador, abiertos: list[Path]
) -> None:
    puesto.leer("1b", "RECIBIDA")
    contestador.respuestas = [AcuseDe.DESDE_EL_ULTIMO.value, "CAE José Ñáñez"] * 3
    puesto.tecla(Tecla.Key_R, CONTROL)
    puesto.qtbot.waitUntil(lambda: len(abiertos) == 1)
    assert str(abiertos[0]) in puesto.papeles and puesto.titulo == "RECIBIDA"
    texto = leer_pdf(abiertos[0].read_bytes()).texto
    assert "CAE José Ñáñez los sobres PREP de 3 actas" in texto and "Recibe: Ana" in texto and "SIMULACRO" in texto
    puesto.tecla(Tecla.Key_R, CONTROL)
    puesto.qtbot.waitUntil(lambda: "No se hizo el PDF. No hay nada recibido" in puesto.papeles)
    puesto.leer("5b", "RECIBIDA")
    puesto.tecla(Tecla.Key_R, CONTROL)
    puesto.qtbot.waitUntil(lambda: len(abiertos) == 2)
    texto = leer_pdf(abiertos[1].read_bytes()).texto
    assert "5 B1" in texto and "1 B1" not in texto
    contestador.respuestas = [AcuseDe.TODO.value, ""]
    puesto.tecla(Tecla.Key_R, CONTROL)
    puesto.qtbot.waitUntil(lambda: len(abiertos) == 3)
    texto = leer_pdf(abiertos[2].read_bytes()).texto
    assert "5 B1" in texto and "1 B1" in texto and "quien firma abajo" in texto


def test_las_etiquetas_y_caratulas_de_todo_el_catd_se_hacen_mientras_se_recibe(
    puesto: Puesto, contestador: Contestador, abiertos: list[Path], qtbot: QtBot
) -> None:
    contestador.respuestas = ["Etiquetas y carátulas", PLANILLAS["5160"].nombre, "1,5 -2"]
    puesto.tecla(Tecla.Key_L, CONTROL)
    assert "Preparando el PDF" in puesto.papeles
    puesto.tecla(Tecla.Key_L, CONTROL)
    assert "Espere" in puesto.papeles
    puesto.leer("1b", "RECIBIDA")
    qtbot.waitUntil(lambda: "Ctrl+P lo imprime" in puesto.papeles, timeout=20_000)
    assert abiertos == [], "se sigue recibiendo: nada se pone enfrente"
    puesto.tecla(Tecla.Key_P, CONTROL)
    pdf = leer_pdf(abiertos[0].read_bytes())
    assert len(pdf.paginas) == 2 + 19 and "CATD 02" not in pdf.texto
    assert situacion(puesto, GUB1.clave) is Situacion.RECIBIDA
    assert json.loads(puesto.marco.estacion.spool.copia("etiquetas") or "") == [1.5, -2.0]


def test_las_de_la_casilla_a_la_vista_una_por_pagina_para_impresora_de_etiquetas(
    puesto: Puesto, contestador: Contestador, abiertos: list[Path], qtbot: QtBot
) -> None:
    puesto.leer("1b", "RECIBIDA")
    contestador.respuestas = ["Las etiquetas de 1 B1"]
    puesto.tecla(Tecla.Key_L, CONTROL)
    qtbot.waitUntil(lambda: len(abiertos) == 1)
    pdf = leer_pdf(abiertos[0].read_bytes())
    assert len(pdf.paginas) == 3 and all("0001" in pagina for pagina in pdf.paginas)


def test_sin_nada_hecho_ctrl_p_dice_que_hacer(puesto: Puesto, abiertos: list[Path]) -> None:
    puesto.tecla(Tecla.Key_P, CONTROL)
    assert "Todavía no hay qué imprimir" in puesto.papeles and abiertos == []


def test_quien_sale_a_media_impresion_no_rompe_nada(
    puesto: Puesto, contestador: Contestador, fallos: Fallos, abiertos: list[Path], qtbot: QtBot
) -> None:
    contestador.respuestas = ["Etiquetas y carátulas", PLANILLAS["5163"].nombre, ""]
    puesto.tecla(Tecla.Key_L, CONTROL)
    puesto.tecla(Tecla.Key_F10)
    carpeta = puesto.marco.estacion.spool.ruta.parent / "papeles"
    qtbot.waitUntil(lambda: carpeta.exists() and bool(list(carpeta.glob("*.pdf"))))
    puesto.entrar("beto")
    assert fallos.codigos == [] and abiertos == []


@pytest.mark.parametrize("corrimiento", ["1", "a b", "99 0", "nan 0"])
def test_un_corrimiento_que_no_sirve_se_dice(puesto: Puesto, contestador: Contestador, corrimiento: str) -> None:
    contestador.respuestas = ["Sólo etiquetas", PLANILLAS["5163"].nombre, corrimiento]
    puesto.tecla(Tecla.Key_L, CONTROL)
    assert "Ese corrimiento no sirve" in puesto.papeles


def test_los_papeles_se_pueden_dejar_a_medias(puesto: Puesto, contestador: Contestador, abiertos: list[Path]) -> None:
    for respuestas in ([None], ["Sólo etiquetas", None], ["Sólo etiquetas", PLANILLAS["5163"].nombre, None]):
        contestador.respuestas = list(respuestas)
        puesto.tecla(Tecla.Key_L, CONTROL)
    for respuestas in ([None], [AcuseDe.TODO.value, None]):
        contestador.respuestas = list(respuestas)
        puesto.tecla(Tecla.Key_R, CONTROL)
    assert abiertos == [] and puesto.papeles == ""
