"""The worst first: five planted troubles of a drawn night are each named, with who sees to it and what it costs."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from central.tablero.incidentes import IncidenteDeCentro
from central.tablero.noche import palabras
from central.tablero.noche.cuello import Trecho
from central.tablero.noche.lectura import NocheSeguida, sumar
from central.tablero.noche.peores import CUANTOS, peores
from central.tablero.noche.pronostico import Altura, pronosticar
from central.tablero.tablero import Sitio, Tablero
from prep.domain.catalogo.curvas import CURVAS
from prep.domain.reglas.incidentes import LUZ_O_RED, EstadoDeIncidente, Incidente
from tests.central.sala import muestra

AHORA = datetime(2024, 6, 3, 9, tzinfo=UTC)


def tranquila() -> tuple[NocheSeguida, Tablero]:
    """The drawn night with nobody in trouble: every centre as far as the city, and every stage quick."""
    noche, visto = muestra.noche(AHORA), muestra.tablero(AHORA)
    centros = {
        c: [Altura(m.minuto, m.recibidas * n // noche.todas, m.registradas * n // noche.todas) for m in noche.ciudad]
        for c, n in noche.esperadas.items()
    }
    sitios = {c: Sitio(c, replace(s.avance, sin_acta=0)) for c, s in visto.sitios.items()}
    return con(replace(noche, de_centros={}), centros), replace(visto, sitios=sitios, incidentes=())


def con(noche: NocheSeguida, centros: dict[str, list[Altura]]) -> NocheSeguida:
    ciudad = sumar(centros)
    pronostico = pronosticar(ciudad, centros, noche.esperadas, CURVAS)
    return replace(noche, centros=centros, ciudad=ciudad, pronostico=pronostico)


def test_sin_problemas_no_se_dice_ninguno() -> None:
    assert peores(*tranquila()) == []


def test_cinco_plantados_se_nombran_con_quien_los_atiende_y_lo_que_retrasan() -> None:
    noche, visto = tranquila()
    centros = {c: list(suyas) for c, suyas in noche.centros.items()}
    parado = centros["05"][-20].registradas
    for callado in ("03", "05"):  # a dead link, and a scanner that is stuck: nothing is registered for an hour and more
        centros[callado] = [Altura(m.minuto, m.recibidas, min(m.registradas, parado)) for m in centros[callado]]
    centros["11"] = [Altura(m.minuto, m.recibidas // 2, min(m.registradas, m.recibidas // 2)) for m in centros["11"]]
    caido = muestra.tablero(AHORA).sitios["04"].nodo  # it has not beaten for 12 minutes
    suyo = (LUZ_O_RED, "", "", "se fue la luz", "x", "y", AHORA, "carmen", EstadoDeIncidente.EN_CURSO)
    de = Incidente(UUID(int=7), *suyo)
    visto = replace(
        visto, sitios={**visto.sitios, "03": replace(visto.sitios["03"], nodo=caido)},
        incidentes=(IncidenteDeCentro(de, "03"),),
    )  # fmt: skip
    noche = con(replace(noche, de_centros={
        "05": (Trecho("digitalización", 140, 0, 0, "digitaliza"),),
        "07": (Trecho("mesa", 30, 10, 1, "decide en la mesa"),),
        "09": (Trecho("captura", 200, 50, 2, "captura"),),
    }), centros)  # fmt: skip
    hallados = peores(noche, visto)
    dichos = {f[0]: f[1:] for f in palabras.filas_de_peores(hallados)}
    assert len(dichos) == CUANTOS and dichos.keys() == {f"CATD {c}" for c in ("03", "05", "07", "09", "11")}
    assert dichos["CATD 03"][:2] == ("su nodo no da señal desde hace 12 min", "carmen")
    assert dichos["CATD 05"][0] == "nadie digitaliza desde hace media hora y esperan 140"
    assert dichos["CATD 07"][0] == "mesa: 3 h 00 min de trabajo de una persona, esperan 30"
    assert "captura: 4 h 00 min" in dichos["CATD 09"][0] and "detrás de la ciudad" in dichos["CATD 11"][0]
    assert {d[1] for c, d in dichos.items() if c != "CATD 03"} == {"nadie"}
    retrasan = {p.centro: p.retrasa for p in hallados}
    assert retrasan["03"] and retrasan["05"] and retrasan["03"] >= 5, "quien no registra nada retrasa a la ciudad"
    assert [p.retrasa or 0 for p in hallados] == sorted((p.retrasa or 0 for p in hallados), reverse=True)
    atendida = replace(visto, sitios={**visto.sitios, "03": replace(visto.sitios["03"], nodo=None)})
    assert "03" not in {p.centro for p in peores(noche, atendida)}, "en cuanto vuelve ya no se dice"


def test_quien_ya_acabo_no_es_problema() -> None:
    noche, visto = tranquila()
    caido = muestra.tablero(AHORA).sitios["04"].nodo
    avance = replace(visto.sitios["03"].avance, verificadas=visto.sitios["03"].avance.esperadas)
    visto = replace(visto, sitios={**visto.sitios, "03": Sitio("03", avance, nodo=caido)})
    assert peores(noche, visto) == []


def test_sin_pronostico_se_dice_lo_que_pasa_y_no_lo_que_retrasa() -> None:
    noche, visto = tranquila()
    caido = muestra.tablero(AHORA + timedelta(minutes=1)).sitios["04"].nodo
    visto = replace(visto, sitios={**visto.sitios, "03": replace(visto.sitios["03"], nodo=caido)})
    (uno,) = peores(replace(noche, pronostico=None), visto)
    assert uno.centro == "03" and palabras.filas_de_peores([uno])[0][-1] == "—"
