"""A list of revoked certificates is believed by its signature, proved after it is put, and watched from then on."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from cryptography import x509

from central.autoridad import certificados
from central.autoridad.certificados import pem
from central.nodo import cerrajero
from central.nodo.binarios import ErrorNodo
from central.nodo.cerrajero import Cerrajero, por_vencer
from central.nodo.cluster import ADMIN, Cluster
from central.nodo.confianza import Confianza
from central.sitios.revocacion import poner
from prep.net.identificacion import CARPETA, CENTRO, leer
from tests.central.autoridad.ejemplo import AHORA, HASTA
from tests.central.sitios.cifrado import SitiosCifrados
from tests.central.sitios.conftest import un_centro

MAS, VENCIDA = timedelta(days=60), timedelta(days=-10, hours=-1)


@dataclass
class Cerrado:
    """The server of a centre, and its locksmith."""

    sitios: SitiosCifrados
    admin: "psycopg.Connection[tuple[object, ...]]"

    @property
    def cluster(self) -> Cluster:
        return self.sitios.centro.cluster

    @property
    def confianza(self) -> Confianza:
        suya = self.cluster.confianza
        assert suya
        return suya

    @property
    def cerrajero(self) -> Cerrajero:
        return Cerrajero(self.cluster, threading.Event())

    def alarmas(self) -> list[str]:
        hay = self.admin.execute("SELECT causa FROM prep.alarma WHERE codigo = 'CERTIFICADOS'").fetchall()
        self.admin.execute("DELETE FROM prep.alarma")
        return [str(causa) for (causa,) in hay]

    def poner(self, lista: str) -> None:
        self.admin.execute("DELETE FROM prep.revocados")
        self.admin.execute("INSERT INTO prep.revocados VALUES (%s, %s)", (CENTRO, lista))

    def lista(self, numero: int, *series: int, de: str = CENTRO, vence: timedelta = MAS) -> str:
        return pem(certificados.revocados(self.sitios.autoridad.menor(de), series, numero, AHORA, HASTA + vence))


@pytest.fixture(scope="module")
def cerrado() -> Iterator[Cerrado]:
    with un_centro(SitiosCifrados) as todos:
        assert isinstance(todos, SitiosCifrados)
        with psycopg.connect(todos.centro.cluster.dsn(ADMIN), autocommit=True) as admin:
            yield Cerrado(todos, admin)


@pytest.fixture(autouse=True)
def como_al_principio(cerrado: Cerrado, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(cerrajero, "PRUEBA_S", 1.0)
    antes = cerrado.confianza
    yield
    cerrado.admin.execute("DELETE FROM prep.revocados")
    cerrado.cerrajero.poner(cerrado.admin, antes, antes.servidor.revocados)
    assert cerrado.alarmas() == []


def test_la_que_esta_bien_se_prueba_y_no_alarma(cerrado: Cerrado) -> None:
    cerrado.cerrajero.mirar(cerrado.admin)
    assert cerrado.cerrajero.probar(cerrado.confianza) == ""
    assert cerrado.alarmas() == []


def test_una_lista_que_no_es_o_no_vale_deja_la_de_antes_y_alarma(cerrado: Cerrado) -> None:
    antes = cerrado.confianza.servidor.revocados
    buena = cerrado.lista(1_000)
    for mala in ("nada", buena[:200], cerrado.lista(1_000, de="01"), cerrado.lista(1_000, vence=VENCIDA)):
        cerrado.poner(mala)
        cerrado.cerrajero.mirar(cerrado.admin)
        assert cerrado.alarmas() == ["revocados"], mala
        assert cerrado.confianza.servidor.revocados == antes
    cerrado.poner(cerrado.lista(0))
    cerrado.cerrajero.mirar(cerrado.admin)
    assert (cerrado.confianza.servidor.revocados, cerrado.alarmas()) == (antes, [])  # an older one, in silence


def test_una_lista_sin_el_que_nacio_revocado_alarma(cerrado: Cerrado) -> None:
    """As when PostgreSQL goes on with what it had: the list is there and does nothing."""
    cerrado.poner(cerrado.lista(1_000))
    cerrado.cerrajero.mirar(cerrado.admin)
    assert cerrado.alarmas() == ["prueba"]
    assert "revocado no se rechaza" in cerrado.cerrajero.probar(cerrado.confianza)


def test_una_lista_que_deja_fuera_a_todos_alarma(cerrado: Cerrado) -> None:
    suya = cerrado.confianza
    vencida = cerrado.lista(1_000, vence=VENCIDA)
    cerrado.cerrajero.poner(cerrado.admin, suya, vencida)
    assert cerrado.alarmas() == ["prueba"]
    assert "certificate" in cerrado.sitios.tocar(cerrado.cluster, "est-ccv-1", de=CENTRO)
    assert [causa for causa, _ in por_vencer(cerrado.confianza, AHORA)] == ["La lista de revocados, 1"]


def test_lo_que_alguien_cambia_en_los_archivos_del_servidor_se_repone(cerrado: Cerrado) -> None:
    ruta = cerrado.cluster.lugar.carpeta / CARPETA / "servidor.revocados.pem"
    ruta.write_text("")
    cerrado.cerrajero.mirar(cerrado.admin)
    assert cerrado.alarmas() == ["archivos"]
    assert ruta.read_text() == cerrado.confianza.servidor.revocados and cerrado.confianza.puesta(cerrado.cluster.lugar)


def test_lo_que_vence_se_dice_treinta_siete_y_un_dia_antes(cerrado: Cerrado) -> None:
    acaba = HASTA + timedelta(days=30)
    for antes, dice in ((31, ""), (30, "30"), (8, "30"), (7, "7"), (2, "7"), (1, "1"), (0, "1")):
        dichas = dict(por_vencer(cerrado.confianza, acaba - timedelta(days=antes)))
        suyas = [
            f"{que}, {dice}" for que in ("El certificado de este servidor", "El certificado con que se entra a 01")
        ]
        assert (set(suyas) <= set(dichas)) if dice else dichas == {}, antes


def test_el_centro_toma_las_de_su_autoridad_y_ninguna_otra(cerrado: Cerrado, tmp_path: Path) -> None:
    archivo = tmp_path / "revocados.pem"

    def tomar(texto: str) -> int:
        archivo.write_text(texto)
        return poner(cerrado.admin, cerrado.confianza, archivo, AHORA)

    todas = [cerrado.lista(2_000, de=sitio) for sitio in (CENTRO, "01", "02")]
    assert (tomar("".join(todas)), tomar("".join(todas))) == (3, 0)
    ajena = certificados.nueva_autoridad("autoridad 01", "otro", AHORA, HASTA)
    for texto, dicho in (
        ("", "no es un archivo de listas"),
        (todas[0] + "algo más", "no es un archivo de listas"),
        (todas[0][:150], "no es un archivo de listas"),
        (todas[0].replace("M", "N", 3), "está dañada"),
        (pem(certificados.revocados(ajena, [], 3_000, AHORA, HASTA)), "no es de ninguna autoridad de este proceso"),
        (cerrado.lista(3_000, de="01", vence=VENCIDA), "ya venció"),
        (todas[1] + cerrado.lista(1_999), "sitio CENTRO es anterior a la que ya está"),
    ):
        with pytest.raises(ErrorNodo, match=dicho):
            tomar(texto)
    hay = cerrado.admin.execute("SELECT lista FROM prep.revocados ORDER BY sitio DESC").fetchall()
    assert [lista for (lista,) in hay] == [todas[0], todas[2], todas[1]]


def test_lo_que_se_pone_queda_en_su_carpeta_para_el_siguiente_arranque(cerrado: Cerrado) -> None:
    malo = x509.load_pem_x509_certificate(cerrado.confianza.servidor.malo.certificado.encode())
    nueva = cerrado.lista(1_000, malo.serial_number)
    cerrado.poner(nueva)
    cerrado.cerrajero.mirar(cerrado.admin)
    assert (cerrado.alarmas(), leer(cerrado.cluster.datos / "identificacion.json").servidor) == (
        [], cerrado.confianza.servidor
    )  # fmt: skip
    assert cerrado.confianza.servidor.revocados == nueva
