"""The list of people is the centre's: a row changed in the base is not believed, and one put back is again."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import psycopg
import pytest

from central.arbitro import gente
from central.arbitro.acuerdos import de_coordinacion
from central.arbitro.contexto import Contexto
from central.arbitro.lote import procesar
from central.arbitro.registrados import NO_FIRMADO
from central.nodo.binarios import ErrorNodo
from central.nodo.lista import publica_del_centro
from central.nodo.personas import EstacionNueva, Gente, OperadorNuevo
from central.nodo.registro import guardar, leer_operadores
from prep.domain.catalogo.catalogo import CCV
from prep.domain.hechos.hechos import Acopio, Incidencia
from prep.net.identidad import Llave, nueva
from prep.store.conexion import motor
from tests.central.arbitro.escena import Escena
from tests.central.corte.escena import ACTAS
from tests.conftest import Nodo


@dataclass
class Vigilada:
    """A base whose árbitro believes only what the centre signed; its people have real keys, registered by it."""

    escena: Escena

    @contextmanager
    def arbitro(self) -> Iterator[tuple[psycopg.Connection[Any], Contexto]]:
        nodo = self.escena.base
        base = motor(nodo.dsn("prep_arbitro"))
        try:
            with nodo.conectar("prep_arbitro") as conexion:
                yield conexion, Contexto(base, conexion, publica_del_centro(nodo.cluster.datos))
        finally:
            base.dispose()

    def dueno(self, consulta: str, *valores: Any) -> list[tuple[Any, ...]]:
        return self.escena.base.dueno(consulta, *valores)

    def acopiar(self, n: int, acta: str) -> str:
        return str(self.escena.hacer(n, acta, Acopio("01", "D")).hecho.id)

    def cuarentena(self) -> dict[str, str]:
        return {str(h): r for h, r in self.dueno("SELECT hecho, razon FROM prep.cuarentena")}

    def encadenados(self) -> set[str]:
        return {str(h) for (h,) in self.dueno("SELECT hecho FROM prep.cadena")}


def vuelta(conexion: psycopg.Connection[Any], contexto: Contexto) -> None:
    """What the árbitro does every ten seconds, and the facts that wait."""
    contexto.renovar()
    gente.vigilar(conexion, contexto)
    while procesar(conexion, contexto):
        pass


@pytest.fixture
def vigilada(base: Nodo) -> Vigilada:
    llaves = {f"zoe-{n}": nueva() for n in (1, 2)}
    todos = [OperadorNuevo(q, q.title(), k.publica, "{}", ("acopio",), "01") for q, k in llaves.items()]
    with base.conectar("prep_dueno") as conn:
        guardar(conn, Gente(todos), base.cluster.datos)
    return Vigilada(Escena(base, llaves, "zoe-{}"))


def cambiar_llave(vigilada: Vigilada, publica: bytes, quien: str = "zoe-1") -> None:
    """As an administrator of the base would."""
    with vigilada.escena.base.conectar("prep_admin") as admin:
        admin.execute("UPDATE prep.operador SET publica = %s WHERE operador = %s", (publica, quien))


def test_una_llave_cambiada_en_la_base_alarma_y_lo_que_firma_se_aparta_hasta_que_se_repone(vigilada: Vigilada) -> None:
    """#61: whoever swaps a key signs as that person, until the list is read; here not for a moment."""
    buena, mala = vigilada.escena.llaves["zoe-1"], nueva()
    with vigilada.arbitro() as par:
        antes = vigilada.acopiar(1, ACTAS[0])
        vuelta(*par)
        assert vigilada.encadenados() == {antes} and vigilada.cuarentena() == {}
        cambiar_llave(vigilada, mala.publica)
        vigilada.escena.llaves["zoe-1"] = mala
        falso = vigilada.acopiar(1, ACTAS[1])
        vigilada.escena.llaves["zoe-1"] = buena
        suyo, ajeno = vigilada.acopiar(1, ACTAS[2]), vigilada.acopiar(2, ACTAS[3])
        vuelta(*par)
        vuelta(*par)
        assert vigilada.encadenados() == {antes, ajeno}
        assert vigilada.cuarentena() == dict.fromkeys((falso, suyo), f"el registro de zoe-1 {NO_FIRMADO}")
        assert vigilada.dueno("SELECT count(*) FROM prep.alarma WHERE codigo = 'LISTA_ALTERADA'") == [(1,)]
        cambiar_llave(vigilada, buena.publica)
        vuelta(*par)
        assert vigilada.encadenados() == {antes, ajeno, suyo}
        assert list(vigilada.cuarentena()) == [falso] and "la firma no corresponde" in vigilada.cuarentena()[falso]


def test_tambien_si_el_arbitro_arranca_con_la_llave_ya_cambiada(vigilada: Vigilada) -> None:
    buena, mala = vigilada.escena.llaves["zoe-1"], nueva()
    cambiar_llave(vigilada, mala.publica)
    vigilada.escena.llaves["zoe-1"] = mala
    falso = vigilada.acopiar(1, ACTAS[0])
    with vigilada.arbitro() as par:
        vuelta(*par)
        assert NO_FIRMADO in vigilada.cuarentena()[falso]
    cambiar_llave(vigilada, buena.publica)
    with vigilada.arbitro() as par:
        vuelta(*par)
        assert "la firma no corresponde" in vigilada.cuarentena()[falso]


