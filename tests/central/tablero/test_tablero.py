"""The board says what `central estado` says, by centre, and reading it does not cost more as the night goes on."""

import json
from datetime import timedelta
from typing import Any

import pytest

from central.nodo.nombres import NombreNodo
from central.nodo.roles import CENTRO
from central.sitios.salud import Camino, Marcha, SaludDeNodo
from central.tablero import consulta, tablero
from central.tablero.juicio import Asunto, Atraso, Juez, juzgar
from central.tablero.tablero import Avance, Sitio, Tablero
from prep.domain.hechos.hechos import Acopio, Imagen, MotivoSinActa, SinActa
from tests.central.conftest import Mando, clave, puesto_de
from tests.conftest import Nodo
from tests.store import ejemplos

SUMAN = {
    "recibidas": ("ACOPIADA", "DIGITALIZADA", "EN_CAPTURA", "EN_DISPUTA", "EN_MESA", "POR_VALIDAR", "POR_REDIGITALIZAR",
                  "VERIFICADA"),
    "digitalizadas": ("DIGITALIZADA", "EN_CAPTURA", "EN_DISPUTA", "EN_MESA", "POR_VALIDAR", "VERIFICADA"),
    "capturadas": ("EN_DISPUTA", "EN_MESA", "POR_VALIDAR", "VERIFICADA"),
    "verificadas": ("VERIFICADA",),
    "sin_acta": ("SIN_ACTA",),
}  # fmt: skip


def leer(mando: Mando) -> Tablero:
    with puesto_de(mando) as puesto, puesto.mirar() as conn:
        return tablero.leer(conn)


