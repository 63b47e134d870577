"""The centre makes each node's chain again from its own facts: a manifest signs no head on a node's word."""

import threading

import psycopg
import pytest

from central.corte import foto
from central.corte.manifiesto import Cabeza, SinComprobar
from central.nodo.cluster import ADMIN
from central.sitios.cadenas import Comprobador
from central.sitios.centro_remoto import conectar
from prep.domain.hechos.hechos import Acopio, Fase, Fuente, NombreFase
from tests.central.sitios.conftest import Par, Sitios
from tests.espera import hasta
from tests.store.ejemplos import acta

ALARMAS = "SELECT texto FROM prep.alarma WHERE codigo LIKE 'CADENA%%' AND atendida IS NULL ORDER BY n"


def ronda(par: Par) -> tuple[int, bytes]:
    """As the centre's program does every ten seconds; how far the node's chain is made again."""
    with conectar(par.alta.paquete) as centro:
        centro.presentar(*par.nodo.cluster.direccion, "")
    with psycopg.connect(par.centro.cluster.dsn(ADMIN), autocommit=True) as admin:
        Comprobador(par.centro.cluster, threading.Event()).ronda(admin)
    ((n, eslabon),) = par.centro.escena.base.dueno("SELECT comprobada_n, comprobada FROM prep.nodo")
    return n, bytes(eslabon)


def cabeza(par: Par) -> tuple[int, bytes]:
    filas = par.nodo.escena.base.dueno("SELECT n, eslabon FROM prep.cadena ORDER BY n DESC LIMIT 1")
    return (filas[0][0], bytes(filas[0][1])) if filas else (0, b"")


def dicho(par: Par) -> tuple[tuple[Cabeza, ...], tuple[SinComprobar, ...]]:
    with par.centro.escena.base.conectar("prep_centro") as conexion:
        return foto.cabezas(conexion), foto.sin_comprobar(conexion)


def alterar(par: Par, *ordenes: str) -> None:
    with par.nodo.escena.base.conectar(ADMIN) as admin:
        admin.execute("SET session_replication_role = replica")
        for orden in ordenes:
            admin.execute(orden)


def llegados(par: Par, clave: str, cuantos: int) -> None:
    hasta(lambda: par.centro.valor("SELECT count(*) FROM prep.hecho WHERE acta = %s", clave) == cuantos)


def acopiada(par: Par, n: int) -> None:
    """An acta of its own, so that the chain has a link whichever test comes first."""
    par.nodo.escena.hacer(1, acta(n).clave, Acopio("01", "D"))
    par.nodo.escena.correr()
    llegados(par, acta(n).clave, 1)


def test_la_cadena_de_un_nodo_se_rehace_con_los_hechos_del_centro(par: Par) -> None:
    clave, (antes, _) = acta(1).clave, cabeza(par)
    par.centro.escena.hacer("centro", "", Fase(NombreFase.CEROS), Fuente.CENTRO)  # goes down: it is in both chains
    par.nodo.escena.digitalizada(clave)
    assert par.sitios.bajar(par.alta, par.nodo) > 0
    par.nodo.escena.correr()
    llegados(par, clave, 2)
    assert ronda(par) == cabeza(par) and cabeza(par)[0] == antes + 3
    n, eslabon = cabeza(par)
    assert Cabeza("CATD01", n, eslabon.hex()) in dicho(par)[0] and dicho(par)[1] == ()
    assert par.centro.escena.base.dueno(ALARMAS) == []


def test_lo_que_un_nodo_dice_de_su_cadena_y_no_sale_de_los_hechos_no_se_firma(par: Par) -> None:
    """#35, and a heartbeat that says another value: it is told apart in the manifest, and the rest goes on."""
    acopiada(par, 9)
    antes = ronda(par)
    with conectar(par.alta.paquete) as centro:
        centro.latir(0, antes[0] + 5, b"x" * 32, 0)
    cabezas, sin = dicho(par)
    assert Cabeza("CATD01", antes[0], antes[1].hex()) in cabezas
    assert sin == (SinComprobar("CATD01", antes[0] + 5, antes[0], False),)
    par.centro.escena.base.dueno("UPDATE prep.nodo SET cabeza_n = 0, cabeza = ''")
    assert dicho(par)[1] == ()


def test_lo_que_todavia_no_llega_se_comprueba_cuando_llega(par: Par) -> None:
    clave = acta(3).clave
    with par.centro.escena.base.conectar(ADMIN) as admin:
        admin.execute("ALTER SUBSCRIPTION hechos_catd01 DISABLE")
        par.nodo.escena.hacer(1, clave, Acopio("01", "D"))
        par.nodo.escena.correr()
        antes = ronda(par)
        assert antes[0] == cabeza(par)[0] - 1 and par.centro.escena.base.dueno(ALARMAS) == []
        admin.execute("ALTER SUBSCRIPTION hechos_catd01 ENABLE")
    llegados(par, clave, 1)
    assert ronda(par) == cabeza(par)