@pytest.mark.parametrize("cambio", ["roles = '{acopio,mesa}'", "sitio = '02'", "activo = false", "version = 9"])
def test_nada_de_lo_firmado_se_cambia_en_la_base(vigilada: Vigilada, cambio: str) -> None:
    with vigilada.arbitro() as par:
        vigilada.dueno(f"UPDATE prep.operador SET {cambio} WHERE operador = 'zoe-1'")
        par[1].renovar()
        assert list(par[1].alterados) == ["zoe-1"]


def test_de_quien_coordina_y_fue_cambiado_en_la_base_no_se_cree_ninguna_orden(vigilada: Vigilada) -> None:
    """What the centre signed of them stays known; who changed the row could have given the key (P-4, P-10)."""
    nodo, suya = vigilada.escena.base, nueva()
    coordinadora = OperadorNuevo("zoe-3", "Zoe", suya.publica, "{}", ("coordinacion",), CCV)
    with nodo.conectar("prep_dueno") as conn:
        guardar(conn, Gente([coordinadora]), nodo.cluster.datos)
    vigilada.escena.llaves["zoe-3"] = suya
    hecho = vigilada.escena.firmar(3, "", Incidencia("OTRO_INCIDENTE", "x")).hecho
    with vigilada.arbitro() as (_, contexto):
        contexto.renovar()
        quien = de_coordinacion(contexto)
        assert quien(hecho) == [suya.publica] and quien(replace(hecho, operador="nadie")) == ()
        vigilada.dueno("UPDATE prep.operador SET version = 9 WHERE operador = 'zoe-3'")
        contexto.renovar()
        assert quien(hecho) == ()


def test_una_persona_o_una_estacion_puesta_en_la_base_sin_firma_no_se_cree(vigilada: Vigilada) -> None:
    intruso = nueva()
    vigilada.dueno(
        "INSERT INTO prep.operador VALUES ('zoe-3', 'Z', %s, '{}', '{acopio}', '01', true, 1, %s)",
        *(intruso.publica, b"f" * 64),
    )
    vigilada.escena.llaves["zoe-3"] = intruso
    vigilada.dueno("UPDATE prep.estacion SET sitio = '02' WHERE estacion = 'est-01-2'")
    falso, de_alla = vigilada.acopiar(3, ACTAS[0]), vigilada.acopiar(2, ACTAS[1])
    with vigilada.arbitro() as par:
        vuelta(*par)
    assert NO_FIRMADO in vigilada.cuarentena()[falso]
    assert vigilada.cuarentena()[de_alla].startswith("el registro de la estación est-01-2 no es")


def test_lo_que_el_centro_firmo_antes_ya_no_vale_en_el_lugar_de_lo_de_ahora(vigilada: Vigilada) -> None:
    base = vigilada.escena.base
    vieja = base.dueno("SELECT activo, version, firma FROM prep.operador WHERE operador = 'zoe-1'")[0]
    with vigilada.arbitro() as par:
        with base.conectar("prep_dueno") as conn:
            (zoe,) = leer_operadores(conn, "WHERE operador = 'zoe-1'")
            baja = OperadorNuevo(*(zoe.operador, zoe.nombre, zoe.publica, zoe.sellada, zoe.roles, zoe.sitio), False)
            assert guardar(conn, Gente([baja]), base.cluster.datos) == 1
        par[1].renovar()
        assert not par[1].operadores["zoe-1"].activo
        base.dueno("UPDATE prep.operador SET activo = %s, version = %s, firma = %s WHERE operador = 'zoe-1'", *vieja)
        par[1].renovar()
        assert list(par[1].alterados) == ["zoe-1"]


def test_el_centro_no_firma_otra_vez_lo_que_le_cambiaron(vigilada: Vigilada) -> None:
    base = vigilada.escena.base
    cambiar_llave(vigilada, nueva().publica)
    with base.conectar("prep_dueno") as conn:
        (zoe,) = leer_operadores(conn, "WHERE operador = 'zoe-1'")
        baja = OperadorNuevo(*(zoe.operador, zoe.nombre, zoe.publica, zoe.sellada, zoe.roles, zoe.sitio), False)
        with pytest.raises(ErrorNodo, match="alguien lo cambió en la base"):
            guardar(conn, Gente([baja]), base.cluster.datos)
        base.dueno("UPDATE prep.estacion SET sitio = '02' WHERE estacion = 'est-01-1'")
        with pytest.raises(ErrorNodo, match="alguien lo cambió en la base"):
            guardar(conn, Gente(estaciones=[EstacionNueva("est-01-1", "02", False)]), base.cluster.datos)


def test_solo_la_llave_del_centro_de_la_carpeta_firma_la_lista(vigilada: Vigilada) -> None:
    """Signed by any other key, also the one that the base says is the centre's."""
    nodo, otro = vigilada.escena.base, Llave(b"o" * 32)
    base = motor(nodo.dsn("prep_arbitro"))
    with nodo.conectar("prep_arbitro") as conexion:
        contexto = Contexto(base, conexion, otro.publica)
    base.dispose()
    assert {"zoe-1", "zoe-2", "centro"} <= contexto.alterados.keys() and contexto.operadores == {}
