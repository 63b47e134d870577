"""The next acta is on screen without waiting for its image; and the acta in hand is opened by its code (R-03)."""

from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest

from prep.services.captura.anticipo import CUANTAS, Anticipo
from prep.services.captura.captura import Capturar
from prep.services.captura.trabajo import Trabajo
from prep.services.estacion.errores import DatoInvalido, NoProcede
from prep.services.estacion.estacion import Estacion
from tests.conftest import Nodo
from tests.services.conftest import sesion
from tests.services.trabajos import CIFRAS, con_imagen, ofrecer
from tests.store import ejemplos

CLAVES = [ejemplos.acta(n).clave for n in (1, 3, 5)]
UNO, TRES, CINCO = CLAVES
EnLinea = Callable[[str], Estacion]


@pytest.fixture
def estacion(poblada: Nodo, en_linea: EnLinea) -> Estacion:
    """est-01-1; the images were scanned at est-01-2, so that only work on them shows them."""
    escaner = en_linea("est-01-2")
    for clave in CLAVES:
        ofrecer(poblada, clave, con_imagen(escaner, clave, f"papel {clave}".encode()), 1, 2)
    return en_linea("est-01-1")


@pytest.fixture
def captura(estacion: Estacion) -> Capturar:
    return Capturar(estacion, sesion("ana", estacion))


@pytest.fixture
def pedidas(estacion: Estacion, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The functions that are asked of the node, one for each round trip."""
    hechas: list[str] = []
    consultar = estacion.nodo.consultar

    def anotar(sql: str, *parametros: object, **como: Any) -> list[Any]:
        hechas.append(sql.split("estacion_v1.")[1].split("(")[0])
        return consultar(sql, *parametros, **como)

    monkeypatch.setattr(estacion.nodo, "consultar", anotar)
    return hechas


def _tomado(captura: Capturar) -> Trabajo:
    trabajo = captura.tomar()
    assert trabajo is not None
    return trabajo


def test_del_fin_de_un_acta_a_la_siguiente_hay_dos_viajes_de_ida_y_vuelta(
    captura: Capturar, pedidas: list[str]
) -> None:
    trabajo = _tomado(captura)
    while captura.anticipar() is not None:
        pass
    pedidas.clear()
    captura.terminar(trabajo, CIFRAS, "ACTA PREP", UNO)
    siguiente = _tomado(captura)
    assert (siguiente.acta.clave, siguiente.contenido) == (TRES, f"papel {TRES}".encode())
    assert [p for p in pedidas if p != "estado_nodo"] == ["entregar", "reclamar_captura"]  # that one, every 5 s


def test_sin_la_imagen_son_tres(captura: Capturar, pedidas: list[str]) -> None:
    trabajo = _tomado(captura)
    pedidas.clear()
    captura.terminar(trabajo, CIFRAS, "ACTA PREP", UNO)
    assert _tomado(captura).contenido == f"papel {TRES}".encode()
    assert [p for p in pedidas if p != "estado_nodo"] == ["entregar", "reclamar_captura", "imagen"]


def test_cada_llamada_trae_la_siguiente_imagen_que_aun_no_esta_aqui(captura: Capturar) -> None:
    _tomado(captura)
    traidas = [captura.anticipar() for _ in range(3)]
    assert [t and t[1] for t in traidas] == [f"papel {TRES}".encode(), f"papel {CINCO}".encode(), None]


def test_una_imagen_que_otros_tomaron_se_pasa_por_alto(captura: Capturar, poblada: Nodo) -> None:
    trabajo = _tomado(captura)
    assert captura.anticipar() is not None
    poblada.dueno("UPDATE prep.trabajo SET terminado = now() WHERE acta = %s", TRES)
    captura.terminar(trabajo, CIFRAS, "ACTA PREP", UNO)
    siguiente = _tomado(captura)
    assert (siguiente.acta.clave, siguiente.contenido) == (CINCO, f"papel {CINCO}".encode())


def test_una_imagen_danada_no_se_guarda_y_se_vuelve_a_pedir(
    captura: Capturar, estacion: Estacion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(estacion.nodo, "anticipar", lambda *_: ("ab" * 32, b"otra cosa"))
    assert captura.anticipar() is None
    assert captura._anticipo.huellas() == ()


def test_sin_nodo_no_se_trae_nada_y_no_se_dice_nada(suelta: Estacion) -> None:
    assert Capturar(suelta, sesion("ana", suelta)).anticipar() is None


def test_quien_es_de_otro_sitio_no_trae_nada(estacion: Estacion) -> None:
    assert Capturar(estacion, sesion("fer", estacion)).anticipar() is None


def test_solo_se_guardan_algunas_imagenes_las_mas_nuevas() -> None:
    anticipo, imagenes = Anticipo(), [str(n).encode() for n in range(CUANTAS + 2)]
    for imagen in imagenes:
        assert anticipo.poner(sha256(imagen).hexdigest(), imagen)
    assert [anticipo.sacar(huella) for huella in anticipo.huellas()] == imagenes[2:]
    assert anticipo.huellas() == ()


def test_el_acta_en_la_mano_se_abre_por_su_codigo(captura: Capturar) -> None:
    trabajo = captura.tomar_acta(CINCO)
    assert trabajo is not None and (trabajo.acta.clave, trabajo.contenido) == (CINCO, f"papel {CINCO}".encode())
    with pytest.raises(NoProcede, match=f"Tiene a medias el acta «{CINCO}»"):
        captura.tomar_acta(TRES)
    captura.guardar_borrador(trabajo, [1, *[None] * 10], 1)
    de_nuevo = captura.tomar_acta(CINCO)
    assert de_nuevo is not None and de_nuevo.borrador is not None and de_nuevo.borrador.campo == 1
    captura.terminar(trabajo, CIFRAS, "ACTA PREP", CINCO)
    assert captura.tomar_acta(CINCO) is None


def test_del_papel_no_hay_imagen_ni_nada_que_traer(captura: Capturar, poblada: Nodo) -> None:
    poblada.dueno("UPDATE prep.trabajo SET imagen = ''")
    trabajo = captura.tomar_acta(CINCO)
    assert trabajo is not None and trabajo.contenido == b""
    assert captura.anticipar() is None


def test_un_codigo_que_no_es_de_este_sitio_se_dice(captura: Capturar) -> None:
    with pytest.raises(DatoInvalido, match="no está en el catálogo de este sitio"):
        captura.tomar_acta("GUB-001-7777-B01-0-A02-1")
