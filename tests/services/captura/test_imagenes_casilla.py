"""The viewer of phone images: what it tells of each, and that nothing of what is being captured shows."""

from collections.abc import Callable
from hashlib import sha256

import psycopg
import pytest

from central.nodo.centro import CENTRO
from prep.domain.hechos.hechos import Fuente, Imagen
from prep.services.captura.imagenes_casilla import EstadoIdentificacion, ImagenesCasilla, identidad
from prep.services.estacion.errores import NoProcede, SinNodo
from prep.services.estacion.estacion import Estacion
from prep.services.estacion.firma import FirmaDeSesion
from prep.services.nodo.tipos import NodoRechaza
from tests.conftest import Nodo
from tests.services.conftest import llave, sesion
from tests.services.trabajos import con_imagen
from tests.store import ejemplos
from tests.store.entregas import verificar

EnLinea = Callable[[str], Estacion]
UNA, OTRA = ejemplos.acta(1).clave, ejemplos.acta(3).clave


def estado(nodo: Nodo, acta: str, etapa: str, registrada: bool = False, custodia: str = "CCV") -> None:
    """As the árbitro leaves it."""
    verificar(nodo)
    nodo.dueno(
        "INSERT INTO prep.acta_estado (acta, etapa, fuente, registrada, custodia, hechos, estado, huella)"
        " VALUES (%s, %s, 'CASILLA', %s, %s, 1, '{}', '') ON CONFLICT (acta) DO UPDATE"
        " SET etapa = excluded.etapa, registrada = excluded.registrada, custodia = excluded.custodia",
        acta, etapa, registrada, custodia,
    )  # fmt: skip


def de_telefono(nodo: Nodo, acta: str, contenido: bytes) -> str:
    """As the centre's intake leaves it: image and fact, signed by the centre."""
    huella = sha256(contenido).hexdigest()
    nodo.dueno(
        "INSERT INTO prep.operador VALUES (%s, 'Centro', %s, '', '{}', 'CCV', true) ON CONFLICT DO NOTHING",
        CENTRO, llave(CENTRO).publica,
    )  # fmt: skip
    firma = FirmaDeSesion(CENTRO, CENTRO, ejemplos.PROCESO, llave(CENTRO))
    firmado = firma.hecho(acta, Fuente.CASILLA, Imagen(huella, "MOVIL", "CCV", "cae-1"))
    h = firmado.hecho
    with nodo.conectar("prep_centro") as conexion:
        conexion.execute("SELECT prep.entregar_imagen_centro(%s, %s, %s)", (huella, acta, contenido))
        conexion.execute(
            "SELECT prep.entregar_centro(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            (h.id, h.proceso, h.tipo, h.acta, h.fuente, h.operador, h.estacion, h.momento, h.desfase_ms,
             firmado.cuerpo, firmado.firma),
        )  # fmt: skip
    return huella


def leer(nodo: Nodo, acta: str, *quienes: tuple[str, str]) -> None:
    """Capturas as they are in the node: who, and what identification they read."""
    for n, (operador, leida) in enumerate(quienes):
        nodo.dueno(
            "INSERT INTO prep.hecho (id, proceso, tipo, acta, fuente, operador, estacion, momento, desfase_ms, nodo,"
            " sec, recibido, cuerpo, firma, ronda) SELECT gen_random_uuid(), 'prueba-1', 'CAPTURA', %s, 'CASILLA', %s,"
            " 'est-ccv-1', now(), 0, 'CENTRO', 1000 + %s, now(),"
            " json_build_object('identificacion', %s::text, 'valores', json_build_array(77777))::text, 'x', 1",
            acta, operador, n, leida,
        )  # fmt: skip


@pytest.fixture
def ccv(en_linea: EnLinea) -> Estacion:
    return en_linea("est-ccv-1")


@pytest.fixture
def visor(ccv: Estacion) -> ImagenesCasilla:
    return ImagenesCasilla(ccv, sesion("fer", ccv))


def test_una_imagen_llega_sin_leer_y_se_ve(visor: ImagenesCasilla, ccv: Estacion, poblada: Nodo) -> None:
    huella = de_telefono(poblada, UNA, b"foto")
    estado(poblada, UNA, "DIGITALIZADA")
    (imagen,) = visor.listar()
    assert (imagen.huella, imagen.etapa, identidad(imagen)) == (huella, "DIGITALIZADA", EstadoIdentificacion.SIN_LEER)
    assert visor.ver(huella) == b"foto"