@pytest.mark.parametrize(
    ("cambio", "dice"),
    [
        ("UPDATE prep.hecho SET sec = sec + 9 WHERE acta = '{acta}'; UPDATE prep.cadena SET eslabon ="
         " sha256('otro') WHERE n = (SELECT max(n) FROM prep.cadena)", "no es el que dan los hechos del centro"),
        ("DELETE FROM prep.hecho WHERE acta = '{acta}'", "ya no está en el nodo"),
    ],
    ids=["rehecha", "borrado"],
)  # fmt: skip
def test_una_cadena_alterada_en_el_nodo_alarma_en_el_centro(par: Par, cambio: str, dice: str) -> None:
    """By who administers the node's base, after its facts came up and before the centre looked at its chain."""
    clave = acta(5 if "sec" in cambio else 7).clave
    antes = ronda(par)
    par.nodo.escena.hacer(1, clave, Acopio("01", "D"))
    par.nodo.escena.correr()
    llegados(par, clave, 1)
    filas = par.nodo.escena.base.dueno("SELECT n, hecho, eslabon FROM prep.cadena WHERE n > %s", antes[0])
    hecho = par.nodo.escena.base.dueno("SELECT * FROM prep.hecho WHERE acta = %s", clave)[0]
    alterar(par, *cambio.format(acta=clave).split(";"))
    assert ronda(par) == antes and ronda(par) == antes
    (texto,) = [t for (t,) in par.centro.escena.base.dueno(ALARMAS) if dice in t]
    assert texto.startswith("La cadena de CATD01 no concuerda")
    with par.nodo.escena.base.conectar(ADMIN) as admin:  # put back as it was
        admin.execute("SET session_replication_role = replica")
        admin.execute("DELETE FROM prep.hecho WHERE acta = %s", (clave,))
        admin.execute("SET session_replication_role = origin")  # or it would be taken for one that comes from elsewhere
        admin.execute(f"INSERT INTO prep.hecho VALUES ({', '.join(['%s'] * len(hecho))})", hecho)
        admin.execute("SET session_replication_role = replica")
        for n, _, eslabon in filas:
            admin.execute("UPDATE prep.cadena SET eslabon = %s WHERE n = %s", (eslabon, n))
    assert ronda(par) == cabeza(par)
    par.centro.escena.base.dueno("UPDATE prep.alarma SET atendida = now()")


def test_una_cadena_mas_corta_que_la_que_ya_se_comprobo_alarma(par: Par) -> None:
    acopiada(par, 11)
    n, _ = ronda(par)
    (eslabon,) = par.nodo.escena.base.dueno("SELECT * FROM prep.cadena WHERE n = %s", n)
    alterar(par, f"DELETE FROM prep.cadena WHERE n = {n}")
    assert ronda(par)[0] == n
    assert any(f"llegaba al eslabón {n} y ahora al {n - 1}" in t for (t,) in par.centro.escena.base.dueno(ALARMAS))
    with par.nodo.escena.base.conectar(ADMIN) as admin:  # put back as it was
        admin.execute("SET session_replication_role = replica")
        admin.execute(f"INSERT INTO prep.cadena VALUES ({', '.join(['%s'] * len(eslabon))})", eslabon)
    par.centro.escena.base.dueno("UPDATE prep.alarma SET atendida = now()")


def test_lo_que_una_estacion_da_otra_vez_al_que_reemplaza_no_rompe_su_cadena(sitios: Sitios) -> None:
    """Its fact was at the centre by the node that died, and comes to the new one before the centre sends it down."""
    clave = acta(1).clave
    dado = sitios.unir(sitios.alta()).escena.hacer(1, clave, Acopio("01", "D"))
    hasta(lambda: sitios.centro.valor("SELECT count(*) FROM prep.hecho WHERE acta = %s", clave) == 1)
    otra = sitios.alta(reemplazar=True)
    nuevo = sitios.unir(otra)
    assert nuevo.escena.entregar(dado) == "nuevo"
    nuevo.escena.correr()
    par = Par(sitios, otra, nuevo)
    with psycopg.connect(par.centro.cluster.dsn(ADMIN), autocommit=True) as admin:
        Comprobador(par.centro.cluster, threading.Event()).ronda(admin)
    hecha = "SELECT comprobada_n, comprobada FROM prep.nodo WHERE nodo = 'CATD01.2'"
    ((n, eslabon),) = par.centro.escena.base.dueno(hecha)
    assert (n, bytes(eslabon)) == cabeza(par) and n == 1
    assert par.centro.escena.base.dueno(ALARMAS) == []
