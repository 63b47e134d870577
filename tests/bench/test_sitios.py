"""The benchmarks of several sites run at their smallest size and judge what they saw; no test here looks at a time."""

from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from bench import reenlace, replica, rodilla
from bench.nodo_lleno import carpeta_de_nodo
from bench.sitios import sitios
from bench.sitios.juego import Escalon, Juego, Muestra, jugar, parejo
from central.nodo.cluster import Cluster
from prep.domain.catalogo.catalogo import CCV
from simulacro.guion.material import reunir
from simulacro.guion.opciones import OpcionesDeNoche


@pytest.fixture
def carpeta() -> Iterator[Path]:
    """Where the server's OS user can walk to; its clusters go away with it."""
    with carpeta_de_nodo(None) as ruta:
        yield ruta
        for lugar in (*ruta.glob("llano-*"), *ruta.glob("nodos/*/"), ruta / "catd"):
            Cluster(lugar).borrar()


def _muestra(t: float, registradas: int, llegadas: int = 0, replica_kib: float = 0.0) -> Muestra:
    return Muestra(t, llegadas or registradas, registradas, 0, 0, replica_kib, {"robots": t, "nodos": t}, 3 * t)


def test_las_actas_llegan_parejas_todas_en_papel_y_en_su_catd(tmp_path: Path) -> None:
    material = reunir(OpcionesDeNoche(salida=tmp_path, escala="pueblo", excepciones=0, nodos=2))
    pareja, duracion = parejo(material, [Escalon(10, 2), Escalon(20, 1)])
    assert [round(x.t * duracion, 6) for x in pareja.llegadas[18:23]] == [1.8, 1.9, 2.0, 2.05, 2.1]
    assert len(pareja.llegadas) == 40
    assert duracion == 3
    assert not any(x.telefono or x.sitio == CCV for x in pareja.llegadas)


def test_mas_actas_de_las_que_hay_se_rechaza(tmp_path: Path) -> None:
    material = reunir(OpcionesDeNoche(salida=tmp_path, escala="pueblo", excepciones=0))
    with pytest.raises(SystemExit, match="Pida menos segundos"):
        parejo(material, [Escalon(1000, 10)])


def test_todo_hecho_de_un_juego_parejo_se_ve_en_el_centro(carpeta: Path) -> None:
    juego = jugar(carpeta / "juego", "pueblo", 1, 0.0, [Escalon(10, 1.5)], 1)
    (tramo,) = sitios.tramos(juego)
    assert juego.muestras[-1].registradas == 15
    assert len(juego.viajes) == 15 * 4
    assert tramo.escalon.actas == 15
    assert juego.muestras[-1].cpu["robots"] > 0
    assert not (carpeta / "juego").exists()


def test_un_atraso_que_crece_no_se_sostiene() -> None:
    parejas = [_muestra(t, 26 * t) for t in range(9)]
    tarde = [_muestra(t, 20 * t, 26 * t) for t in range(30)]
    atras = [_muestra(t, 26 * t, replica_kib=500.0 * t) for t in range(9)]
    assert sitios.Tramo(Escalon(26, 9), parejas, [0.1] * 9).sostenido
    assert not sitios.Tramo(Escalon(26, 9), parejas, [1.1] * 9).sostenido
    assert not sitios.Tramo(Escalon(26, 30), tarde, [0.1] * 9).sostenido
    assert not sitios.Tramo(Escalon(26, 9), atras, [0.1] * 9).sostenido


def test_los_procesadores_ajenos_se_cuentan_aparte() -> None:
    tramo = sitios.Tramo(Escalon(26, 9), [_muestra(t, 26 * t) for t in range(9)], [0.1] * 9)
    nucleos = psutil.cpu_count() or 1
    assert tramo.robots == 0.5
    assert tramo.ocupacion == pytest.approx(2 / nucleos)
    assert tramo.ajena == pytest.approx(1 / nucleos)


def test_la_rodilla_es_el_ultimo_escalon_sostenido() -> None:
    muestras = [_muestra(t, 70 * t) for t in range(9)]
    tarde = [_muestra(9 + t, 700 + 60 * t, 700 + 80 * t) for t in range(9)]
    juego = Juego([Escalon(70, 9), Escalon(80, 9)], muestras + tarde, [(float(t), 0.1) for t in range(18)])
    informe = rodilla.informe(sitios.tramos(juego), 4)
    figuras = {f.nombre: f for f in informe.figuras}
    assert (figuras["a 70 actas/s"].cumple, figuras["a 80 actas/s"].cumple) == (True, False)
    sostiene = figuras["la rodilla, con los robots en los mismos núcleos"]
    assert (sostiene.medido, sostiene.cumple) == ("252,000 actas por hora", True)


def test_los_escalones_van_del_primer_ritmo_al_ultimo() -> None:
    assert [e.ritmo for e in rodilla.escalera(40, 60, 10, 5)] == [40, 50, 60]


def test_nuestra_replica_y_la_llana_llevan_los_mismos_renglones(carpeta: Path) -> None:
    informe = replica.medir(carpeta, 2, 20, 2)
    assert [f.nombre for f in informe.figuras] == ["20 hechos en una transacción", "un hecho solo (mediana de 2)"]
    assert all(f.razon and f.razon > 0 for f in informe.figuras)


def test_el_intervalo_de_una_mediana_de_diez_omite_primero_y_ultimo() -> None:
    assert replica._rangos(10) == (1, 8)
    assert replica._rangos(2) == (0, 1)


def test_un_nodo_que_vuelve_se_pone_al_dia_con_el_centro(carpeta: Path) -> None:
    informe = reenlace.medir(carpeta / "juego", "pueblo", 5, 0.0)
    assert informe.titulo == "Un nodo que vuelve con 5 actas"
    assert informe.notas[0].startswith("21 hechos")
