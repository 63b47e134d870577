"""The spool: saved once and for all, delivered in order, and its figures are shown by nothing."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from prep.domain.hechos.hechos import AccionDeMesa, Anulacion, Dictamen, Fuente, Tipo
from prep.store.hechos import HechoFirmado
from prep.store.spool.spool import Spool
from prep.store.spool.tipos import ConflictoDeId, Cuentas, Entregado, ImagenRepetida, SpoolAjeno, SpoolCerrado
from tests.store.ejemplos import firma_valida
from tests.store.spool.util import ACTA, ESTACION, LLAVE, PROCESO, captura, foto, hecho


@pytest.fixture
def spool(tmp_path: Path) -> Iterator[Spool]:
    with Spool.abrir(tmp_path / "s.db", PROCESO, ESTACION) as abierto:
        yield abierto


def test_un_hecho_vuelve_igual_con_una_firma_que_verifica(spool: Spool) -> None:
    guardados = [hecho(), captura(), hecho()]
    spool.guardar(guardados)
    assert spool.pendientes() == guardados
    assert all(firma_valida(f, LLAVE.publica) for f in spool.pendientes())


def test_el_mismo_hecho_otra_vez_no_cambia_nada(spool: Spool) -> None:
    firmado, imagen = foto()
    spool.guardar([firmado], [imagen])
    spool.guardar([firmado], [imagen])
    assert spool.cuentas() == Cuentas(1, 0, 0, 0, 0, 1)


def test_el_mismo_id_con_otro_contenido_no_guarda_nada_del_grupo(spool: Spool) -> None:
    firmado = hecho()
    spool.guardar([firmado])
    with pytest.raises(ConflictoDeId):
        spool.guardar([hecho(), HechoFirmado(firmado.hecho, firmado.cuerpo.replace("D", "F"), firmado.firma)])
    assert spool.pendientes() == [firmado]


def test_una_imagen_en_dos_actas_se_rechaza_y_con_ella_el_hecho(spool: Spool) -> None:
    firmado, imagen = foto()
    spool.guardar([firmado], [imagen])
    otro, misma = foto(acta="OTRA")
    with pytest.raises(ImagenRepetida, match=f"{ACTA}: una imagen no sirve para dos actas"):
        spool.guardar([otro], [misma])
    with pytest.raises(ImagenRepetida, match="para esta acta"):
        spool.guardar([foto()[0]], [imagen])
    assert spool.cuentas().total == 1


def test_de_una_imagen_se_sabe_su_acta_entregada_o_no(spool: Spool) -> None:
    firmado, imagen = foto()
    assert spool.acta_de_imagen(imagen.huella) is None
    spool.guardar([firmado], [imagen])
    assert spool.acta_de_imagen(imagen.huella) == ACTA
    assert spool.acta_de_imagen("0" * 64) is None


def test_un_hecho_de_imagen_sin_su_imagen_es_una_falla_nuestra(spool: Spool) -> None:
    firmado, imagen = foto()
    for hechos, imagenes in (([firmado], []), ([], [imagen])):
        with pytest.raises(ValueError, match="cada imagen va con el hecho"):
            spool.guardar(hechos, imagenes)


@pytest.mark.parametrize("estado", list(Entregado))
def test_la_respuesta_del_nodo_se_escribe_junto_al_hecho(spool: Spool, estado: Entregado) -> None:
    firmado = hecho()
    spool.guardar([firmado])
    spool.marcar([(firmado.hecho.id, estado, "nuevo")])
    cuentas = spool.cuentas()
    assert cuentas.total == 1
    assert (spool.pendientes() == [firmado]) == (estado is Entregado.PENDIENTE)
    nombres = {"pendiente": "pendientes", "entregado": "entregados", "conflicto": "conflictos"}
    assert getattr(cuentas, nombres.get(estado, f"{estado}s")) == 1


def test_los_pendientes_salen_del_mas_antiguo_y_no_mas_de_los_pedidos(spool: Spool) -> None:
    guardados = [hecho() for _ in range(5)]
    for firmado in guardados:
        spool.guardar([firmado])
    assert spool.pendientes(3) == guardados[:3]


def test_un_nodo_perdido_se_rehace_con_lo_entregado(spool: Spool) -> None:
    firmado, imagen = foto()
    spool.guardar([firmado], [imagen])
    spool.marcar([(firmado.hecho.id, Entregado.ENTREGADO, "nuevo")], [imagen.huella])
    assert spool.imagen_pendiente(imagen.huella) is None
    assert spool.reabrir(Entregado.ENTREGADO) == 1
    assert spool.pendientes() == [firmado]
    assert spool.imagen_pendiente(imagen.huella) == imagen


def test_ninguna_funcion_muestra_las_cifras_de_una_captura_entregada(spool: Spool) -> None:
    firmado = captura()
    spool.guardar([firmado])
    spool.marcar([(firmado.hecho.id, Entregado.ENTREGADO, "nuevo")])
    for tipo in (Tipo.CAPTURA, Tipo.DICTAMEN, Tipo.COTEJO):
        with pytest.raises(ValueError, match="no se vuelven a mostrar"):
            spool.de_acta(ACTA, tipo)
    mostrado = [spool.pendientes(), spool.de_acta(ACTA, *(Tipo.ACOPIO, Tipo.IMAGEN, Tipo.ANULACION)), spool.cuentas()]
    mostrado += [spool.propio(firmado.hecho.id), spool.capturada(ACTA, Fuente.CATD, 1)]
    assert "765432" not in repr(mostrado)
    assert spool.capturada(ACTA, Fuente.CATD, 1) == [firmado.hecho.id]
    assert spool.capturada(ACTA, Fuente.CASILLA, 1) == spool.capturada(ACTA, Fuente.CATD, 2) == []


def test_un_hecho_anulado_o_rechazado_ya_no_cuenta_para_su_acta(spool: Spool) -> None:
    primero, segundo, tercero = hecho(), hecho(), hecho()
    spool.guardar([primero, segundo, tercero, hecho(Anulacion(primero.hecho.id, "error"))])
    spool.marcar([(segundo.hecho.id, Entregado.RECHAZADO, "PR002")])
    assert spool.de_acta(ACTA, Tipo.ACOPIO) == [tercero.hecho]


def test_ni_por_sql_se_cambian_o_borran_hechos_e_imagenes(spool: Spool, tmp_path: Path) -> None:
    firmado, imagen = foto()
    spool.guardar([firmado, hecho(Dictamen(AccionDeMesa.RECAPTURA, 1, (), "borrosa"))], [imagen])
    spool.cerrar()
    con = sqlite3.connect(tmp_path / "s.db", isolation_level=None)
    columnas = [fila[1] for fila in con.execute("PRAGMA table_info(salida)")]
    de_entrega = {"estado", "respuesta", "intentos", "entregado"}
    cambios = [f"UPDATE salida SET {c} = {c}" for c in columnas if c not in de_entrega]
    cambios += ["DELETE FROM salida", "DELETE FROM imagenes", "DELETE FROM meta", "UPDATE meta SET proceso = 'X'"]
    cambios += [f"UPDATE imagenes SET {c} = {c}" for c in ("huella", "acta", "bytes")]
    for cambio in cambios:
        with pytest.raises(sqlite3.IntegrityError, match="no se "):
            con.execute(cambio)
    con.execute("UPDATE salida SET estado = 'entregado', respuesta = 'nuevo', intentos = 1, entregado = 'x'")
    con.close()


def test_un_hecho_de_otro_proceso_o_estacion_se_rechaza(spool: Spool, tmp_path: Path) -> None:
    with (
        Spool.abrir(tmp_path / "otro.db", "REAL", ESTACION) as otro,
        pytest.raises(SpoolAjeno, match="no se guarda en «REAL»"),
    ):
        otro.guardar([hecho()])


def test_se_guarda_la_ultima_copia_de_lo_que_dijo_el_nodo(spool: Spool) -> None:
    assert spool.copia("operadores") is None
    spool.copiar("operadores", "[]")
    spool.copiar("operadores", "[1]")
    assert spool.copia("operadores") == "[1]"


def test_un_spool_cerrado_lo_dice(spool: Spool) -> None:
    spool.cerrar()
    spool.cerrar()
    with pytest.raises(SpoolCerrado):
        spool.cuentas()
