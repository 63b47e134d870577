"""An older copy of a base put back, a node's and the centre's: what shows it, and that honest work goes on."""

import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from central.corte import foto
from central.corte.comprobar import comprobar
from central.corte.corte import CorteImposible, ResultadoCorte, hacer_corte, minuto_libre
from central.marco.conexion import NodoAbierto
from central.nodo.centro import CENTRO
from central.sitios.bajada import latir
from central.sitios.centro_remoto import conectar
from central.sitios.conciliar import conciliar
from prep.domain.hechos.hechos import Fase, Fuente, NombreFase
from prep.store.conexion import cruda, motor
from tests import prestadas
from tests.central.corte.apoyo import celda, resultados
from tests.central.sitios.conftest import Par, Sitio
from tests.espera import hasta
from tests.store.ejemplos import acta

ANTES, ENTRE, DESPUES, LUEGO, FIN = (acta(n).clave for n in (1, 3, 5, 7, 9))
CUANTOS = "SELECT count(*) FROM prep.hecho WHERE acta = %s"
ALARMA = "SELECT count(*) FROM prep.alarma WHERE codigo = %s"


@pytest.fixture(scope="module")
def abierto(par: Par) -> Par:
    """The pair once its night is open: each test of this file may be the first of its process."""
    for fase in (NombreFase.CEROS, NombreFase.ABRIR, NombreFase.PUBLICAR):
        par.centro.escena.hacer(CENTRO, "", Fase(fase), Fuente.CENTRO)
    return par


def parar(sitio: Sitio) -> None:
    prestadas.cerrar()
    sitio.cluster.detener()


def copiar(sitio: Sitio, a: Path) -> None:
    """As somebody who copies its folder with the server stopped; it goes on."""
    parar(sitio)
    subprocess.run(["cp", "-a", str(sitio.cluster.lugar.base), str(a)], check=True)
    sitio.cluster.iniciar()


def reponer(sitio: Sitio, de: Path) -> None:
    parar(sitio)
    shutil.rmtree(sitio.cluster.lugar.base)
    subprocess.run(["cp", "-a", str(de), str(sitio.cluster.lugar.base)], check=True)
    sitio.cluster.iniciar()


def trabajar(par: Par, clave: str) -> None:
    """From acopio to verified, at the node."""
    huella = par.nodo.escena.digitalizada(clave)
    for n in (2, 3):
        par.nodo.escena.captura(n, clave, huella)
    par.nodo.escena.correr()
    assert par.nodo.escena.etapa(clave) == "VERIFICADA"


def late(par: Par) -> None:
    with conectar(par.alta.paquete, par.nodo.cluster.datos) as centro, psycopg.connect(
        par.nodo.cluster.dsn("prep_arbitro")
    ) as local:  # fmt: skip
        centro.presentar(*par.nodo.cluster.direccion, "")
        latir(centro, local)


def cortar(par: Par, salida: Path) -> ResultadoCorte:
    par.centro.escena.correr()
    maquina = motor(par.centro.cluster.dsn("prep_centro"))
    try:
        puesto = NodoAbierto(par.centro.cluster.datos, maquina)
        with puesto.mirar() as conn:
            anterior = foto.anterior(cruda(conn))
        ahora = datetime.now(UTC)
        return hacer_corte(puesto, salida, max(ahora, minuto_libre(anterior.momento)) if anterior else ahora, False)
    finally:
        maquina.dispose()


def publicada(corte: ResultadoCorte, clave: str) -> str:
    return celda(resultados(corte.carpeta), clave, "PAN")


def test_la_base_de_un_nodo_de_hace_un_rato_se_nota_y_lo_que_el_centro_tiene_no_se_pierde(
    abierto: Par, tmp_path: Path
) -> None:
    par = abierto
    trabajar(par, ANTES)
    hasta(lambda: par.centro.valor(CUANTOS, ANTES) == 4)
    copiar(par.nodo, tmp_path / "nodo")
    par.sitios.supervisar()
    trabajar(par, ENTRE)
    late(par)
    hasta(lambda: par.centro.valor(CUANTOS, ENTRE) == 4)
    assert par.centro.valor(ALARMA, "NODO_CADENA") == 0

    reponer(par.nodo, tmp_path / "nodo")
    par.sitios.supervisar()
    assert par.nodo.valor(CUANTOS, ENTRE) == 0
    late(par)
    assert par.centro.valor(ALARMA, "NODO_CADENA") == 1, "its chain went back"
    trabajar(par, DESPUES)
    (vista,) = conciliar(par.centro.cluster, "01")
    assert (vista.perdidos, vista.falla) == (4, "")
    hasta(lambda: par.centro.valor(CUANTOS, DESPUES) == 4, plazo_s=10)
    corte = cortar(par, par.sitios.carpeta / "salida")
    assert [publicada(corte, clave) for clave in (ANTES, ENTRE, DESPUES)] == ["1", "1", "1"]


def test_la_base_del_centro_de_hace_un_rato_no_corta_encima_y_concilia_lo_que_sus_nodos_tienen(
    abierto: Par, tmp_path: Path
) -> None:
    par = abierto
    salida, otra = par.sitios.carpeta / "salida", par.sitios.carpeta / "otra"
    cortar(par, salida)
    shutil.copytree(salida, otra, symlinks=True)
    copiar(par.centro, tmp_path / "centro")
    par.sitios.supervisar()
    trabajar(par, LUEGO)
    hasta(lambda: par.centro.valor(CUANTOS, LUEGO) == 4)
    guardado = cortar(par, salida)
    assert publicada(guardado, LUEGO) == "1"

    reponer(par.centro, tmp_path / "centro")
    par.sitios.supervisar()
    assert par.centro.valor(CUANTOS, LUEGO) == 0
    with pytest.raises(CorteImposible, match="hay cortes que este nodo no hizo"):
        cortar(par, salida)
    (vista,) = conciliar(par.centro.cluster, "01")
    assert (vista.subidos, vista.falla) == (4, "")
    de_nuevo = cortar(par, otra)
    assert (de_nuevo.numero, publicada(de_nuevo, LUEGO)) == (guardado.numero, "1")
    trabajar(par, FIN)
    hasta(lambda: par.centro.valor(CUANTOS, FIN) == 4)
    assert publicada(cortar(par, otra), FIN) == "1"
    assert any("Falta el corte cuyo manifiesto" in f for f in comprobar(otra, guardados=[guardado.sha256]).fallas)
