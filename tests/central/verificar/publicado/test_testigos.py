"""A witness signs what it saw, and notices what contradicts it."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from central.__main__ import principal
from central.difusion.ajustes import PublicacionToml
from central.difusion.carpeta_publica import CarpetaPublica
from central.difusion.guardado import leer_corte
from central.difusion.pedidos import Pedidos
from central.difusion.puntero import hacer_puntero
from central.difusion.testigos import con_testigos, recibir
from central.marco.conexion import OrdenRechazada
from central.testigo.testigo import QuienAtestigua, SeNiegaAFirmar, firmar, nuevo
from central.verificar.publicado.lugar import LugarEnCarpeta
from prep.net.identidad import Llave
from tests.central.corte.escena import Cortes
from tests.central.difusion.hijo_entrega import ZONA, entrega_a, llevar
from tests.central.verificar.publicado.conftest import otro_corte, verificar
from tests.central.verificar.publicado.falsario import Falsario

AHORA = datetime(2024, 6, 3, 2, 0, tzinfo=UTC)


def _testigo(tmp_path: Path, llave: Llave) -> QuienAtestigua:
    return nuevo(tmp_path / "testigo", "partido.example", llave.publica)


def test_un_testigo_firma_lo_que_vio_y_el_sitio_dice_cuantos(
    cortes: Cortes, llave: Llave, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raiz = tmp_path / "sitio"
    llevar(cortes.salida, CarpetaPublica(raiz), 3)
    testigo = _testigo(tmp_path, llave)
    nota = firmar(testigo, LugarEnCarpeta(raiz), AHORA)
    ajustes = PublicacionToml.model_validate({"testigos": [{"nombre": "Un partido", "llave": testigo.de_nota.texto()}]})
    pedidos = Pedidos(tmp_path)
    assert recibir(pedidos, ajustes, cortes.salida, nota.crudo()) == ("Un partido", 3)
    corte, cuantos = con_testigos(leer_corte(cortes.salida, 3), pedidos, ajustes)
    assert cuantos == 1
    entrega_a(cortes.salida, CarpetaPublica(raiz)).llevar(corte, hacer_puntero(corte, None, None, ZONA, cuantos))
    assert json.loads((raiz / "actual" / "actual.json").read_bytes())["testigos"] == 1
    assert verificar(raiz, llave, capsys) == (0, set())
    assert principal(["verificar", str(raiz)]) == 4
    assert "1 testigos firmaron la cabeza de este corte." in capsys.readouterr().out
    # The centre rewrites: the witness refuses, its kept signature names it, and the centre takes no other head.
    Falsario(raiz, llave).refirmar(2, otro_corte)
    assert verificar(raiz, llave, capsys)[1] >= {"DOS CABEZAS"}
    with pytest.raises(SeNiegaAFirmar, match="DOS CABEZAS de 3 cortes"):
        firmar(testigo, LugarEnCarpeta(raiz), AHORA)
    assert len(list(testigo.carpeta.glob("prueba-*.txt"))) == 1
    otro = nuevo(tmp_path / "otro", "otro.example", llave.publica)
    suyos = PublicacionToml.model_validate({"testigos": [{"nombre": "Otro", "llave": otro.de_nota.texto()}]})
    with pytest.raises(OrdenRechazada, match="DOS CABEZAS"):
        recibir(pedidos, suyos, cortes.salida, firmar(otro, LugarEnCarpeta(raiz), AHORA).crudo())


def test_un_testigo_nota_que_quitaron_cortes_o_que_los_reescribieron(
    cortes: Cortes, llave: Llave, tmp_path: Path
) -> None:
    raiz, menos = tmp_path / "sitio", tmp_path / "menos"
    llevar(cortes.salida, CarpetaPublica(raiz), 2)
    llevar(cortes.salida, CarpetaPublica(menos), 1)
    testigo = _testigo(tmp_path, llave)
    firmar(testigo, LugarEnCarpeta(raiz), AHORA)
    with pytest.raises(SeNiegaAFirmar, match="quitaron cortes"):
        firmar(testigo, LugarEnCarpeta(menos), AHORA)
    llevar(cortes.salida, CarpetaPublica(raiz), 3)
    Falsario(raiz, llave).refirmar(2, otro_corte)
    with pytest.raises(SeNiegaAFirmar, match="REESCRITO: los primeros 2 cortes"):
        firmar(testigo, LugarEnCarpeta(raiz), AHORA)