def estado(mando: Mando, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    capsys.readouterr()
    assert mando.correr("estado", "--json") in (0, 3)
    leido: dict[str, Any] = json.loads(capsys.readouterr().out)
    return leido


def una_noche(mando: Mando) -> None:
    """Actas in several stages of both elections; one sin acta, one not in catalogue."""
    for seccion in (1, 3, 5, 7, 11):
        mando.entregar(clave(seccion), Acopio(ejemplos.acta(seccion).centro, "D"))
    for seccion in (3, 5):
        mando.entregar(clave(seccion), Imagen(f"{seccion}" * 64, "ESCANER", "01"))
    mando.entregar(clave(5), ejemplos.captura(1, imagen="5" * 64))
    mando.entregar(clave(1, "DIP_LOC"), Acopio("01", "D"))
    mando.entregar("FC-GUB-001-0999-B01-00-A02-1", Acopio("01", "D"))
    mando.entregar(clave(9), SinActa(MotivoSinActa.NO_ENTREGADO))
    mando.procesar()
    mando.filas(
        "INSERT INTO prep.alarma (codigo, acta, texto) VALUES ('CUARENTENA', %s, 'x'), ('REPLICA', '', 'y')", clave(2)
    )


def test_sus_cifras_son_las_de_estado(mando: Mando, capsys: pytest.CaptureFixture[str]) -> None:
    una_noche(mando)
    dicho, visto = estado(mando, capsys), leer(mando)
    for donde, conteos in (("elecciones", dicho["elecciones"]), ("sitios", dicho["centros"])):
        for nombre, conteo in conteos.items():
            de = getattr(visto, donde)[nombre]
            suyo: Avance = de if isinstance(de, Avance) else de.avance
            assert suyo.esperadas == sum(conteo.values())
            assert {c: getattr(suyo, c) for c in SUMAN} == {c: sum(conteo[e] for e in es) for c, es in SUMAN.items()}
    assert visto.ciudad.esperadas == dicho["actas"] and visto.ciudad.recibidas == 6 and visto.ciudad.sin_acta == 1
    assert visto.alarmas == dicho["alarmas"]["sin_atender"] == 2
    assert visto.fuera == 1 and visto.cola == dicho["cola"] == 0
    assert sum(s.esperan for s in visto.sitios.values()) == 7
    assert {c: s.alarmas for c, s in visto.sitios.items()} == {"01": 0, "02": 1, "CCV": 0}


def test_lo_que_espera_se_cuenta_donde_esta_el_trabajo_y_desde_cuando(mando: Mando) -> None:
    una_noche(mando)
    mando.filas("UPDATE prep.acta_estado SET cambiado = cambiado - interval '50 minutes' WHERE acta = %s", clave(3))
    antes = leer(mando)
    uno = antes.sitios["01"]
    assert uno.esperan == 7 and uno.desde is not None and antes.momento - uno.desde > timedelta(minutes=49)
    assert juzgar(uno, antes.momento).asunto is Asunto.ESPERA
    assert juzgar(antes.sitios["02"], antes.momento).asunto is Asunto.ALARMAS
    mando.filas("UPDATE prep.acta_estado SET custodia = 'CCV' WHERE acta = %s", clave(3))
    despues = leer(mando)
    assert (despues.sitios["01"].esperan, despues.sitios["CCV"].esperan) == (6, 1)
    assert despues.sitios["01"].en_ccv == 1 and despues.sitios["01"].avance == uno.avance


def test_una_estacion_esta_encendida_si_entrego_o_tiene_trabajo(mando: Mando) -> None:
    assert leer(mando).estaciones == 0
    mando.tomar(clave(1), vence_en_s=-5)
    assert leer(mando).estaciones == 0, "su plazo venció"
    mando.entregar(clave(3), Acopio("01", "D"))
    mando.procesar()
    assert {c: s.estaciones for c, s in leer(mando).sitios.items()} == {"01": 1, "02": 0, "CCV": 0}
    mando.filas("DELETE FROM prep.trabajo")


@pytest.mark.parametrize("consulta_", [consulta.GRUPOS, tablero.ALARMAS, tablero.CORTE, tablero.ESTACIONES])
def test_nada_de_lo_que_se_lee_en_cada_aviso_recorre_los_hechos(nodo: Nodo, consulta_: str) -> None:
    dicha = consulta_.replace(":ultimos", "4000").replace(":encendida", "interval '5 minutes'")
    with nodo.conectar(CENTRO) as conn:
        conn.execute("SET enable_seqscan = off")  # the plan of a large table, without making one
        conn.execute("SET enable_hashjoin = off")
        conn.execute("SET enable_mergejoin = off")
        plan = "\n".join(fila for (fila,) in conn.execute(f"EXPLAIN {dicha}"))
    assert "Seq Scan on hecho" not in plan and "hecho_acta" not in plan, plan


def _nodo(**cambios: Any) -> SaludDeNodo:
    ahora = ejemplos.AHORA
    bien = Camino(Marcha.EN_MARCHA, 0, ahora)
    propio: dict[str, Any] = {
        "nombre": NombreNodo("01"), "estado": "ACTIVO", "servidor": "10.0.0.7", "puerto": 6543, "alta": ahora,
        "latido": ahora, "esquema": "x", "deriva_ms": 0, "cola": 0, "por_bajar": 0,
        "caminos": {"hechos": bien, "imagenes": bien},
    } | cambios  # fmt: skip
    return SaludDeNodo(**propio)


PARADO, SIN_EMPEZAR = Camino(Marcha.DETENIDA, 3), Camino(Marcha.SIN_EMPEZAR)
HACE_UNA_HORA = ejemplos.AHORA - timedelta(hours=1)


@pytest.mark.parametrize(
    ("sitio", "atraso", "asunto"),
    [
        (Sitio("01", Avance(10)), None, Asunto.SIN_EMPEZAR),
        (Sitio("01", Avance(10, 4, 3, 2, 1)), None, Asunto.EN_MARCHA),
        (Sitio("01", Avance(10, 9, 9, 9, 9, 1)), None, Asunto.COMPLETO),
        (Sitio("01", Avance(10, 4), esperan=4, desde=HACE_UNA_HORA), None, Asunto.ESPERA),
        (Sitio("01", Avance(10, 4), nodo=_nodo()), Atraso(35, 2, 90), Asunto.ATRASO),
        (Sitio("01", Avance(10, 4), alarmas=2, piden=1), None, Asunto.PIDEN_AYUDA),
        (Sitio("01", Avance(10, 4), alarmas=2, desde=HACE_UNA_HORA, nodo=_nodo()), Atraso(35, 2, 90), Asunto.ALARMAS),
        (Sitio("01", Avance(10, 4), nodo=_nodo(caminos={"hechos": PARADO})), None, Asunto.REPLICA_PARADA),
        (Sitio("01", Avance(10, 4), nodo=_nodo(caminos={"hechos": SIN_EMPEZAR})), None, Asunto.REPLICA_PARADA),
        (Sitio("01", Avance(10, 4), alarmas=1, nodo=_nodo(latido=HACE_UNA_HORA)), None, Asunto.SIN_LATIDO),
        (Sitio("01", Avance(10, 4), nodo=_nodo(servidor="", latido=None)), None, Asunto.SIN_PRESENTARSE),
    ],
)
def test_de_cada_centro_se_dice_lo_mas_grave(sitio: Sitio, atraso: Atraso | None, asunto: Asunto) -> None:
    assert juzgar(sitio, ejemplos.AHORA, atraso).asunto is asunto


def test_donde_todos_esperan_solo_resalta_quien_espera_mucho_mas_y_no_parpadea() -> None:
    """Thirty minutes for the oldest acta made every tile amber on a slow night."""

    def noche(**minutos: int) -> Tablero:
        sitios = {c: Sitio(c, Avance(100, 50), desde=ejemplos.AHORA - timedelta(minutes=m)) for c, m in minutos.items()}
        return Tablero(ejemplos.AHORA, (), None, Avance(), {}, sitios, (), 0, 0, 0)

    juez = Juez()

    def ambar(**minutos: int) -> set[str]:
        return {c for c, j in juez.juzgar(noche(**minutos), {}).items() if j.asunto is Asunto.ESPERA}

    assert ambar(a=10, b=12, c=31) == {"c"}, "con 30 minutos, donde lo normal es menos"
    assert ambar(a=40, b=44, c=50) == set(), "todos esperan igual"
    assert ambar(a=40, b=44, c=88) == {"c"}
    assert ambar(a=40, b=44, c=67) == {"c"}, "apenas bajó: sigue"
    assert ambar(a=40, b=44, c=65) == set()
    assert ambar(a=40, b=44, c=67) == set(), "y no vuelve hasta pasarse otra vez"