def test_mientras_se_captura_no_se_dice_que_leyo_nadie_ni_que_hay_disputa(
    visor: ImagenesCasilla, ccv: Estacion, poblada: Nodo
) -> None:
    de_telefono(poblada, UNA, b"foto")
    leer(poblada, UNA, ("ana", UNA))
    estado(poblada, UNA, "EN_CAPTURA")
    (una,) = visor.listar()
    leer(poblada, UNA, ("beto", UNA))
    estado(poblada, UNA, "EN_DISPUTA")
    assert visor.listar() == (una,)
    assert identidad(una) is EstadoIdentificacion.LEIDA
    assert UNA not in repr(una)


def test_registrada_se_dice_que_la_leyeron_dos_y_cual_es(visor: ImagenesCasilla, ccv: Estacion, poblada: Nodo) -> None:
    de_telefono(poblada, UNA, b"foto")
    leer(poblada, UNA, ("ana", UNA), ("beto", UNA))
    estado(poblada, UNA, "VERIFICADA", registrada=True)
    assert visor.listar() == ()
    (imagen,) = visor.listar(todas=True)
    assert (identidad(imagen), imagen.leida) == (EstadoIdentificacion.CONFIRMADA, UNA)
    assert "77777" not in repr(imagen)


def test_la_misma_persona_dos_veces_no_confirma(visor: ImagenesCasilla, ccv: Estacion, poblada: Nodo) -> None:
    de_telefono(poblada, UNA, b"foto")
    leer(poblada, UNA, ("ana", UNA), ("beto", OTRA))
    estado(poblada, UNA, "VERIFICADA", registrada=True)
    (imagen,) = visor.listar(todas=True)
    assert (identidad(imagen), imagen.leida) == (EstadoIdentificacion.MESA, "")


def test_ni_las_del_papel_ni_las_de_otra_custodia_se_ven(
    visor: ImagenesCasilla, ccv: Estacion, poblada: Nodo, en_linea: EnLinea
) -> None:
    papel = con_imagen(en_linea("est-01-1"), UNA, b"papel")
    estado(poblada, UNA, "DIGITALIZADA", custodia="01")
    ajena = de_telefono(poblada, OTRA, b"foto")
    estado(poblada, OTRA, "DIGITALIZADA", custodia="01")
    assert visor.listar(todas=True) == ()
    for huella in (papel, ajena, "0" * 64):
        with pytest.raises(NoProcede, match="ya no está a cargo del CCV"):
            visor.ver(huella)


def test_de_las_mas_nuevas_a_las_mas_viejas(visor: ImagenesCasilla, ccv: Estacion, poblada: Nodo) -> None:
    huellas = [de_telefono(poblada, clave, clave.encode()) for clave in (UNA, OTRA)]
    for clave in (UNA, OTRA):
        estado(poblada, clave, "EN_CAPTURA")
    assert [i.huella for i in visor.listar()] == huellas[::-1]


@pytest.mark.parametrize("consulta", ["SELECT * FROM estacion_v1.imagenes_casilla(%s, true)",
                                      "SELECT estacion_v1.imagen_casilla(%s, 'x')"])  # fmt: skip
@pytest.mark.parametrize(("estacion", "operador"), [("est-01-1", "ana"), ("est-01-1", "fer"), ("est-ccv-1", "ana")])
def test_en_un_catd_o_a_nombre_de_otro_sitio_no_se_pregunta(
    poblada: Nodo, consulta: str, estacion: str, operador: str
) -> None:
    with poblada.conectar(estacion) as conn, pytest.raises(psycopg.Error, match="se ven en el CCV") as negado:
        conn.execute(consulta, (operador,))
    assert negado.value.sqlstate == "PR002"


def test_sin_nodo_se_dice_y_un_no_del_nodo_se_dice_con_sus_palabras(
    visor: ImagenesCasilla, ccv: Estacion, sin_nodo: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def negar(*_: object) -> None:
        raise NodoRechaza("PR002", "Aquí no.")

    with monkeypatch.context() as negado:
        negado.setattr(ccv.nodo, "imagenes_casilla", negar)
        with pytest.raises(NoProcede, match=r"^Aquí no\.$"):
            visor.listar()
    ccv.nodo.mudar(sin_nodo)
    with pytest.raises(SinNodo, match="Sin nodo no se ven"):
        visor.listar()


def test_una_imagen_danada_en_el_camino_no_se_muestra(
    visor: ImagenesCasilla, ccv: Estacion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ccv.nodo, "imagen_casilla", lambda *_: b"otra cosa")
    with pytest.raises(NoProcede, match="llegó dañada"):
        visor.ver("0" * 64)
